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

use super::role_rules::need_two_persons;
use crate::app::App;
use crate::context::{Context, Error};
use crate::store::{self, Account, AccountKind, Roles};

const OWN_ACCOUNT: Text =
    Text::fixed("Không thể tự đổi quyền của mình.", "You cannot change the rights of your own account.");
const OWN_PROPOSAL: Text =
    Text::fixed("Người đề nghị không tự duyệt.", "Another administrator than the one who proposed it approves.");
const NOT_PROPOSED: Text = Text::fixed("Không có đề nghị nào chờ duyệt.", "Nothing waits for approval.");
const NO_PASSWORD: Text = Text::fixed("Tài khoản này không có mật khẩu.", "This account has no password.");

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
    !account.disabled && account.proposed_by.is_none() && started && !ended
}

/// Creates an account and records in its history who created it. One with roles that need two persons is proposed.
///
/// # Errors
/// When the database fails.
pub async fn create(context: &Context, draft: AccountDraft) -> Result<Account, Error> {
    let proposed_by = proposed_by(context, &draft.roles).await?;
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
        rights_changed_at: None,
        proposed_by,
        password_expired: false,
    };
    store::insert_account(&context.tx, account.clone()).await?;
    let name = if proposed_by.is_some() { "proposed" } else { "created" };
    record_history(context, &account, name, None)?;
    Ok(account)
}

/// The administrator whose proposal it is, when the roles need a second one. The platform itself, and the only
/// administrator that there is while it makes the second, need none.
async fn proposed_by(context: &Context, roles: &[Role]) -> Result<Option<Uuid>, Error> {
    if context.actor.id.is_nil() || !need_two_persons(roles) {
        return Ok(None);
    }
    if roles == [Role::SysAdmin] && administrators(context).await? <= 1 {
        tracing::warn!(account.id = %context.actor.id, "the only administrator makes a second one");
        return Ok(None);
    }
    Ok(Some(context.actor.id))
}

async fn administrators(context: &Context) -> Result<usize, Error> {
    let staff = store::list_staff(&context.tx).await?;
    let is_administrator = |account: &&Account| account.roles.0.contains(&Role::SysAdmin);
    Ok(staff.iter().filter(is_administrator).filter(|account| is_active(account, context.wall)).count())
}

/// Puts a proposed account into force.
///
/// # Errors
/// `not-found`; `conflict-state` when nothing is proposed; `forbidden` to who proposed it and to the account itself.
pub async fn approve(context: &Context, id: Uuid) -> Result<Account, Error> {
    let account = find(context, id).await?;
    let Some(proposer) = account.proposed_by else {
        return Err(Error::Refused(Problem::conflict_state(NOT_PROPOSED)));
    };
    if proposer == context.actor.id || id == context.actor.id {
        return Err(Error::Refused(Problem::forbidden().detail(OWN_PROPOSAL)));
    }
    save(context, Account { proposed_by: None, ..account }, "approved", None).await
}

/// The rights that an account gets.
#[derive(Debug, Clone)]
pub struct Rights {
    /// Its roles.
    pub roles: Vec<Role>,
    /// Its unit.
    pub unit: Option<String>,
    /// First day of validity.
    pub valid_from: Option<NaiveDate>,
    /// Last day of validity.
    pub valid_to: Option<NaiveDate>,
}

/// Changes the rights of an account and ends its sign-ins. Roles that need two persons are proposed.
///
/// # Errors
/// `not-found`; `conflict-state` for the actor's own account.
pub async fn change_rights(context: &Context, id: Uuid, rights: Rights, reason: &str) -> Result<Account, Error> {
    let account = find_other(context, id).await?;
    let proposed_by = proposed_by(context, &rights.roles).await?;
    let Rights { roles, unit, valid_from, valid_to } = rights;
    let changed = Account { roles: Roles(roles), unit, valid_from, valid_to, proposed_by, ..account };
    save(context, changed, "rights-changed", Some(reason)).await
}

/// Gives an account a password that only serves to choose another, and ends its sign-ins. Of an account with roles that
/// need two persons another administrator has to approve: who sets its password could use it.
///
/// # Errors
/// `not-found`; `conflict-state` for the actor's own account and for one without a password.
pub async fn reset_password(context: &Context, id: Uuid, password_hash: String) -> Result<Account, Error> {
    let account = find_other(context, id).await?;
    if account.password_hash.is_none() {
        return Err(Error::Refused(Problem::conflict_state(NO_PASSWORD)));
    }
    let proposed_by = need_two_persons(&account.roles.0).then_some(context.actor.id);
    let changed = Account { password_hash: Some(password_hash), password_expired: true, proposed_by, ..account };
    save(context, changed, "password-reset", None).await
}

/// Changes the password of the actor's own account and ends all its sign-ins.
///
/// # Errors
/// When the database fails.
pub async fn change_password(context: &Context, password_hash: String) -> Result<Account, Error> {
    let account = find(context, context.actor.id).await?;
    let changed = Account { password_hash: Some(password_hash), password_expired: false, ..account };
    save(context, changed, "password-changed", None).await
}

/// Disables an account and revokes its sign-ins; repeating it changes nothing.
///
/// # Errors
/// `not-found`; `conflict-state` for the actor's own account.
pub async fn disable(context: &Context, id: Uuid, reason: &str) -> Result<Account, Error> {
    let account = find_other(context, id).await?;
    if account.disabled {
        return Ok(account);
    }
    save(context, Account { disabled: true, ..account }, "disabled", Some(reason)).await
}

async fn find(context: &Context, id: Uuid) -> Result<Account, Error> {
    Ok(store::find_account(&context.tx, id).await?.ok_or_else(Problem::not_found)?)
}

/// Nobody changes their own rights.
async fn find_other(context: &Context, id: Uuid) -> Result<Account, Error> {
    if context.actor.id == id {
        return Err(Error::Refused(Problem::conflict_state(OWN_ACCOUNT)));
    }
    find(context, id).await
}

/// Saves a change of rights: tokens and sign-ins from before have ended.
async fn save(context: &Context, account: Account, name: &str, reason: Option<&str>) -> Result<Account, Error> {
    let changed = Account {
        authorization_version: account.authorization_version + 1,
        rights_changed_at: Some(context.wall),
        ..account
    };
    if !store::save_account(&context.tx, &changed).await? {
        return Err(Problem::new(Slug::ConflictConcurrent).into());
    }
    store::revoke_all_sign_ins(&context.tx, changed.id, context.wall).await?;
    record_history(context, &changed, name, reason)?;
    Ok(changed)
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
            rights_changed_at: None,
            proposed_by: None,
            password_expired: false,
        }
    }

    #[test]
    fn validity_dates_are_days_in_viet_nam() {
        let evening: DateTime<Utc> = "2022-03-31T17:30:00Z".parse().unwrap();
        assert!(is_active(&account(Some("2022-04-01"), Some("2022-04-01")), evening));
        assert!(!is_active(&account(None, Some("2022-03-31")), evening));
        assert!(!is_active(&account(Some("2022-04-02"), None), evening));
        assert!(!is_active(&Account { disabled: true, ..account(None, None) }, evening));
        assert!(!is_active(&Account { proposed_by: Some(Uuid::nil()), ..account(None, None) }, evening));
    }
}
