//! Refresh tokens: each serves once, and one that comes back ends the whole sign-in.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::TimeDelta;
use motcua_kit::Tx;
use motcua_kit::problem::Problem;
use uuid::Uuid;

use super::{FIRST_PARTY, Granted, fingerprint, grant};
use crate::accounts::is_active;
use crate::app::App;
use crate::store::{self, RefreshToken, SignIn};

/// A client that did not get the answer may ask again for this long.
const RETRY: TimeDelta = TimeDelta::seconds(10);

/// The next pair of tokens; nothing for a token that is unknown, used or over, or whose account no longer counts.
pub async fn rotate(app: App, token: String) -> Result<Option<Granted>, Problem> {
    let tx = app.db.begin().await?;
    let now = app.clocks.wall.now();
    let Some((row, sign_in)) = store::refresh_token(&tx, &fingerprint(&token)).await? else { return Ok(None) };
    let account = store::account(tx.db(), sign_in.account_id).await?.filter(|account| is_active(account, now));
    let Some(account) = account.filter(|_| sign_in.revoked_at.is_none() && now < sign_in.expires_at) else {
        return Ok(None);
    };
    let successor = successor(&app, &token);
    if store::use_refresh_token(&tx, row.id, now).await? {
        store::insert_refresh_token(&tx, next(&sign_in, &successor, now)).await?;
    } else if !is_retry(&tx, &token, &successor, now).await? {
        store::revoke(&tx, sign_in.id, now).await?;
        tx.commit().await?;
        tracing::warn!(sign_in.id = %sign_in.id, account.id = %account.id, "refresh token came back; sign-in ended");
        return Ok(None);
    }
    let granted = grant(&app, &account, FIRST_PARTY, sign_in.id, sign_in.signed_in_at)?;
    tx.commit().await?;
    Ok(Some(Granted { refresh_token: Some(successor), ..granted }))
}

/// Each token determines the next, so that a retry gets the same one although only hashes are kept.
fn successor(app: &App, token: &str) -> String {
    URL_SAFE_NO_PAD.encode(app.keys.refresh.hash(token.as_bytes()))
}

fn next(sign_in: &SignIn, token: &str, now: chrono::DateTime<chrono::Utc>) -> RefreshToken {
    RefreshToken {
        id: Uuid::now_v7(),
        sign_in_id: sign_in.id,
        hash: fingerprint(token).to_vec(),
        issued_at: now,
        used_at: None,
    }
}

/// Whether the token was used just now and its successor not yet.
async fn is_retry(tx: &Tx, token: &str, successor: &str, now: chrono::DateTime<chrono::Utc>) -> Result<bool, Problem> {
    let used_at = store::refresh_token(tx, &fingerprint(token)).await?.and_then(|(row, _)| row.used_at);
    let unused = store::refresh_token(tx, &fingerprint(successor)).await?.is_some_and(|(row, _)| row.used_at.is_none());
    Ok(unused && used_at.is_some_and(|at| now - at <= RETRY))
}

/// Ends the sign-in that a refresh token belongs to; an unknown token is no error (RFC 7009).
pub async fn revoke(app: App, token: String) -> Result<(), Problem> {
    let tx = app.db.begin().await?;
    if let Some((_, sign_in)) = store::refresh_token(&tx, &fingerprint(&token)).await? {
        store::revoke(&tx, sign_in.id, app.clocks.wall.now()).await?;
        tx.commit().await?;
    }
    Ok(())
}
