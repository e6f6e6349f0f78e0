//! What a sign-in is answered with: a short access token, and a refresh token for people and devices.

mod refresh;
mod sign_in;

use axum::Json;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use motcua_kit::auth::{AUDIENCE, Claims};
use motcua_kit::problem::Problem;
use serde::Serialize;
use sha2::{Digest, Sha256};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::app::App;
use crate::store::Account;
pub use refresh::{revoke, rotate};
pub use sign_in::begin;

/// The client that tokens of people and devices name: our own pages and programs.
pub const FIRST_PARTY: &str = "first-party";
const TYPE: &str = "at+jwt";

/// The answer of the token endpoint (RFC 6749 §5.1).
#[derive(Serialize, ToSchema)]
#[schema(example = json!({"access_token": "eyJ0eXAiOiJhdCtqd3QiLCJhbGciOiJFZERTQSJ9…", "token_type": "Bearer",
    "expires_in": 300, "refresh_token": "q0pUvNYkDqvF3F6yq1mSw3eXl2c6h0oZt8aJk5bRrW4"}))]
pub struct Granted {
    /// The access token, a JWT (RFC 9068).
    pub access_token: String,
    /// Always `Bearer`.
    pub token_type: &'static str,
    /// Life of the access token in seconds.
    pub expires_in: u32,
    /// Gives the next pair of tokens, once; absent for programs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refresh_token: Option<String>,
}

impl IntoResponse for Granted {
    fn into_response(self) -> Response {
        ([(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))], Json(self)).into_response()
    }
}

/// Grants an access token to an account.
///
/// # Errors
/// `internal` when it cannot be signed.
pub fn grant(
    app: &App,
    account: &Account,
    client: &str,
    sign_in: Uuid,
    signed_in_at: DateTime<Utc>,
) -> Result<Granted, Problem> {
    let now = app.clocks.wall.now().timestamp();
    let claims = Claims {
        iss: app.issuer.to_string(),
        sub: account.id,
        aud: AUDIENCE.to_owned(),
        client_id: client.to_owned(),
        iat: now,
        nbf: now,
        exp: now + i64::from(app.access_token_seconds),
        jti: Uuid::now_v7(),
        sid: sign_in,
        auth_time: signed_in_at.timestamp(),
        scope: String::new(),
        motcua_roles: account.roles.0.clone(),
        motcua_unit: account.unit.clone(),
    };
    let access_token = app.keys.access.sign(TYPE, &claims).map_err(|error| Problem::internal(&error))?;
    Ok(Granted { access_token, token_type: "Bearer", expires_in: app.access_token_seconds, refresh_token: None })
}

/// A secret of 256 random bits, safe in URLs.
///
/// # Errors
/// `internal` when the operating system gives no random bytes.
pub fn secret() -> Result<String, Problem> {
    let mut random = [0; 32];
    getrandom::fill(&mut random).map_err(|error| Problem::internal(&error))?;
    Ok(URL_SAFE_NO_PAD.encode(random))
}

/// What is kept of a secret. A plain hash is enough: nobody guesses 256 random bits.
pub fn fingerprint(secret: &str) -> [u8; 32] {
    Sha256::digest(secret).into()
}
