//! Agencies with their units.

use motcua_contracts::ids::aggregate_of_code;
use motcua_kit::Tx;
use motcua_kit::db::padded;
use motcua_messaging::Head;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbErr, QueryOrder, QuerySelect};

use super::entities::agency;
use crate::domain::Agency;

/// Loads an agency for a command, locked until the end of the transaction.
///
/// # Errors
/// When a statement fails.
pub async fn load_agency(tx: &Tx, code: &str) -> Result<(Head, Option<Agency>), DbErr> {
    let head = Head::load(tx, aggregate_of_code("agency", code)).await?;
    let row = agency::Entity::find_by_id(code).one(tx.db()).await?;
    Ok((head, row.map(|row| super::read(&row.body)).transpose()?))
}

/// Saves an agency.
///
/// # Errors
/// When the statement fails.
pub async fn save_agency(tx: &Tx, agency: &Agency) -> Result<(), DbErr> {
    let row = agency::ActiveModel { code: Set(agency.code.clone()), body: Set(super::write(agency)?) };
    let again = OnConflict::column(agency::Column::Code).update_column(agency::Column::Body).to_owned();
    agency::Entity::insert(row).on_conflict(again).exec_without_returning(tx.db()).await.map(drop)
}

/// The agencies with these codes; those that do not exist are left out.
///
/// # Errors
/// When the statement fails.
pub async fn agencies_of<'a, C: ConnectionTrait>(
    db: &C,
    codes: impl IntoIterator<Item = &'a str>,
) -> Result<Vec<Agency>, DbErr> {
    let codes = padded(codes.into_iter().collect());
    let rows = agency::Entity::find().filter(agency::Column::Code.is_in(codes)).all(db).await?;
    rows.iter().map(|row| super::read(&row.body)).collect()
}

/// Every agency, by code.
///
/// # Errors
/// When the statement fails.
pub async fn all_agencies<C: ConnectionTrait>(db: &C) -> Result<Vec<Agency>, DbErr> {
    let rows = agency::Entity::find().order_by_asc(agency::Column::Code).all(db).await?;
    rows.iter().map(|row| super::read(&row.body)).collect()
}

/// Agencies by code, one more than `limit` when there are more.
///
/// # Errors
/// When the statement fails.
pub async fn list_agencies<C: ConnectionTrait>(
    db: &C,
    after: Option<String>,
    limit: u64,
) -> Result<Vec<Agency>, DbErr> {
    let mut query = agency::Entity::find().order_by_asc(agency::Column::Code).limit(limit + 1);
    if let Some(after) = after {
        query = query.filter(agency::Column::Code.gt(after));
    }
    query.all(db).await?.iter().map(|row| super::read(&row.body)).collect()
}
