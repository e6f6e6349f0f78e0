//! What the catalogue said of agencies, and for which of them somebody acts.

use chrono::NaiveDate;
use motcua_contracts::code::agency_of;
use motcua_kit::Tx;
use motcua_kit::auth::{Actor, Role};
use motcua_kit::succession::offices_of;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbErr};

use super::entities::agency;
use super::rows::{parse, text};
use crate::domain::Agency;

/// Who reads, with the agencies they lead.
#[derive(Debug, Clone)]
pub struct Reader {
    /// The account.
    pub actor: Actor,
    /// For a leader the own agency and those it took over, for anybody else none.
    pub leads: Vec<String>,
}

/// Who somebody is on a local day.
///
/// # Errors
/// When the statement fails.
pub async fn reader<C: ConnectionTrait>(db: &C, actor: &Actor, today: NaiveDate) -> Result<Reader, DbErr> {
    let leads = if actor.is(Role::DeptHead) { offices_of(db, actor, today).await? } else { Vec::new() };
    Ok(Reader { actor: actor.clone(), leads })
}

/// Whether a unit can be given work on a local day.
///
/// # Errors
/// When the statement fails.
pub async fn accepts<C: ConnectionTrait>(db: &C, unit: &str, today: NaiveDate) -> Result<bool, DbErr> {
    let row = agency::Entity::find_by_id(agency_of(unit).to_owned()).one(db).await?;
    Ok(row.map(read).transpose()?.is_some_and(|agency| agency.accepts(unit, today)))
}

/// Keeps an agency as the catalogue says it is now.
///
/// # Errors
/// When the statement fails.
pub async fn keep_agency(tx: &Tx, kept: Agency) -> Result<(), DbErr> {
    let row = agency::ActiveModel {
        units: Set(text(&kept.units)?),
        code: Set(kept.code),
        valid_from: Set(kept.valid_from),
        valid_to: Set(kept.valid_to),
    };
    let present = [agency::Column::Units, agency::Column::ValidFrom, agency::Column::ValidTo];
    let again = OnConflict::column(agency::Column::Code).update_columns(present).to_owned();
    agency::Entity::insert(row).on_conflict(again).exec_without_returning(tx.db()).await.map(drop)
}

fn read(row: agency::Model) -> Result<Agency, DbErr> {
    let agency::Model { code, units, valid_from, valid_to } = row;
    Ok(Agency { units: parse(&units)?, code, valid_from, valid_to })
}
