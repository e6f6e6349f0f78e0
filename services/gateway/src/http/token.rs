//! The token endpoint (RFC 6749 §3.2).

use axum::extract::{Extension, State};
use axum::http::HeaderMap;
use motcua_kit::config::Secret;
use serde::Deserialize;
use utoipa::ToSchema;

use super::oauth_form::OAuthForm;
use crate::app::App;
use crate::limits::request_origin::RequestOrigin;
use crate::tokens::access_token::TokenResponse;
use crate::tokens::grants::client_credentials::{self, ClientCredentials};
use crate::tokens::grants::{jwt_bearer, password, refresh_token};
use crate::tokens::oauth_error::{OAuthError, OAuthErrorBody};
use crate::tokens::scope::Scope;

const JWT_BEARER: &str = "urn:ietf:params:oauth:grant-type:jwt-bearer";

/// A request for a token. Which parameters are required depends on the grant type.
#[derive(Deserialize, ToSchema)]
pub struct TokenRequest {
    /// `password`, `client_credentials`, `refresh_token` or `urn:ietf:params:oauth:grant-type:jwt-bearer`.
    grant_type: Option<String>,
    /// With `password`: the username.
    username: Option<String>,
    /// With `password`: the password.
    #[schema(value_type = Option<String>, format = Password)]
    password: Option<Secret>,
    /// With `client_credentials`: the client id, unless `Authorization: Basic` contains it.
    client_id: Option<String>,
    /// With `client_credentials`: the client secret, unless `Authorization: Basic` contains it.
    #[schema(value_type = Option<String>, format = Password)]
    client_secret: Option<Secret>,
    /// With `refresh_token`: the token.
    refresh_token: Option<String>,
    /// With the JWT bearer grant: an assertion of the national e-identity.
    assertion: Option<String>,
    /// Scopes that narrow the token, separated by spaces; without it the token is not narrowed.
    scope: Option<String>,
}

/// Requests a token
///
/// Access tokens are short-lived. Staff and citizens also get a refresh token, which can be used once: each response
/// contains the next one, and reusing a token ends the sign-in. If a response was lost, the request can be repeated for
/// ten seconds.
#[utoipa::path(post, path = "/oauth/token", operation_id = "requestToken", tag = "sign-in",
    request_body(content = TokenRequest, content_type = "application/x-www-form-urlencoded", examples(
        ("password" = (summary = "Cán bộ / Staff", value = json!({"grant_type": "password", "username": "nva.tckh", "password": "mật khẩu dài và riêng"}))),
        ("client" = (summary = "Chương trình / A program", value = json!({"grant_type": "client_credentials", "client_id": "bao-cao-lien-thong",
            "client_secret": "q0pUvNYkDqvF3F6yq1mSw3eXl2c6h0oZt8aJk5bRrW4"}))),
        ("refresh" = (summary = "Tiếp tục / Refresh", value = json!({"grant_type": "refresh_token", "refresh_token": "q0pUvNYkDqvF3F6yq1mSw3eXl2c6h0oZt8aJk5bRrW4"}))),
        ("citizen" = (summary = "Công dân / A citizen", value = json!({"grant_type": "urn:ietf:params:oauth:grant-type:jwt-bearer", "assertion": "eyJ0eXAiOiJlaWQrand0Ii…"})))
    )),
    responses(
        (status = 200, description = "The tokens.", body = TokenResponse),
        (status = 400, description = "`invalid_request`, `invalid_grant`, `invalid_scope` or `unsupported_grant_type`.", body = OAuthErrorBody),
        (status = 401, description = "`invalid_client`.", body = OAuthErrorBody),
        (status = 429, description = "Too many wrong passwords, or too many requests.", body = OAuthErrorBody)))]
pub async fn request_token(
    State(app): State<App>,
    Extension(origin): Extension<RequestOrigin>,
    headers: HeaderMap,
    OAuthForm(request): OAuthForm<TokenRequest>,
) -> Result<TokenResponse, OAuthError> {
    let scope = Scope::requested(request.scope.as_deref())?;
    match request.grant_type.as_deref() {
        Some("password") => {
            let username = required(request.username, "username is missing")?;
            let password = request.password.filter(|password| !password.is_empty());
            let password = password.ok_or(OAuthError::InvalidRequest("password is missing"))?;
            password::grant(&app, origin.address, (&username, password), scope).await
        }
        Some("client_credentials") => {
            let credentials = ClientCredentials::from_request(&headers, request.client_id, request.client_secret)?;
            client_credentials::grant(&app, origin.address, credentials, &scope).await
        }
        Some("refresh_token") => {
            refresh_token::grant(&app, required(request.refresh_token, "refresh_token is missing")?, scope).await
        }
        Some(JWT_BEARER) if app.e_identity => {
            let assertion = required(request.assertion, "assertion is missing")?;
            jwt_bearer::grant(&app, origin.address, &assertion, scope).await
        }
        None | Some("") => Err(OAuthError::InvalidRequest("grant_type is missing")),
        Some(_) => Err(OAuthError::UnsupportedGrantType),
    }
}

/// A required parameter; an empty one counts as missing (RFC 6749 §3.2).
fn required(parameter: Option<String>, missing: &'static str) -> Result<String, OAuthError> {
    parameter.filter(|value| !value.is_empty()).ok_or(OAuthError::InvalidRequest(missing))
}
