//! Accounts: creation, validity, disabling, and who may administer them.

use chrono::{DateTime, NaiveDate, Utc};
use motcua_contracts::Text;
use motcua_kit::auth::Actor;
use motcua_kit::problem::Problem;
use motcua_kit::{Slug, history};
use motcua_office::Role;
use motcua_worktime::local_date;
use sea_orm::DbErr;
use uuid::Uuid;

use crate::app::App;
use crate::context::{Context, Error};
use crate::store::{self, Account, AccountKind, Roles};

const OWN_ACCOUNT: Text =
    Text::fixed("Không thể khóa tài khoản của chính mình.", "You cannot disable your own account.");

/// The values of a new account.
#[derive(Debug, Clone)]
pub struct AccountDraft {
    pub username: Option<String>,
    pub display_name: String,
    pub kind: AccountKind,
    pub password_hash: Option<String>,
    pub secret_hash: Option<Vec<u8>>,
    pub identity_hash: Option<Vec<u8>>,
    pub roles: Vec<Role>,
    pub unit: Option<String>,
    pub valid_from: Option<NaiveDate>,
    pub valid_to: Option<NaiveDate>,
}

/// A username as it is stored and looked up: in lower case.
pub fn normalise_username(username: &str) -> String {
    username.to_lowercase()
}

/// Whether the account may be used now: not disabled, and today, in Viet Nam, is within its validity dates.
pub fn is_active(account: &Account, now: DateTime<Utc>) -> bool {
    let today = local_date(now);
    let started = account.valid_from.is_none_or(|from| from <= today);
    let ended = account.valid_to.is_some_and(|to| to < today);
    !account.disabled && started && !ended
}

/// Creates an account and records in its history who created it.
pub async fn create(context: &Context, draft: AccountDraft) -> Result<Account, Error> {
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
        created_at: context.wall,
        authorization_version: 1,
    };
    store::insert_account(&context.tx, account.clone()).await?;
    record_history(context, &account, "created", None)?;
    Ok(account)
}

/// Disables an account and revokes its sign-ins; repeating it changes nothing.
///
/// # Errors
/// `not-found`; `conflict-state` for the actor's own account.
pub async fn disable(context: &Context, id: Uuid, reason: &str) -> Result<Account, Error> {
    if context.actor.id == id {
        return Err(Error::Refused(Problem::conflict_state(OWN_ACCOUNT)));
    }
    let changed = store::disable_account(&context.tx, id).await?;
    let account = store::find_account(&context.tx, id).await?.ok_or_else(Problem::not_found)?;
    if changed {
        store::revoke_all_sign_ins(&context.tx, id, context.wall).await?;
        record_history(context, &account, "disabled", Some(reason))?;
    }
    Ok(account)
}

fn record_history(context: &Context, account: &Account, name: &str, reason: Option<&str>) -> Result<(), DbErr> {
    let entry = history::Entry {
        aggregate: account.id,
        version: account.authorization_version,
        object: account.id,
        name,
        event: &name,
        actor: &context.actor,
        on_behalf_of: None,
        status: None,
        reason,
        at: context.at,
    };
    history::record(&context.tx, entry)
}

/// Requires the role of an administrator and an active account: the token alone would still admit an administrator
/// who was disabled minutes ago.
///
/// # Errors
/// `forbidden` without the role; `unauthenticated` when the account is no longer active.
pub async fn require_administrator(app: &App, actor: &Actor) -> Result<(), Problem> {
    actor.require(&[Role::SysAdmin])?;
    active_account(app, actor).await.map(drop)
}

/// The actor's own account.
///
/// # Errors
/// `unauthenticated` when it is no longer active.
pub async fn active_account(app: &App, actor: &Actor) -> Result<Account, Problem> {
    let account = store::find_account(app.resources.db.read(), actor.id).await?;
    let active = account.filter(|account| is_active(account, app.resources.clocks.wall.now()));
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
            kind: AccountKind::Person,
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
    fn validity_dates_are_days_in_viet_nam() {
        let evening: DateTime<Utc> = "2022-03-31T17:30:00Z".parse().unwrap();
        assert!(is_active(&account(Some("2022-04-01"), Some("2022-04-01")), evening));
        assert!(!is_active(&account(None, Some("2022-03-31")), evening));
        assert!(!is_active(&account(Some("2022-04-02"), None), evening));
        assert!(!is_active(&Account { disabled: true, ..account(None, None) }, evening));
    }
}
