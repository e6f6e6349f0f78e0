//! The JWT bearer grant: citizens sign in with an assertion of the national e-identity. The first sign-in creates their
//! account.

use std::net::IpAddr;

use motcua_kit::auth::Actor;
use motcua_messaging::{Outcome, run_transaction};
use motcua_office::Role;

use crate::app::App;
use crate::context::{Context, Error};
use crate::identity::accounts::{self, AccountDraft, is_active};
use crate::identity::e_identity::{self, Citizen};
use crate::store::{self, Account, AccountKind};
use crate::tokens::access_token::TokenResponse;
use crate::tokens::oauth_error::OAuthError;
use crate::tokens::scope::Scope;
use crate::tokens::sign_in;

/// Signs a citizen in.
pub async fn grant(app: &App, address: IpAddr, assertion: &str, scope: Scope) -> Result<TokenResponse, OAuthError> {
    let citizen = e_identity::verify_assertion(app, assertion).ok_or(OAuthError::InvalidGrant)?;
    let actor = Actor::service("e-identity").from_source(Some(address));
    let response = run_transaction(app, actor, (citizen, scope), start_sign_in).await?;
    response.ok_or(OAuthError::InvalidGrant)
}

async fn start_sign_in(
    context: Context,
    (citizen, scope): (Citizen, Scope),
) -> Result<Outcome<Option<TokenResponse>>, Error> {
    let account = find_or_create_account(&context, citizen).await?;
    if !is_active(&account, context.wall) {
        return Ok(Outcome::Rollback(None));
    }
    Ok(Outcome::Commit(Some(sign_in::start(&context, &account, &scope).await?)))
}

async fn find_or_create_account(context: &Context, citizen: Citizen) -> Result<Account, Error> {
    let identity_hash = context.app.keys.identity_number.mac(citizen.identity_number.as_bytes()).to_vec();
    if let Some(account) = store::find_account_by_identity(&context.tx, &identity_hash).await? {
        return Ok(account);
    }
    let draft = AccountDraft {
        username: None,
        display_name: citizen.name,
        kind: AccountKind::Person,
        password_hash: None,
        secret_hash: None,
        identity_hash: Some(identity_hash),
        roles: vec![Role::Citizen],
        unit: None,
        valid_from: None,
        valid_to: None,
    };
    accounts::create(context, draft).await
}
