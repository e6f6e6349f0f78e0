//! Starts a sign-in: its row, its first refresh token and an access token.

use chrono::TimeDelta;
use uuid::Uuid;

use super::access_token::{self, FIRST_PARTY, Session, TokenResponse};
use super::scope::Scope;
use super::secret::{hash_secret, random_secret};
use super::sign_in_record;
use crate::context::{Context, Error};
use crate::store::{self, Account, RefreshToken, SignIn};

/// Signs an account in.
pub async fn start(context: &Context, account: &Account, scope: &Scope) -> Result<TokenResponse, Error> {
    let (app, now, token) = (&context.app, context.wall, random_secret()?);
    let sign_in = SignIn {
        id: Uuid::now_v7(),
        account_id: account.id,
        signed_in_at: now,
        expires_at: now + TimeDelta::seconds(app.refresh_token_seconds.into()),
        revoked_at: None,
        scope: scope.to_text(),
    };
    let first = RefreshToken {
        id: Uuid::now_v7(),
        sign_in_id: sign_in.id,
        hash: hash_secret(&token).to_vec(),
        issued_at: now,
        used_at: None,
    };
    let session = Session { client_id: FIRST_PARTY, id: sign_in.id, signed_in_at: now, scope };
    let response = access_token::issue(app, account, &session)?;
    sign_in_record::signed_in(&context.tx, account, context.actor.source_text(), now);
    store::insert_sign_in(&context.tx, sign_in).await?;
    store::insert_refresh_token(&context.tx, first).await?;
    Ok(TokenResponse { refresh_token: Some(token), ..response })
}
