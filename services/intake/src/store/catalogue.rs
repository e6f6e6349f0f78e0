//! Copies of what the catalogue published.

use chrono::NaiveDate;
use motcua_contracts::ids::ProcedureId;
use motcua_kit::Tx;
use motcua_worktime::Calendar;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbErr, QueryOrder};

use super::entities::{calendar as calendar_copy, procedure};
use crate::domain::Procedure;

fn unreadable(error: &serde_json::Error) -> DbErr {
    DbErr::Custom(format!("a stored copy does not parse: {error}"))
}

/// Keeps a published version of a procedure.
///
/// # Errors
/// When the statement fails.
pub async fn keep_procedure(tx: &Tx, id: ProcedureId, from: NaiveDate, copy: &Procedure) -> Result<(), DbErr> {
    let row = procedure::ActiveModel {
        procedure_id: Set(id.0),
        version: Set(copy.version.cast_signed()),
        effective_from: Set(from),
        body: Set(serde_json::to_string(copy).map_err(|error| unreadable(&error))?),
    };
    let again = OnConflict::columns([procedure::Column::ProcedureId, procedure::Column::Version])
        .update_columns([procedure::Column::EffectiveFrom, procedure::Column::Body])
        .to_owned();
    procedure::Entity::insert(row).on_conflict(again).exec_without_returning(tx.db()).await.map(drop)
}

/// The version of a procedure in force on a local day.
///
/// # Errors
/// When the statement fails.
pub async fn procedure_in_force<C: ConnectionTrait>(
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
    row.map(|row| serde_json::from_str(&row.body)).transpose().map_err(|error| unreadable(&error))
}

/// A version of a procedure, whether or not a later one is in force.
///
/// # Errors
/// When the statement fails.
pub async fn procedure_of_version<C: ConnectionTrait>(
    db: &C,
    id: ProcedureId,
    version: u32,
) -> Result<Option<Procedure>, DbErr> {
    let row = procedure::Entity::find_by_id((id.0, version.cast_signed())).one(db).await?;
    row.map(|row| serde_json::from_str(&row.body)).transpose().map_err(|error| unreadable(&error))
}

/// Keeps a published calendar.
///
/// # Errors
/// When the statement fails.
pub async fn keep_calendar(tx: &Tx, calendar: &Calendar) -> Result<(), DbErr> {
    let row = calendar_copy::ActiveModel {
        code: Set(calendar.code.clone()),
        version: Set(calendar.version.cast_signed()),
        body: Set(serde_json::to_string(calendar).map_err(|error| unreadable(&error))?),
    };
    let again = OnConflict::columns([calendar_copy::Column::Code, calendar_copy::Column::Version])
        .update_column(calendar_copy::Column::Body)
        .to_owned();
    calendar_copy::Entity::insert(row).on_conflict(again).exec_without_returning(tx.db()).await.map(drop)
}

/// The newest calendar of a code.
///
/// # Errors
/// When the statement fails.
pub async fn calendar<C: ConnectionTrait>(db: &C, code: &str) -> Result<Option<Calendar>, DbErr> {
    let row = calendar_copy::Entity::find()
        .filter(calendar_copy::Column::Code.eq(code))
        .order_by_desc(calendar_copy::Column::Version)
        .one(db)
        .await?;
    row.map(|row| serde_json::from_str(&row.body)).transpose().map_err(|error| unreadable(&error))
}
