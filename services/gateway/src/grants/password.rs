//! People and devices sign in with name and password.

use std::net::IpAddr;

use motcua_kit::config::Secret;
use motcua_kit::problem::Problem;

use super::Refusal;
use crate::accounts::{fold, is_active};
use crate::app::App;
use crate::store::{self, Account, Kind};
use crate::tokens::{self, Granted};

const LONGEST: usize = 256;

/// Signs in with name and password. Unknown name, wrong password and an account that no longer counts get the
/// same answer after the same work.
pub async fn password(app: &App, address: IpAddr, username: &str, password: Secret) -> Result<Granted, Refusal> {
    if username.len() > LONGEST || password.reveal().len() > LONGEST {
        return Err(Refusal::Grant);
    }
    let username = fold(username);
    if !app.tries.allow(&username, address) {
        return Err(Refusal::TooManyTries);
    }
    let account = store::account_named(app.db.read(), &username).await.map_err(Problem::from)?;
    let account = account.filter(|account| account.kind != Kind::Client);
    let hash = account.as_ref().and_then(|account| account.password_hash.clone());
    let right = app.passwords.matches(password, hash).await.map_err(Problem::from)?;
    let account = account.filter(|account| right && is_active(account, app.clocks.wall.now())).ok_or(Refusal::Grant)?;
    app.tries.forgive(&username, address);
    Ok(app.transact(move |app| begin(app, account.clone())).await?)
}

async fn begin(app: App, account: Account) -> Result<Granted, Problem> {
    let tx = app.db.begin().await?;
    let granted = tokens::begin(&app, &tx, &account).await?;
    tx.commit().await?;
    Ok(granted)
}
