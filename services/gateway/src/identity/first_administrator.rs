//! Creates the first administrator at the first start.

use motcua_kit::auth::Actor;
use motcua_kit::config::Secret;
use motcua_messaging::{Outcome, run_transaction};
use motcua_office::Role;

use super::accounts::{self, AccountDraft};
use crate::app::App;
use crate::context::{Context, Error};
use crate::error::OpenError;
use crate::store::{self, AccountKind};

const USERNAME: &str = "quantri";
const DISPLAY_NAME: &str = "Quản trị hệ thống";

/// Creates the first administrator if there is no account yet. Returns the password if it was generated here, because
/// `configured` is empty.
///
/// # Errors
/// When the database cannot be used or the password cannot be hashed.
pub async fn create_first_administrator(app: &App, configured: &Secret) -> Result<Option<String>, OpenError> {
    if store::account_exists(app.resources.db.read()).await? {
        return Ok(None);
    }
    let generated = if configured.is_empty() { Some(random_password()?) } else { None };
    let password = generated.as_deref().map_or_else(|| configured.clone(), Secret::new);
    let hash = app.passwords.hash(password).await?;
    let created = run_transaction(app, Actor::service("gateway"), hash, insert_if_first).await;
    let created = created.map_err(|_| OpenError::NoAdministrator)?;
    Ok(generated.filter(|_| created))
}

/// A hundred random bits, easy to read and to type.
fn random_password() -> Result<String, getrandom::Error> {
    const LETTERS: [u8; 32] = *b"0123456789abcdefghjkmnpqrstvwxyz";
    let mut random = [0; 20];
    getrandom::fill(&mut random)?;
    Ok(random.iter().map(|byte| char::from(LETTERS[usize::from(byte % 32)])).collect())
}

async fn insert_if_first(context: Context, password_hash: String) -> Result<Outcome<bool>, Error> {
    // Another replica may have been faster; the unique username admits only one of them.
    if store::account_exists(&context.tx).await? {
        return Ok(Outcome::Rollback(false));
    }
    let draft = AccountDraft {
        username: Some(USERNAME.to_owned()),
        display_name: DISPLAY_NAME.to_owned(),
        kind: AccountKind::Person,
        password_hash: Some(password_hash),
        secret_hash: None,
        identity_hash: None,
        roles: vec![Role::SysAdmin],
        unit: None,
        valid_from: None,
        valid_to: None,
    };
    accounts::create(&context, draft).await?;
    Ok(Outcome::Commit(true))
}
