//! Finding and changing accounts.

use sea_orm::entity::prelude::*;
use sea_orm::{ExprTrait, IntoActiveModel, QueryOrder, QuerySelect};

use motcua_kit::Tx;

use super::entities::account::{Column, Entity, Model};

/// An account.
pub type Account = Model;

/// The account with this id.
pub async fn account<C: ConnectionTrait>(db: &C, id: Uuid) -> Result<Option<Account>, DbErr> {
    Entity::find_by_id(id).one(db).await
}

/// The account with this name, in lower case.
pub async fn account_named<C: ConnectionTrait>(db: &C, username: &str) -> Result<Option<Account>, DbErr> {
    Entity::find().filter(Column::Username.eq(username)).one(db).await
}

/// The account of the citizen whose identity number has this keyed hash.
pub async fn citizen<C: ConnectionTrait>(db: &C, identity_hash: &[u8]) -> Result<Option<Account>, DbErr> {
    Entity::find().filter(Column::IdentityHash.eq(identity_hash.to_vec())).one(db).await
}

/// Accounts in the order of their creation, at most `limit`, after `after`.
pub async fn accounts<C: ConnectionTrait>(
    db: &C,
    unit: Option<&str>,
    after: Option<Uuid>,
    limit: u64,
) -> Result<Vec<Account>, DbErr> {
    let mut wanted = Entity::find().order_by_asc(Column::Id).limit(limit);
    if let Some(unit) = unit {
        wanted = wanted.filter(Column::Unit.eq(unit));
    }
    if let Some(after) = after {
        wanted = wanted.filter(Column::Id.gt(after));
    }
    wanted.all(db).await
}

/// Whether there is any account yet.
pub async fn any_account<C: ConnectionTrait>(db: &C) -> Result<bool, DbErr> {
    Ok(Entity::find().limit(1).one(db).await?.is_some())
}

/// Adds an account.
pub async fn insert_account(tx: &Tx, account: Account) -> Result<(), DbErr> {
    Entity::insert(account.into_active_model()).exec_without_returning(tx.db()).await.map(drop)
}

/// Disables an account; false when it was disabled before.
pub async fn disable(tx: &Tx, id: Uuid) -> Result<bool, DbErr> {
    let change = Entity::update_many()
        .col_expr(Column::Disabled, Expr::value(true))
        .col_expr(Column::AuthorizationVersion, Expr::col(Column::AuthorizationVersion).add(1))
        .filter(Column::Id.eq(id))
        .filter(Column::Disabled.eq(false));
    Ok(change.exec(tx.db()).await?.rows_affected > 0)
}
