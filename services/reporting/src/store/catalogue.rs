//! Copies of what the catalogue published, and the ratings.

use chrono::{DateTime, Utc};
use motcua_contracts::catalogue::{AgencyChanged, Case, ProcedurePublished};
use motcua_contracts::ids::{DossierId, ProcedureId};
use motcua_kit::Tx;
use motcua_office::Succession;
use motcua_worktime::local_date;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbErr, QueryTrait};

use super::entities::{agency, procedure, rating, term_fee};
use crate::domain::Unit;

/// Whether the catalogue has an agency with this code.
pub async fn agency_exists<C: ConnectionTrait>(db: &C, code: &str) -> Result<bool, DbErr> {
    Ok(agency::Entity::find_by_id(code.to_owned()).one(db).await?.is_some())
}

/// Saves the present state of an agency, and its successor when it ends.
///
/// # Errors
/// When the units cannot be written as JSON.
pub fn save_agency(tx: &Tx, changed: AgencyChanged, succession: Option<Succession>) -> Result<(), DbErr> {
    let unit = |unit: motcua_contracts::catalogue::Unit| Unit { code: unit.code.into(), name: unit.name };
    let units: Vec<Unit> = changed.units.into_iter().map(unit).collect();
    let units = serde_json::to_string(&units).map_err(|error| DbErr::Custom(format!("units: {error}")))?;
    let (successor, valid_to) = succession.map(|one| (one.successor, one.valid_to)).unzip();
    let row = agency::ActiveModel {
        code: Set(changed.code),
        name: Set(changed.name),
        name_en: Set(changed.name_en),
        kind: Set(changed.kind),
        units: Set(units),
        successor: Set(successor),
        valid_to: Set(valid_to),
    };
    let replace = OnConflict::column(agency::Column::Code)
        .update_columns([
            agency::Column::Name,
            agency::Column::NameEn,
            agency::Column::Kind,
            agency::Column::Units,
            agency::Column::Successor,
            agency::Column::ValidTo,
        ])
        .to_owned();
    tx.defer(&agency::Entity::insert(row).on_conflict(replace).into_query(), 1);
    Ok(())
}

/// Saves a published version of a procedure, unless a newer one is stored.
pub fn save_procedure(tx: &Tx, id: ProcedureId, published: ProcedurePublished) {
    let version = published.version.cast_signed();
    save_fees(tx, id, version, &published.cases);
    let row = procedure::ActiveModel {
        id: Set(id.0),
        version: Set(version),
        name: Set(published.name),
        field: Set(published.field),
        agency: Set(published.agency),
        on_the_spot: Set(published.on_the_spot),
        calendar: Set(published.calendar),
    };
    let newer = OnConflict::column(procedure::Column::Id)
        .update_columns([
            procedure::Column::Version,
            procedure::Column::Name,
            procedure::Column::Field,
            procedure::Column::Agency,
            procedure::Column::OnTheSpot,
            procedure::Column::Calendar,
        ])
        .action_and_where(procedure::Column::Version.lte(version))
        .to_owned();
    tx.defer_any(&procedure::Entity::insert(row).on_conflict(newer).into_query());
}

/// Saves the fees of the cases and channels of a version that have one.
fn save_fees(tx: &Tx, id: ProcedureId, version: i32, cases: &[Case]) {
    let paid = cases.iter().flat_map(|case| case.terms.iter().map(move |term| (case, term)));
    let rows = paid.filter(|(_, term)| term.fee_vnd > 0).map(|(case, term)| term_fee::ActiveModel {
        procedure_id: Set(id.0),
        version: Set(version),
        case_code: Set(case.code.clone()),
        channel: Set(term.channel.clone()),
        fee_vnd: Set(i64::try_from(term.fee_vnd).unwrap_or(i64::MAX)),
    });
    let rows: Vec<_> = rows.collect();
    if rows.is_empty() {
        return;
    }
    let key = [
        term_fee::Column::ProcedureId,
        term_fee::Column::Version,
        term_fee::Column::CaseCode,
        term_fee::Column::Channel,
    ];
    let replace = OnConflict::columns(key).update_column(term_fee::Column::FeeVnd).to_owned();
    tx.defer_any(&term_fee::Entity::insert_many(rows).on_conflict(replace).into_query());
}

/// Saves the rating of a dossier.
pub fn save_rating(tx: &Tx, id: DossierId, agency: String, score: String, at: DateTime<Utc>) {
    let row = rating::ActiveModel {
        dossier_id: Set(id.0),
        agency: Set(agency),
        score: Set(score),
        at: Set(at),
        on_day: Set(local_date(at)),
    };
    let replace = OnConflict::column(rating::Column::DossierId)
        .update_columns([rating::Column::Agency, rating::Column::Score, rating::Column::At, rating::Column::OnDay])
        .to_owned();
    tx.defer(&rating::Entity::insert(row).on_conflict(replace).into_query(), 1);
}
