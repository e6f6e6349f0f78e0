//! Sign-ins and the refresh tokens of each.

use chrono::{DateTime, Utc};
use sea_orm::IntoActiveModel;
use sea_orm::entity::prelude::*;

use motcua_kit::Tx;

use super::entities::{refresh_token, sign_in};

/// A sign-in.
pub type SignIn = sign_in::Model;
/// A refresh token.
pub type RefreshToken = refresh_token::Model;

/// Adds a sign-in.
pub async fn insert_sign_in(tx: &Tx, sign_in: SignIn) -> Result<(), DbErr> {
    sign_in::Entity::insert(sign_in.into_active_model()).exec_without_returning(tx.db()).await.map(drop)
}

/// Adds a refresh token.
pub async fn insert_refresh_token(tx: &Tx, token: RefreshToken) -> Result<(), DbErr> {
    refresh_token::Entity::insert(token.into_active_model()).exec_without_returning(tx.db()).await.map(drop)
}

/// The refresh token with this hash, and its sign-in.
pub async fn refresh_token(tx: &Tx, hash: &[u8]) -> Result<Option<(RefreshToken, SignIn)>, DbErr> {
    let by_hash = refresh_token::Column::Hash.eq(hash.to_vec());
    let Some(token) = refresh_token::Entity::find().filter(by_hash).one(tx.db()).await? else { return Ok(None) };
    let sign_in = sign_in::Entity::find_by_id(token.sign_in_id).one(tx.db()).await?;
    Ok(sign_in.map(|sign_in| (token, sign_in)))
}

/// Marks a refresh token as used; false when it was used before.
pub async fn use_refresh_token(tx: &Tx, id: Uuid, now: DateTime<Utc>) -> Result<bool, DbErr> {
    let change = refresh_token::Entity::update_many()
        .col_expr(refresh_token::Column::UsedAt, Expr::value(now))
        .filter(refresh_token::Column::Id.eq(id))
        .filter(refresh_token::Column::UsedAt.is_null());
    Ok(change.exec(tx.db()).await?.rows_affected > 0)
}

/// Ends a sign-in; all its refresh tokens are void.
pub async fn revoke(tx: &Tx, id: Uuid, now: DateTime<Utc>) -> Result<(), DbErr> {
    let change = sign_in::Entity::update_many()
        .col_expr(sign_in::Column::RevokedAt, Expr::value(now))
        .filter(sign_in::Column::Id.eq(id))
        .filter(sign_in::Column::RevokedAt.is_null());
    change.exec(tx.db()).await.map(drop)
}

/// Ends all sign-ins of an account.
pub async fn revoke_all_of(tx: &Tx, account: Uuid, now: DateTime<Utc>) -> Result<(), DbErr> {
    let change = sign_in::Entity::update_many()
        .col_expr(sign_in::Column::RevokedAt, Expr::value(now))
        .filter(sign_in::Column::AccountId.eq(account))
        .filter(sign_in::Column::RevokedAt.is_null());
    change.exec(tx.db()).await.map(drop)
}

/// Deletes the sign-ins that ended before `until`, with their refresh tokens.
pub async fn forget_sign_ins(tx: &Tx, until: DateTime<Utc>) -> Result<u64, DbErr> {
    let gone = sign_in::Entity::delete_many().filter(sign_in::Column::ExpiresAt.lt(until)).exec(tx.db()).await?;
    Ok(gone.rows_affected)
}
