//! Copies of what the catalogue published, and the ratings.

use chrono::{DateTime, Utc};
use motcua_contracts::catalogue::{AgencyChanged, Case, ProcedurePublished};
use motcua_contracts::ids::{DossierId, ProcedureId};
use motcua_kit::Tx;
use motcua_kit::succession::Succession;
use motcua_worktime::local_date;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, DbErr};
use serde::{Deserialize, Serialize};

use super::entities::{agency, procedure, rating, term_fee};

/// A unit of an agency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
}

/// Keeps the present state of an agency, and who takes over when it ends.
///
/// # Errors
/// When the statement fails.
pub async fn keep_agency(tx: &Tx, changed: AgencyChanged, succession: Option<Succession>) -> Result<(), DbErr> {
    let units: Vec<Unit> = changed.units.into_iter().map(|unit| Unit { code: unit.code, name: unit.name }).collect();
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
    let again = OnConflict::column(agency::Column::Code)
        .update_columns([
            agency::Column::Name,
            agency::Column::NameEn,
            agency::Column::Kind,
            agency::Column::Units,
            agency::Column::Successor,
            agency::Column::ValidTo,
        ])
        .to_owned();
    agency::Entity::insert(row).on_conflict(again).exec_without_returning(tx.db()).await.map(drop)
}

/// Keeps a published version of a procedure, unless a newer one is known.
///
/// # Errors
/// When the statement fails.
pub async fn keep_procedure(tx: &Tx, id: ProcedureId, published: ProcedurePublished) -> Result<(), DbErr> {
    let version = published.version.cast_signed();
    keep_fees(tx, id, version, &published.cases).await?;
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
    procedure::Entity::insert(row).on_conflict(newer).exec_without_returning(tx.db()).await.map(drop)
}

/// Keeps which cases and channels of a version cost something.
async fn keep_fees(tx: &Tx, id: ProcedureId, version: i32, cases: &[Case]) -> Result<(), DbErr> {
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
        return Ok(());
    }
    let key = [
        term_fee::Column::ProcedureId,
        term_fee::Column::Version,
        term_fee::Column::CaseCode,
        term_fee::Column::Channel,
    ];
    let again = OnConflict::columns(key).update_column(term_fee::Column::FeeVnd).to_owned();
    term_fee::Entity::insert_many(rows).on_conflict(again).exec_without_returning(tx.db()).await.map(drop)
}

/// Keeps the rating of a dossier.
///
/// # Errors
/// When the statement fails.
pub async fn keep_rating(
    tx: &Tx,
    id: DossierId,
    agency: String,
    score: String,
    at: DateTime<Utc>,
) -> Result<(), DbErr> {
    let row = rating::ActiveModel {
        dossier_id: Set(id.0),
        agency: Set(agency),
        score: Set(score),
        at: Set(at),
        on_day: Set(local_date(at)),
    };
    let again = OnConflict::column(rating::Column::DossierId)
        .update_columns([rating::Column::Agency, rating::Column::Score, rating::Column::At, rating::Column::OnDay])
        .to_owned();
    rating::Entity::insert(row).on_conflict(again).exec_without_returning(tx.db()).await.map(drop)
}
