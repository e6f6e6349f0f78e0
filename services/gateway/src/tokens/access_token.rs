//! Access tokens (RFC 9068) and the response of the token endpoint.

use axum::Json;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Utc};
use motcua_kit::auth::{AUDIENCE, Claims};
use motcua_kit::problem::Problem;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::scope::Scope;
use crate::app::App;
use crate::store::Account;

/// The `client_id` in tokens of people and devices: our own pages and programs.
pub const FIRST_PARTY: &str = "first-party";
const TOKEN_TYPE: &str = "at+jwt";

/// The response of the token endpoint (RFC 6749 §5.1).
#[derive(Serialize, ToSchema)]
#[schema(example = json!({"access_token": "eyJ0eXAiOiJhdCtqd3QiLCJhbGciOiJFZERTQSJ9…", "token_type": "Bearer",
    "expires_in": 300, "refresh_token": "q0pUvNYkDqvF3F6yq1mSw3eXl2c6h0oZt8aJk5bRrW4"}))]
pub struct TokenResponse {
    /// The access token, a JWT (RFC 9068).
    pub access_token: String,
    /// Always `Bearer`.
    pub token_type: &'static str,
    /// Lifetime of the access token in seconds.
    pub expires_in: u32,
    /// The scopes that the token is narrowed to; absent when it is not narrowed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
    /// Can be exchanged once for the next pair of tokens; absent for programs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refresh_token: Option<String>,
}

impl IntoResponse for TokenResponse {
    fn into_response(self) -> Response {
        ([(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))], Json(self)).into_response()
    }
}

/// The sign-in that an access token belongs to.
pub struct Session<'a> {
    /// The client that got the token.
    pub client_id: &'a str,
    /// Id of the sign-in.
    pub id: Uuid,
    /// When it began, wall time.
    pub signed_in_at: DateTime<Utc>,
    /// What it is narrowed to.
    pub scope: &'a Scope,
}

/// Issues an access token to an account.
///
/// # Errors
/// `internal` when signing fails.
pub fn issue(app: &App, account: &Account, session: &Session<'_>) -> Result<TokenResponse, Problem> {
    let now = app.resources.clocks.wall.now().timestamp();
    let claims = Claims {
        iss: app.issuer.to_string(),
        sub: account.id,
        aud: AUDIENCE.to_owned(),
        client_id: session.client_id.to_owned(),
        iat: now,
        nbf: now,
        exp: now + i64::from(app.access_token_seconds),
        jti: Uuid::now_v7(),
        sid: session.id,
        auth_time: session.signed_in_at.timestamp(),
        scope: session.scope.to_text(),
        motcua_roles: account.roles.names(),
        motcua_av: account.authorization_version,
        motcua_unit: account.unit.clone(),
    };
    let access_token = app.keys.access_token.sign(TOKEN_TYPE, &claims).map_err(|error| Problem::internal(&error))?;
    Ok(TokenResponse {
        access_token,
        token_type: "Bearer",
        expires_in: app.access_token_seconds,
        scope: claims.scope,
        refresh_token: None,
    })
}
