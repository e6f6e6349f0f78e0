//! The beginning of a sign-in.

use chrono::TimeDelta;
use motcua_kit::Tx;
use motcua_kit::problem::Problem;
use uuid::Uuid;

use super::{FIRST_PARTY, Granted, fingerprint, grant, secret};
use crate::app::App;
use crate::store::{self, Account, RefreshToken, SignIn};

/// Signs an account in: both tokens.
pub async fn begin(app: &App, tx: &Tx, account: &Account) -> Result<Granted, Problem> {
    let (now, token) = (app.clocks.wall.now(), secret()?);
    let sign_in = SignIn {
        id: Uuid::now_v7(),
        account_id: account.id,
        signed_in_at: now,
        expires_at: now + TimeDelta::seconds(app.refresh_token_seconds.into()),
        revoked_at: None,
    };
    let first = RefreshToken {
        id: Uuid::now_v7(),
        sign_in_id: sign_in.id,
        hash: fingerprint(&token).to_vec(),
        issued_at: now,
        used_at: None,
    };
    let granted = grant(app, account, FIRST_PARTY, sign_in.id, now)?;
    store::insert_sign_in(tx, sign_in).await?;
    store::insert_refresh_token(tx, first).await?;
    Ok(Granted { refresh_token: Some(token), ..granted })
}
