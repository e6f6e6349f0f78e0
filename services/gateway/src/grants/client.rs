//! Programs sign in with their id and secret.

use axum::http::{HeaderMap, header};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use motcua_kit::config::Secret;
use motcua_kit::problem::Problem;
use subtle::ConstantTimeEq;
use uuid::Uuid;

use super::Refusal;
use crate::accounts::{fold, is_active};
use crate::app::App;
use crate::store::{self, Kind};
use crate::tokens::{self, Granted, fingerprint};

/// Id and secret of a program.
pub struct Credentials {
    id: String,
    secret: Secret,
}

impl Credentials {
    /// Out of the header or the body, but not both.
    pub fn of(headers: &HeaderMap, id: Option<String>, secret: Option<Secret>) -> Result<Self, Refusal> {
        match (basic(headers)?, id, secret) {
            (Some(basic), None, None) => Ok(basic),
            (Some(basic), Some(id), None) if basic.id == id => Ok(basic),
            (Some(_), ..) => Err(Refusal::Request("Client credentials are either in the header or in the body.")),
            (None, Some(id), Some(secret)) => Ok(Self { id, secret }),
            (None, ..) => Err(Refusal::Client),
        }
    }
}

fn basic(headers: &HeaderMap) -> Result<Option<Credentials>, Refusal> {
    let Some(value) = headers.get(header::AUTHORIZATION) else { return Ok(None) };
    let parse = || {
        let (scheme, encoded) = value.to_str().ok()?.split_once(' ')?;
        let decoded = STANDARD.decode(encoded.trim()).ok().filter(|_| scheme.eq_ignore_ascii_case("basic"))?;
        let (id, secret) = std::str::from_utf8(&decoded).ok()?.split_once(':')?;
        Some(Credentials { id: id.to_owned(), secret: Secret::new(secret) })
    };
    parse().map(Some).ok_or(Refusal::Client)
}

/// Grants an access token to a program; it needs no refresh token.
pub async fn client(app: &App, credentials: Credentials) -> Result<Granted, Refusal> {
    let found = store::account_named(app.db.read(), &fold(&credentials.id)).await.map_err(Problem::from)?;
    let account = found.filter(|account| account.kind == Kind::Client);
    let known = account.as_ref().and_then(|account| account.secret_hash.clone()).unwrap_or_default();
    let right: bool = fingerprint(credentials.secret.reveal())[..].ct_eq(&known).into();
    let now = app.clocks.wall.now();
    let account = account.filter(|account| right && is_active(account, now)).ok_or(Refusal::Client)?;
    Ok(tokens::grant(app, &account, &fold(&credentials.id), Uuid::now_v7(), now)?)
}
