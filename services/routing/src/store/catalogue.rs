//! Copies of what the catalogue published: procedures, calendars, agencies.

use motcua_contracts::AgencyCode;
use motcua_contracts::ids::ProcedureId;
use motcua_kit::Tx;
use motcua_worktime::Calendar;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbErr, QueryOrder, QueryTrait};

use super::entities::{agency as agency_copy, calendar as calendar_copy, procedure};
use super::json::{from_json, to_json};
use crate::domain::{Agency, Procedure};

/// Saves a published version of a procedure.
pub fn save_procedure(tx: &Tx, id: ProcedureId, copy: &Procedure) -> Result<(), DbErr> {
    let row = procedure::ActiveModel {
        procedure_id: Set(id.0),
        version: Set(copy.version.cast_signed()),
        body: Set(to_json(copy)?),
    };
    let update = OnConflict::columns([procedure::Column::ProcedureId, procedure::Column::Version])
        .update_column(procedure::Column::Body)
        .to_owned();
    tx.defer_any(&procedure::Entity::insert(row).on_conflict(update).into_query());
    Ok(())
}

/// A version of a procedure.
pub async fn find_procedure(tx: &Tx, id: ProcedureId, version: u32) -> Result<Option<Procedure>, DbErr> {
    let row = procedure::Entity::find_by_id((id.0, version.cast_signed())).one(tx).await?;
    row.map(|row| from_json(&row.body)).transpose()
}

/// Saves a published calendar.
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

/// A version of a calendar.
pub async fn find_calendar<C: ConnectionTrait>(db: &C, code: &str, version: u32) -> Result<Option<Calendar>, DbErr> {
    let row = calendar_copy::Entity::find_by_id((code.to_owned(), version.cast_signed())).one(db).await?;
    row.map(|row| from_json(&row.body)).transpose()
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

/// Saves an agency as it is now.
pub fn save_agency(tx: &Tx, agency: &Agency) -> Result<(), DbErr> {
    let row = agency_copy::ActiveModel { code: Set(agency.code.to_string()), body: Set(to_json(agency)?) };
    let update = OnConflict::column(agency_copy::Column::Code).update_column(agency_copy::Column::Body).to_owned();
    tx.defer_any(&agency_copy::Entity::insert(row).on_conflict(update).into_query());
    Ok(())
}

/// An agency as the catalogue last published it.
pub async fn find_agency<C: ConnectionTrait>(db: &C, code: &AgencyCode) -> Result<Option<Agency>, DbErr> {
    let row = agency_copy::Entity::find_by_id(code.as_str()).one(db).await?;
    row.map(|row| from_json(&row.body)).transpose()
}
