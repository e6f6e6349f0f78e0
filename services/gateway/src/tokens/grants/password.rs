//! The `password` grant: people and devices sign in with username and password.

use std::net::IpAddr;

use motcua_kit::attempts::{Attempt, AttemptKey};
use motcua_kit::auth::Actor;
use motcua_kit::config::Secret;
use motcua_kit::problem::Problem;
use motcua_messaging::{Outcome, run_transaction};

use crate::app::App;
use crate::context::{Context, Error};
use crate::identity::accounts::{is_active, normalise_username};
use crate::store::{self, Account, AccountKind};
use crate::tokens::access_token::TokenResponse;
use crate::tokens::oauth_error::OAuthError;
use crate::tokens::scope::Scope;
use crate::tokens::{sign_in, sign_in_record};

/// Wrong passwords for one username from one address before further attempts are refused for a while.
pub const MAX_FAILURES: u32 = 10;
/// In bytes, of either form of Vietnamese letters.
const MAX_LENGTH: usize = 2_048;

/// Signs in with username and password. An unknown username, a wrong password and an inactive account get the same
/// response after the same work.
pub async fn grant(
    app: &App,
    address: IpAddr,
    (username, password): (&str, Secret),
    scope: Scope,
) -> Result<TokenResponse, OAuthError> {
    if username.len() > MAX_LENGTH || password.reveal().len() > MAX_LENGTH {
        return Err(OAuthError::InvalidGrant);
    }
    let username = normalise_username(username);
    let attempt_key = AttemptKey::new(&username, Some(address));
    let account = match app.attempts.guard(&attempt_key, find_verified(app, &username, password)).await? {
        Attempt::Right(account) => account,
        Attempt::Wrong => return refuse(app, &username, address, OAuthError::InvalidGrant).await,
        Attempt::LockedOut => return refuse(app, &username, address, OAuthError::TooManyAttempts).await,
    };
    app.attempts.reset(&attempt_key).await.map_err(Problem::from)?;
    // A password that an administrator set only serves to choose another.
    let scope = if account.password_expired { Scope::of_own_account() } else { scope };
    let actor = Actor::service("gateway").from_source(Some(address));
    Ok(run_transaction(app, actor, (account, scope), start_sign_in).await?)
}

async fn refuse(app: &App, username: &str, address: IpAddr, error: OAuthError) -> Result<TokenResponse, OAuthError> {
    let account = store::find_account_by_username(app.resources.db.read(), username).await.map_err(Problem::from)?;
    sign_in_record::refused(app, account.as_ref(), address, error).await?;
    Err(error)
}

/// The active account with this username, if the password is its own.
async fn find_verified(app: &App, username: &str, password: Secret) -> Result<Option<Account>, Problem> {
    let account = store::find_account_by_username(app.resources.db.read(), username).await?;
    let account = account.filter(|account| account.kind != AccountKind::Client);
    let hash = account.as_ref().and_then(|account| account.password_hash.clone());
    let is_right = app.passwords.verify(password, hash).await?;
    let now = app.resources.clocks.wall.now();
    Ok(account.filter(|account| is_right && is_active(account, now)))
}

async fn start_sign_in(context: Context, (account, scope): (Account, Scope)) -> Result<Outcome<TokenResponse>, Error> {
    Ok(Outcome::Commit(sign_in::start(&context, &account, &scope).await?))
}
