//! Copies of what the catalogue published.

use motcua_contracts::ids::ProcedureId;
use motcua_kit::Tx;
use motcua_worktime::Calendar;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbErr, QueryOrder};

use super::entities::{agency as agency_copy, calendar as calendar_copy, procedure};
use crate::domain::{Agency, Procedure};

fn unreadable(error: &serde_json::Error) -> DbErr {
    DbErr::Custom(format!("a stored copy does not parse: {error}"))
}

/// Keeps a published version of a procedure.
///
/// # Errors
/// When the statement fails.
pub async fn keep_procedure(tx: &Tx, id: ProcedureId, copy: &Procedure) -> Result<(), DbErr> {
    let row = procedure::ActiveModel {
        procedure_id: Set(id.0),
        version: Set(copy.version.cast_signed()),
        body: Set(serde_json::to_string(copy).map_err(|error| unreadable(&error))?),
    };
    let again = OnConflict::columns([procedure::Column::ProcedureId, procedure::Column::Version])
        .update_column(procedure::Column::Body)
        .to_owned();
    procedure::Entity::insert(row).on_conflict(again).exec_without_returning(tx.db()).await.map(drop)
}

/// A version of a procedure.
///
/// # Errors
/// When the statement fails.
pub async fn procedure(tx: &Tx, id: ProcedureId, version: u32) -> Result<Option<Procedure>, DbErr> {
    let row = procedure::Entity::find_by_id((id.0, version.cast_signed())).one(tx.db()).await?;
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

/// A version of a calendar.
///
/// # Errors
/// When the statement fails.
pub async fn calendar_version<C: ConnectionTrait>(db: &C, code: &str, version: u32) -> Result<Option<Calendar>, DbErr> {
    let row = calendar_copy::Entity::find_by_id((code.to_owned(), version.cast_signed())).one(db).await?;
    row.map(|row| serde_json::from_str(&row.body)).transpose().map_err(|error| unreadable(&error))
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

/// Keeps an agency as it is now.
///
/// # Errors
/// When the statement fails.
pub async fn keep_agency(tx: &Tx, agency: &Agency) -> Result<(), DbErr> {
    let row = agency_copy::ActiveModel {
        code: Set(agency.code.clone()),
        body: Set(serde_json::to_string(agency).map_err(|error| unreadable(&error))?),
    };
    let again = OnConflict::column(agency_copy::Column::Code).update_column(agency_copy::Column::Body).to_owned();
    agency_copy::Entity::insert(row).on_conflict(again).exec_without_returning(tx.db()).await.map(drop)
}

/// An agency as the catalogue last said.
///
/// # Errors
/// When the statement fails.
pub async fn agency<C: ConnectionTrait>(db: &C, code: &str) -> Result<Option<Agency>, DbErr> {
    let row = agency_copy::Entity::find_by_id(code.to_owned()).one(db).await?;
    row.map(|row| serde_json::from_str(&row.body)).transpose().map_err(|error| unreadable(&error))
}
