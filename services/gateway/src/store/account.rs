//! Statements on accounts.

use motcua_kit::Tx;
use sea_orm::entity::prelude::*;
use sea_orm::{IntoActiveModel, QueryOrder, QuerySelect};

use super::entities::account::{Column, Entity, Model};

/// A row of the table `account`.
pub type Account = Model;

/// The account with this id.
pub async fn find_account<C: ConnectionTrait>(db: &C, id: Uuid) -> Result<Option<Account>, DbErr> {
    Entity::find_by_id(id).one(db).await
}

/// The account with this username, in lower case.
pub async fn find_account_by_username<C: ConnectionTrait>(db: &C, username: &str) -> Result<Option<Account>, DbErr> {
    Entity::find().filter(Column::Username.eq(username)).one(db).await
}

/// The account of the citizen whose identity number has this keyed hash.
pub async fn find_account_by_identity<C: ConnectionTrait>(
    db: &C,
    identity_hash: &[u8],
) -> Result<Option<Account>, DbErr> {
    Entity::find().filter(Column::IdentityHash.eq(identity_hash.to_vec())).one(db).await
}

/// At most `limit` accounts in the order of their creation, after the account `after`.
pub async fn list_accounts<C: ConnectionTrait>(
    db: &C,
    unit: Option<&str>,
    after: Option<Uuid>,
    limit: u64,
) -> Result<Vec<Account>, DbErr> {
    let mut query = Entity::find().order_by_asc(Column::Id).limit(limit);
    if let Some(unit) = unit {
        query = query.filter(Column::Unit.eq(unit));
    }
    if let Some(after) = after {
        query = query.filter(Column::Id.gt(after));
    }
    query.all(db).await
}

/// Whether there is any account yet.
pub async fn account_exists<C: ConnectionTrait>(db: &C) -> Result<bool, DbErr> {
    Ok(Entity::find().limit(1).one(db).await?.is_some())
}

pub async fn insert_account(tx: &Tx, account: Account) -> Result<(), DbErr> {
    Entity::insert(account.into_active_model()).exec_without_returning(tx.db()).await.map(drop)
}

/// Saves a changed account whose rights had the version before; false when another transaction was faster.
pub async fn save_account(tx: &Tx, account: &Account) -> Result<bool, DbErr> {
    let changed = account.clone().into_active_model().reset_all();
    let update = Entity::update_many()
        .set(changed)
        .filter(Column::Id.eq(account.id))
        .filter(Column::AuthorizationVersion.eq(account.authorization_version - 1));
    Ok(update.exec(tx.db()).await?.rows_affected > 0)
}

/// The accounts of staff, devices and programs: all but those of citizens.
pub async fn list_staff(tx: &Tx) -> Result<Vec<Account>, DbErr> {
    Entity::find().filter(Column::Username.is_not_null()).all(tx.db()).await
}
