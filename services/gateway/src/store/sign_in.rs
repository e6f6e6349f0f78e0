//! Statements on sign-ins and their refresh tokens.

use chrono::{DateTime, Utc};
use motcua_kit::Tx;
use sea_orm::IntoActiveModel;
use sea_orm::entity::prelude::*;

use super::entities::{refresh_token, sign_in};

/// A row of the table `sign_in`.
pub type SignIn = sign_in::Model;
/// A row of the table `refresh_token`.
pub type RefreshToken = refresh_token::Model;

pub async fn insert_sign_in(tx: &Tx, sign_in: SignIn) -> Result<(), DbErr> {
    sign_in::Entity::insert(sign_in.into_active_model()).exec_without_returning(tx.db()).await.map(drop)
}

pub async fn insert_refresh_token(tx: &Tx, token: RefreshToken) -> Result<(), DbErr> {
    refresh_token::Entity::insert(token.into_active_model()).exec_without_returning(tx.db()).await.map(drop)
}

/// The refresh token with this hash, and its sign-in.
pub async fn find_refresh_token(tx: &Tx, hash: &[u8]) -> Result<Option<(RefreshToken, SignIn)>, DbErr> {
    let by_hash = refresh_token::Column::Hash.eq(hash.to_vec());
    let Some(token) = refresh_token::Entity::find().filter(by_hash).one(tx.db()).await? else { return Ok(None) };
    let sign_in = sign_in::Entity::find_by_id(token.sign_in_id).one(tx.db()).await?;
    Ok(sign_in.map(|sign_in| (token, sign_in)))
}

/// Marks a refresh token as used; false when it was used before.
pub async fn mark_refresh_token_used(tx: &Tx, id: Uuid, now: DateTime<Utc>) -> Result<bool, DbErr> {
    let update = refresh_token::Entity::update_many()
        .col_expr(refresh_token::Column::UsedAt, Expr::value(now))
        .filter(refresh_token::Column::Id.eq(id))
        .filter(refresh_token::Column::UsedAt.is_null());
    Ok(update.exec(tx.db()).await?.rows_affected > 0)
}

/// Revokes a sign-in, and with it all its refresh tokens.
pub async fn revoke_sign_in(tx: &Tx, id: Uuid, now: DateTime<Utc>) -> Result<(), DbErr> {
    let update = sign_in::Entity::update_many()
        .col_expr(sign_in::Column::RevokedAt, Expr::value(now))
        .filter(sign_in::Column::Id.eq(id))
        .filter(sign_in::Column::RevokedAt.is_null());
    update.exec(tx.db()).await.map(drop)
}

/// Revokes all sign-ins of an account.
pub async fn revoke_all_sign_ins(tx: &Tx, account: Uuid, now: DateTime<Utc>) -> Result<(), DbErr> {
    let update = sign_in::Entity::update_many()
        .col_expr(sign_in::Column::RevokedAt, Expr::value(now))
        .filter(sign_in::Column::AccountId.eq(account))
        .filter(sign_in::Column::RevokedAt.is_null());
    update.exec(tx.db()).await.map(drop)
}

/// Deletes the sign-ins that expired before `before`, with their refresh tokens.
pub async fn delete_expired_sign_ins(tx: &Tx, before: DateTime<Utc>) -> Result<u64, DbErr> {
    let deleted = sign_in::Entity::delete_many().filter(sign_in::Column::ExpiresAt.lt(before)).exec(tx.db()).await?;
    Ok(deleted.rows_affected)
}
