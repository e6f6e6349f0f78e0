//! Citizens sign in with what the national e-identity says of them; the first time, they get their account.

use motcua_kit::Tx;
use motcua_kit::auth::{Actor, Role};
use motcua_kit::problem::Problem;

use super::Refusal;
use crate::accounts::{self, Draft, is_active};
use crate::app::App;
use crate::e_identity::{self, Citizen};
use crate::store::{self, Account, Kind};
use crate::tokens::{self, Granted};

/// Signs a citizen in.
pub async fn assertion(app: &App, assertion: &str) -> Result<Granted, Refusal> {
    let citizen = e_identity::verify(app, assertion).ok_or(Refusal::Grant)?;
    app.transact(move |app| begin(app, citizen.clone())).await?.ok_or(Refusal::Grant)
}

async fn begin(app: App, citizen: Citizen) -> Result<Option<Granted>, Problem> {
    let tx = app.db.begin().await?;
    let account = account_of(&app, &tx, citizen).await?;
    if !is_active(&account, app.clocks.wall.now()) {
        return Ok(None);
    }
    let granted = tokens::begin(&app, &tx, &account).await?;
    tx.commit().await?;
    Ok(Some(granted))
}

async fn account_of(app: &App, tx: &Tx, citizen: Citizen) -> Result<Account, Problem> {
    let identity_hash = app.keys.citizens.hash(citizen.identity_number.as_bytes()).to_vec();
    if let Some(account) = store::citizen(tx.db(), &identity_hash).await? {
        return Ok(account);
    }
    let draft = Draft {
        username: None,
        display_name: citizen.name,
        kind: Kind::Person,
        password_hash: None,
        secret_hash: None,
        identity_hash: Some(identity_hash),
        roles: vec![Role::Citizen],
        unit: None,
        valid_from: None,
        valid_to: None,
    };
    Ok(accounts::create(app, tx, &Actor::service("e-identity"), draft).await?)
}
