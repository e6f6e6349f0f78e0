//! Accounts: how one begins, when it counts, how it ends, and the first of all.

use chrono::{DateTime, FixedOffset, NaiveDate, Utc};
use motcua_kit::auth::{Actor, Role};
use motcua_kit::config::Secret;
use motcua_kit::problem::Problem;
use motcua_kit::{Slug, Tx, history};
use sea_orm::DbErr;
use uuid::Uuid;

use crate::app::App;
use crate::identity::OpenError;
use crate::store::{self, Account, Kind, Roles};

/// Name of the first administrator.
pub const FIRST_ADMINISTRATOR: &str = "quantri";
const VIETNAM_SECONDS_EAST: i32 = 7 * 3600;

/// What an account begins with.
#[derive(Debug, Clone)]
pub struct Draft {
    pub username: Option<String>,
    pub display_name: String,
    pub kind: Kind,
    pub password_hash: Option<String>,
    pub secret_hash: Option<Vec<u8>>,
    pub identity_hash: Option<Vec<u8>>,
    pub roles: Vec<Role>,
    pub unit: Option<String>,
    pub valid_from: Option<NaiveDate>,
    pub valid_to: Option<NaiveDate>,
}

/// A username as it is kept and looked for.
pub fn fold(username: &str) -> String {
    username.to_lowercase()
}

/// Whether the account may be used at this moment.
pub fn is_active(account: &Account, now: DateTime<Utc>) -> bool {
    // Validity is by days, and days are Vietnam's.
    let today = FixedOffset::east_opt(VIETNAM_SECONDS_EAST)
        .map_or(now.date_naive(), |zone| now.with_timezone(&zone).date_naive());
    let begun = account.valid_from.is_none_or(|from| from <= today);
    let ended = account.valid_to.is_some_and(|to| to < today);
    !account.disabled && begun && !ended
}

/// Creates an account and says in its history who did.
pub async fn create(app: &App, tx: &Tx, actor: &Actor, draft: Draft) -> Result<Account, DbErr> {
    let account = Account {
        id: Uuid::now_v7(),
        username: draft.username,
        display_name: draft.display_name,
        kind: draft.kind,
        password_hash: draft.password_hash,
        secret_hash: draft.secret_hash,
        identity_hash: draft.identity_hash,
        roles: Roles(draft.roles),
        unit: draft.unit,
        valid_from: draft.valid_from,
        valid_to: draft.valid_to,
        disabled: false,
        created_at: app.clocks.wall.now(),
        authorization_version: 1,
    };
    store::insert_account(tx, account.clone()).await?;
    note(app, tx, actor, &account, "created", None)?;
    Ok(account)
}

/// Disables an account and ends its sign-ins; a second time changes nothing.
///
/// # Errors
/// `not-found`; `conflict-state` for one's own account.
pub async fn disable(app: &App, tx: &Tx, actor: &Actor, id: Uuid, reason: &str) -> Result<Account, Problem> {
    if actor.id == id {
        return Err(Problem::conflict_state(
            "Không thể khóa tài khoản của chính mình. / You cannot disable your own account.",
        ));
    }
    let disabled = store::disable(tx, id).await?;
    let account = store::account(tx.db(), id).await?.ok_or_else(Problem::not_found)?;
    if disabled {
        store::revoke_all_of(tx, id, app.clocks.wall.now()).await?;
        note(app, tx, actor, &account, "disabled", Some(reason))?;
    }
    Ok(account)
}

fn note(app: &App, tx: &Tx, actor: &Actor, account: &Account, name: &str, reason: Option<&str>) -> Result<(), DbErr> {
    let entry = history::Entry {
        aggregate: account.id,
        version: account.authorization_version,
        object: account.id,
        name,
        event: &name,
        actor,
        on_behalf_of: None,
        status: None,
        reason,
        at: app.clocks.business.now(),
    };
    history::record(tx, entry)
}

/// Creates the first administrator when there is no account yet. Answers the password when it had to be made up.
///
/// # Errors
/// When the database cannot be used or the password cannot be hashed.
pub async fn first_administrator(app: &App, wanted: &Secret) -> Result<Option<String>, OpenError> {
    if store::any_account(app.db.read()).await? {
        return Ok(None);
    }
    let made_up = if wanted.is_empty() { Some(random_password()?) } else { None };
    let password = made_up.as_deref().map_or_else(|| wanted.clone(), Secret::new);
    let hash = app.passwords.hash(password).await?;
    let created =
        app.transact(move |app| insert_first(app, hash.clone())).await.map_err(|_| OpenError::NoAdministrator)?;
    Ok(made_up.filter(|_| created))
}

/// A hundred random bits, easy to read and to type.
fn random_password() -> Result<String, getrandom::Error> {
    const LETTERS: [u8; 32] = *b"0123456789abcdefghjkmnpqrstvwxyz";
    let mut random = [0; 20];
    getrandom::fill(&mut random)?;
    Ok(random.iter().map(|byte| char::from(LETTERS[usize::from(byte % 32)])).collect())
}

async fn insert_first(app: App, password_hash: String) -> Result<bool, Problem> {
    let tx = app.db.begin().await?;
    // Another replica may have been faster; the unique name lets only one of them through.
    if store::any_account(tx.db()).await? {
        return Ok(false);
    }
    let draft = Draft {
        username: Some(FIRST_ADMINISTRATOR.to_owned()),
        display_name: "Quản trị hệ thống".to_owned(),
        kind: Kind::Person,
        password_hash: Some(password_hash),
        secret_hash: None,
        identity_hash: None,
        roles: vec![Role::SysAdmin],
        unit: None,
        valid_from: None,
        valid_to: None,
    };
    create(&app, &tx, &Actor::service("gateway"), draft).await?;
    tx.commit().await?;
    Ok(true)
}

/// Demands that the caller administers accounts. The account counts, not only the token: an administrator who was
/// dismissed must not use the token's last minutes.
///
/// # Errors
/// `forbidden`, or `unauthenticated` when the account no longer counts.
pub async fn require_administrator(app: &App, actor: &Actor) -> Result<(), Problem> {
    actor.require(&[Role::SysAdmin])?;
    of_actor(app, actor).await.map(drop)
}

/// The account that asks.
///
/// # Errors
/// `unauthenticated` when there is none any more.
pub async fn of_actor(app: &App, actor: &Actor) -> Result<Account, Problem> {
    let account = store::account(app.db.read(), actor.id).await?;
    let active = account.filter(|account| is_active(account, app.clocks.wall.now()));
    active.ok_or_else(|| Problem::new(Slug::Unauthenticated))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn account(from: Option<&str>, to: Option<&str>) -> Account {
        let day = |text: &str| text.parse().unwrap();
        Account {
            id: Uuid::nil(),
            username: None,
            display_name: String::new(),
            kind: Kind::Person,
            password_hash: None,
            secret_hash: None,
            identity_hash: None,
            roles: Roles(Vec::new()),
            unit: None,
            valid_from: from.map(day),
            valid_to: to.map(day),
            disabled: false,
            created_at: DateTime::UNIX_EPOCH,
            authorization_version: 1,
        }
    }

    #[test]
    fn an_account_counts_on_its_days_in_vietnam() {
        let evening: DateTime<Utc> = "2022-03-31T17:30:00Z".parse().unwrap();
        assert!(is_active(&account(Some("2022-04-01"), Some("2022-04-01")), evening));
        assert!(!is_active(&account(None, Some("2022-03-31")), evening));
        assert!(!is_active(&account(Some("2022-04-02"), None), evening));
        assert!(!is_active(&Account { disabled: true, ..account(None, None) }, evening));
    }
}
