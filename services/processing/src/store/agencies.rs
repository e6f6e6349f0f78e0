//! Copies of the agencies that the catalogue published.

use chrono::NaiveDate;
use motcua_contracts::{AgencyCode, UnitCode};
use motcua_kit::Tx;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbErr, QueryTrait};

use super::entities::agency;
use super::rows::{parse, text};
use crate::domain::Agency;

/// Whether a unit can be given work on a local day.
///
/// # Errors
/// When the database cannot be read.
pub async fn accepts<C: ConnectionTrait>(db: &C, unit: &UnitCode, today: NaiveDate) -> Result<bool, DbErr> {
    let row = agency::Entity::find_by_id(unit.agency().into_string()).one(db).await?;
    Ok(row.map(read).transpose()?.is_some_and(|agency| agency.accepts(unit, today)))
}

/// Saves an agency.
///
/// # Errors
/// When it cannot be written as JSON.
pub fn save_agency(tx: &Tx, saved: Agency) -> Result<(), DbErr> {
    let row = agency::ActiveModel {
        units: Set(text(&saved.units)?),
        code: Set(saved.code.into_string()),
        valid_from: Set(saved.valid_from),
        valid_to: Set(saved.valid_to),
    };
    let present = [agency::Column::Units, agency::Column::ValidFrom, agency::Column::ValidTo];
    let replace = OnConflict::column(agency::Column::Code).update_columns(present).to_owned();
    tx.defer(&agency::Entity::insert(row).on_conflict(replace).into_query(), 1);
    Ok(())
}

fn read(row: agency::Model) -> Result<Agency, DbErr> {
    let agency::Model { code, units, valid_from, valid_to } = row;
    Ok(Agency { units: parse(&units)?, code: AgencyCode::new(code), valid_from, valid_to })
}
