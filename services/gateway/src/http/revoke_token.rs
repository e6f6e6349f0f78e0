//! The revocation endpoint (RFC 7009).

use axum::Form;
use axum::extract::State;
use axum::extract::rejection::FormRejection;
use axum::http::StatusCode;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::app::App;
use crate::grants::{Refusal, RefusalBody};
use crate::tokens;

/// A token that shall no longer count.
#[derive(Deserialize, ToSchema)]
pub struct Revocation {
    /// The refresh token.
    token: Option<String>,
}

/// Revokes a token
///
/// Ends the sign-in that a refresh token belongs to. Access tokens cannot be taken back; they end within minutes.
/// An unknown token is no error.
#[utoipa::path(post, path = "/oauth/revoke", operation_id = "revokeToken", tag = "sign-in",
    request_body(content = Revocation, content_type = "application/x-www-form-urlencoded",
        example = json!({"token": "q0pUvNYkDqvF3F6yq1mSw3eXl2c6h0oZt8aJk5bRrW4"})),
    responses(
        (status = 200, description = "The token does not count."),
        (status = 400, description = "There was no token in the request.", body = RefusalBody)))]
pub async fn revoke_token(
    State(app): State<App>,
    form: Result<Form<Revocation>, FormRejection>,
) -> Result<StatusCode, Refusal> {
    let Form(request) = form.map_err(|_| Refusal::Request("The body is not a form, or a parameter comes twice."))?;
    let token = request.token.filter(|token| !token.is_empty()).ok_or(Refusal::Request("token is missing"))?;
    app.transact(move |app| tokens::revoke(app, token.clone())).await?;
    Ok(StatusCode::OK)
}
