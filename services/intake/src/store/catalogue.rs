//! Copies of what the catalogue published.

use chrono::NaiveDate;
use motcua_contracts::ids::ProcedureId;
use motcua_kit::Tx;
use motcua_worktime::Calendar;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbErr, QueryOrder, QueryTrait};

use super::entities::{calendar as calendar_copy, procedure};
use super::json::{from_json, to_json};
use crate::domain::Procedure;

/// Saves a published version of a procedure.
///
/// # Errors
/// When the procedure cannot be written as JSON.
pub fn save_procedure(tx: &Tx, id: ProcedureId, from: NaiveDate, copy: &Procedure) -> Result<(), DbErr> {
    let row = procedure::ActiveModel {
        procedure_id: Set(id.0),
        version: Set(copy.version.cast_signed()),
        effective_from: Set(from),
        body: Set(to_json(copy)?),
    };
    let update = OnConflict::columns([procedure::Column::ProcedureId, procedure::Column::Version])
        .update_columns([procedure::Column::EffectiveFrom, procedure::Column::Body])
        .to_owned();
    tx.defer_any(&procedure::Entity::insert(row).on_conflict(update).into_query());
    Ok(())
}

/// The version of a procedure in force on a local day.
pub async fn find_procedure_in_force<C: ConnectionTrait>(
    db: &C,
    id: ProcedureId,
    day: NaiveDate,
) -> Result<Option<Procedure>, DbErr> {
    let row = procedure::Entity::find()
        .filter(procedure::Column::ProcedureId.eq(id.0))
        .filter(procedure::Column::EffectiveFrom.lte(day))
        .order_by_desc(procedure::Column::Version)
        .one(db)
        .await?;
    row.map(|row| from_json(&row.body)).transpose()
}

/// A version of a procedure, whether or not a later one is in force.
pub async fn find_procedure<C: ConnectionTrait>(
    db: &C,
    id: ProcedureId,
    version: u32,
) -> Result<Option<Procedure>, DbErr> {
    let row = procedure::Entity::find_by_id((id.0, version.cast_signed())).one(db).await?;
    row.map(|row| from_json(&row.body)).transpose()
}

/// Saves a published calendar.
///
/// # Errors
/// When the calendar cannot be written as JSON.
pub fn save_calendar(tx: &Tx, calendar: &Calendar) -> Result<(), DbErr> {
    let row = calendar_copy::ActiveModel {
        code: Set(calendar.code.clone()),
        version: Set(calendar.version.cast_signed()),
        body: Set(to_json(calendar)?),
    };
    let update = OnConflict::columns([calendar_copy::Column::Code, calendar_copy::Column::Version])
        .update_column(calendar_copy::Column::Body)
        .to_owned();
    tx.defer_any(&calendar_copy::Entity::insert(row).on_conflict(update).into_query());
    Ok(())
}

/// The newest version of a calendar.
pub async fn find_newest_calendar<C: ConnectionTrait>(db: &C, code: &str) -> Result<Option<Calendar>, DbErr> {
    let row = calendar_copy::Entity::find()
        .filter(calendar_copy::Column::Code.eq(code))
        .order_by_desc(calendar_copy::Column::Version)
        .one(db)
        .await?;
    row.map(|row| from_json(&row.body)).transpose()
}
