//! The revocation endpoint (RFC 7009).

use axum::extract::State;
use axum::http::StatusCode;
use motcua_kit::auth::Actor;
use motcua_messaging::run_transaction;
use serde::Deserialize;
use utoipa::ToSchema;

use super::oauth_form::OAuthForm;
use crate::app::App;
use crate::tokens::oauth_error::{OAuthError, OAuthErrorBody};
use crate::tokens::refresh;

/// The token to revoke.
#[derive(Deserialize, ToSchema)]
pub struct Revocation {
    /// The refresh token.
    token: Option<String>,
}

/// Revokes a token
///
/// Ends the sign-in of a refresh token. Access tokens cannot be revoked; they expire within minutes. An unknown token is
/// no error.
#[utoipa::path(post, path = "/oauth/revoke", operation_id = "revokeToken", tag = "sign-in",
    request_body(content = Revocation, content_type = "application/x-www-form-urlencoded",
        example = json!({"token": "q0pUvNYkDqvF3F6yq1mSw3eXl2c6h0oZt8aJk5bRrW4"})),
    responses(
        (status = 200, description = "The token is not valid any more."),
        (status = 400, description = "The request contains no token.", body = OAuthErrorBody)))]
pub async fn revoke_token(
    State(app): State<App>,
    OAuthForm(request): OAuthForm<Revocation>,
) -> Result<StatusCode, OAuthError> {
    let token = request.token.filter(|token| !token.is_empty());
    let token = token.ok_or(OAuthError::InvalidRequest("token is missing"))?;
    run_transaction(&app, Actor::service("gateway"), token, refresh::revoke).await?;
    Ok(StatusCode::OK)
}
