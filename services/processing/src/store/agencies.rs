//! Copies of the agencies that the catalogue published.

use motcua_contracts::AgencyCode;
use motcua_kit::Tx;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, DbErr, QueryTrait};

use super::entities::agency;
use super::rows::{parse, text};
use crate::domain::Agency;

/// An agency, if the catalogue published it.
pub async fn find_agency(tx: &Tx, code: &AgencyCode) -> Result<Option<Agency>, DbErr> {
    agency::Entity::find_by_id(code.as_str()).one(tx).await?.map(read).transpose()
}

/// Saves an agency.
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
