//! The token endpoint (RFC 6749 §3.2).

use axum::Form;
use axum::extract::rejection::FormRejection;
use axum::extract::{Extension, State};
use axum::http::HeaderMap;
use motcua_kit::config::Secret;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::app::App;
use crate::door::Caller;
use crate::grants::{self, Credentials, Refusal, RefusalBody};
use crate::tokens::Granted;

const JWT_BEARER: &str = "urn:ietf:params:oauth:grant-type:jwt-bearer";

/// A request for a token. Which parameters are needed depends on the grant.
#[derive(Deserialize, ToSchema)]
pub struct TokenRequest {
    /// `password`, `client_credentials`, `refresh_token` or `urn:ietf:params:oauth:grant-type:jwt-bearer`.
    grant_type: Option<String>,
    /// With `password`: the name.
    username: Option<String>,
    /// With `password`: the password.
    #[schema(value_type = Option<String>, format = Password)]
    password: Option<Secret>,
    /// With `client_credentials`: the client's id, unless the header `Authorization: Basic` has it.
    client_id: Option<String>,
    /// With `client_credentials`: the client's secret, unless the header has it.
    #[schema(value_type = Option<String>, format = Password)]
    client_secret: Option<Secret>,
    /// With `refresh_token`: the token.
    refresh_token: Option<String>,
    /// With the JWT bearer grant: what the national e-identity says of the citizen.
    assertion: Option<String>,
}

/// Requests a token
///
/// Access tokens are short. Staff and citizens also get a refresh token, which serves once: each answer brings the
/// next, and one that comes back ends the sign-in. An answer that got lost may be asked for again for ten seconds.
#[utoipa::path(post, path = "/oauth/token", operation_id = "requestToken", tag = "sign-in",
    request_body(content = TokenRequest, content_type = "application/x-www-form-urlencoded", examples(
        ("password" = (summary = "Cán bộ / Staff", value = json!({"grant_type": "password", "username": "nva.tckh", "password": "mật khẩu dài và riêng"}))),
        ("client" = (summary = "Chương trình / A program", value = json!({"grant_type": "client_credentials", "client_id": "bao-cao-lien-thong",
            "client_secret": "q0pUvNYkDqvF3F6yq1mSw3eXl2c6h0oZt8aJk5bRrW4"}))),
        ("refresh" = (summary = "Tiếp tục / Going on", value = json!({"grant_type": "refresh_token", "refresh_token": "q0pUvNYkDqvF3F6yq1mSw3eXl2c6h0oZt8aJk5bRrW4"}))),
        ("citizen" = (summary = "Công dân / A citizen", value = json!({"grant_type": "urn:ietf:params:oauth:grant-type:jwt-bearer", "assertion": "eyJ0eXAiOiJlaWQrand0Ii…"})))
    )),
    responses(
        (status = 200, description = "The tokens.", body = Granted),
        (status = 400, description = "No token: `invalid_request`, `invalid_grant` or `unsupported_grant_type`.", body = RefusalBody),
        (status = 401, description = "No token: `invalid_client`.", body = RefusalBody),
        (status = 429, description = "Too many wrong passwords, or too many requests.", body = RefusalBody)))]
pub async fn request_token(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    headers: HeaderMap,
    form: Result<Form<TokenRequest>, FormRejection>,
) -> Result<Granted, Refusal> {
    let Form(request) = form.map_err(|_| Refusal::Request("The body is not a form, or a parameter comes twice."))?;
    match request.grant_type.as_deref() {
        Some("password") => {
            let username = given(request.username, "username is missing")?;
            let password = request.password.filter(|password| !password.is_empty());
            let password = password.ok_or(Refusal::Request("password is missing"))?;
            grants::password(&app, caller.address, &username, password).await
        }
        Some("client_credentials") => {
            let credentials = Credentials::of(&headers, request.client_id, request.client_secret)?;
            grants::client(&app, credentials).await
        }
        Some("refresh_token") => grants::refresh(&app, given(request.refresh_token, "refresh_token is missing")?).await,
        Some(JWT_BEARER) if app.e_identity => {
            grants::assertion(&app, &given(request.assertion, "assertion is missing")?).await
        }
        None | Some("") => Err(Refusal::Request("grant_type is missing")),
        Some(_) => Err(Refusal::Unsupported),
    }
}

/// A parameter that must be there; an empty one counts as missing (RFC 6749 §3.2).
fn given(parameter: Option<String>, missing: &'static str) -> Result<String, Refusal> {
    parameter.filter(|value| !value.is_empty()).ok_or(Refusal::Request(missing))
}
