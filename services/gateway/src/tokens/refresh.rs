//! Refresh token rotation: each token can be used once; reusing one revokes the whole sign-in.

use chrono::{DateTime, TimeDelta, Utc};
use motcua_kit::Tx;
use motcua_messaging::Outcome;
use sea_orm::DbErr;
use uuid::Uuid;

use super::access_token::{self, FIRST_PARTY, Session, TokenResponse};
use super::oauth_error::OAuthError;
use super::scope::Scope;
use super::secret::{encode, hash_secret};
use crate::app::App;
use crate::context::{Context, Error};
use crate::identity::accounts::is_active;
use crate::store::{self, RefreshToken, SignIn};

/// How long a client that did not receive the response may repeat the request.
const RETRY_WINDOW: TimeDelta = TimeDelta::seconds(10);

/// Issues the next pair of tokens; `invalid_grant` for a token that is unknown, used, expired or revoked, or whose
/// account is no longer active.
pub async fn rotate(
    context: Context,
    (token, requested): (String, Scope),
) -> Result<Outcome<Result<TokenResponse, OAuthError>>, Error> {
    let Context { app, tx, wall: now, .. } = context;
    let Some((row, sign_in)) = store::find_refresh_token(&tx, &hash_secret(&token)).await? else {
        return Ok(Outcome::Rollback(Err(OAuthError::InvalidGrant)));
    };
    let account = store::find_account(&tx, sign_in.account_id).await?.filter(|account| is_active(account, now));
    let Some(account) = account.filter(|_| sign_in.revoked_at.is_none() && now < sign_in.expires_at) else {
        return Ok(Outcome::Rollback(Err(OAuthError::InvalidGrant)));
    };
    let scope = match Scope::stored(sign_in.scope.as_deref()).narrowed_to(requested) {
        Ok(scope) => scope,
        Err(error) => return Ok(Outcome::Rollback(Err(error))),
    };
    let successor = successor(&app, &token);
    if store::mark_refresh_token_used(&tx, row.id, now).await? {
        store::insert_refresh_token(&tx, successor_row(&sign_in, &successor, now)).await?;
    } else if !is_retry(&tx, &token, &successor, now).await? {
        store::revoke_sign_in(&tx, sign_in.id, now).await?;
        tracing::warn!(sign_in.id = %sign_in.id, account.id = %account.id, "refresh token reused; sign-in revoked");
        return Ok(Outcome::Commit(Err(OAuthError::InvalidGrant)));
    }
    let SignIn { id, signed_in_at, .. } = sign_in;
    let session = Session { client_id: FIRST_PARTY, id, signed_in_at, scope: &scope };
    let response = access_token::issue(&app, &account, &session)?;
    Ok(Outcome::Commit(Ok(TokenResponse { refresh_token: Some(successor), ..response })))
}

/// Derived from the token, so that a retry gets the same successor although only hashes are stored.
fn successor(app: &App, token: &str) -> String {
    encode(&app.keys.refresh_token.mac(token.as_bytes()))
}

fn successor_row(sign_in: &SignIn, token: &str, now: DateTime<Utc>) -> RefreshToken {
    RefreshToken {
        id: Uuid::now_v7(),
        sign_in_id: sign_in.id,
        hash: hash_secret(token).to_vec(),
        issued_at: now,
        used_at: None,
    }
}

/// Whether the token was used within the retry window and its successor has not been used yet.
async fn is_retry(tx: &Tx, token: &str, successor: &str, now: DateTime<Utc>) -> Result<bool, DbErr> {
    let used_at = store::find_refresh_token(tx, &hash_secret(token)).await?.and_then(|(row, _)| row.used_at);
    let successor = store::find_refresh_token(tx, &hash_secret(successor)).await?;
    let unused = successor.is_some_and(|(row, _)| row.used_at.is_none());
    Ok(unused && used_at.is_some_and(|at| now - at <= RETRY_WINDOW))
}

/// Revokes the sign-in of a refresh token; an unknown token is no error (RFC 7009).
pub async fn revoke(context: Context, token: String) -> Result<Outcome<()>, Error> {
    if let Some((_, sign_in)) = store::find_refresh_token(&context.tx, &hash_secret(&token)).await? {
        store::revoke_sign_in(&context.tx, sign_in.id, context.wall).await?;
    }
    Ok(Outcome::Commit(()))
}
