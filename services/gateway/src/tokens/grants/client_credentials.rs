//! The `client_credentials` grant: programs sign in with id and secret.

use std::net::IpAddr;

use axum::http::HeaderMap;
use headers::HeaderMapExt;
use headers::authorization::{Authorization, Basic};
use motcua_kit::config::Secret;
use motcua_kit::problem::Problem;
use subtle::ConstantTimeEq;
use uuid::Uuid;

use crate::app::App;
use crate::identity::accounts::{is_active, normalise_username};
use crate::store::{self, AccountKind};
use crate::tokens::access_token::{self, Session, TokenResponse};
use crate::tokens::oauth_error::OAuthError;
use crate::tokens::scope::Scope;
use crate::tokens::secret::hash_secret;
use crate::tokens::sign_in_record;

/// Id and secret of a program.
pub struct ClientCredentials {
    id: String,
    secret: Secret,
}

impl ClientCredentials {
    /// Reads the credentials from `Authorization: Basic` or from the body, but not from both.
    pub fn from_request(headers: &HeaderMap, id: Option<String>, secret: Option<Secret>) -> Result<Self, OAuthError> {
        match (basic(headers)?, id, secret) {
            (Some(basic), None, None) => Ok(basic),
            (Some(basic), Some(id), None) if basic.id == id => Ok(basic),
            (Some(_), ..) => Err(OAuthError::InvalidRequest(
                "Send the client credentials in the header or in the body, not in both.",
            )),
            (None, Some(id), Some(secret)) => Ok(Self { id, secret }),
            (None, ..) => Err(OAuthError::InvalidClient),
        }
    }
}

fn basic(headers: &HeaderMap) -> Result<Option<ClientCredentials>, OAuthError> {
    let header = headers.typed_try_get::<Authorization<Basic>>().map_err(|_| OAuthError::InvalidClient)?;
    let Some(Authorization(basic)) = header else { return Ok(None) };
    // PostgreSQL cannot compare a NUL.
    if basic.username().contains('\0') {
        return Err(OAuthError::InvalidClient);
    }
    Ok(Some(ClientCredentials { id: basic.username().to_owned(), secret: Secret::new(basic.password()) }))
}

/// Issues an access token to a program, without a refresh token.
pub async fn grant(
    app: &App,
    address: IpAddr,
    credentials: ClientCredentials,
    scope: &Scope,
) -> Result<TokenResponse, OAuthError> {
    let username = normalise_username(&credentials.id);
    let account = store::find_account_by_username(app.resources.db.read(), &username).await.map_err(Problem::from)?;
    let account = account.filter(|account| account.kind == AccountKind::Client);
    let stored = account.as_ref().and_then(|account| account.secret_hash.clone()).unwrap_or_default();
    let is_right: bool = hash_secret(credentials.secret.reveal())[..].ct_eq(&stored).into();
    let now = app.resources.clocks.wall.now();
    let Some(account) = account.clone().filter(|account| is_right && is_active(account, now)) else {
        sign_in_record::refused(app, account.as_ref(), address, OAuthError::InvalidClient).await?;
        return Err(OAuthError::InvalidClient);
    };
    let session = Session { client_id: &username, id: Uuid::now_v7(), signed_in_at: now, scope };
    Ok(access_token::issue(app, &account, &session)?)
}
