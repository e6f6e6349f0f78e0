//! The open dossiers that nobody moves, those that wait longest first.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use motcua_contracts::ids::DossierId;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Condition, Expr, ExprTrait, Query};
use sea_orm::{ConnectionTrait, DbErr, QueryOrder, QuerySelect};

use super::catalogue::Unit;
use super::entities::dossier::Column;
use super::entities::{agency, dossier, opinion, procedure};
use super::lookup::units_of;
use crate::domain::Standing;

/// Which ones to list.
#[derive(Debug, Clone)]
pub struct Asked<'a> {
    /// Those that concern this agency; without one all.
    pub agency: Option<&'a str>,
    /// Which wait too long.
    pub latest: Latest,
    /// The place to go on from: since when the last one waited, and its id.
    pub after: Option<(DateTime<Utc>, DossierId)>,
}

/// A dossier that last moved at or before these moments is listed.
#[derive(Debug, Clone, Copy)]
pub struct Latest {
    /// Now, UTC.
    pub now: DateTime<Utc>,
    /// Today in Viet Nam.
    pub today: NaiveDate,
    /// For the answer to a submission.
    pub answer: DateTime<Utc>,
    /// For the hand-over of a result.
    pub hand_over: DateTime<Utc>,
    /// For everything else.
    pub move_on: DateTime<Utc>,
}

/// An open dossier that waits.
#[derive(Debug, Clone)]
pub struct Found {
    /// Its id.
    pub id: DossierId,
    /// Its legal code; before there is one its submission reference.
    pub code: String,
    /// How it stands.
    pub standing: Standing,
    /// Name of its agency; its code until the catalogue told.
    pub agency_name: String,
    /// Name of its procedure.
    pub procedure: Option<String>,
    /// Code of the calendar that its procedure is counted by.
    pub calendar: Option<String>,
}

/// What was found, with the names of the units it may name.
#[derive(Debug, Clone, Default)]
pub struct Stuck {
    /// The dossiers, one more than asked for when there are more.
    pub found: Vec<Found>,
    /// The units of all agencies.
    pub units: Vec<Unit>,
}

/// Lists up to `limit` dossiers and one more.
///
/// # Errors
/// When a statement fails, or stored units do not parse.
pub async fn stuck<C: ConnectionTrait>(db: &C, asked: &Asked<'_>, limit: u64) -> Result<Stuck, DbErr> {
    let mut query = dossier::Entity::find().filter(waits_too_long(&asked.latest));
    if let Some(agency) = asked.agency {
        query = query.filter(concerns(agency));
    }
    if let Some((since, id)) = asked.after {
        let same = Condition::all().add(waits_since().eq(since)).add(Column::Id.gt(id.0));
        query = query.filter(Condition::any().add(waits_since().gt(since)).add(same));
    }
    let rows = query.order_by_asc(waits_since()).order_by_asc(Column::Id).limit(limit + 1).all(db).await?;
    named(db, rows).await
}

/// Since when it waits, as [`Standing::since`] says.
fn waits_since() -> Expr {
    let asked = Column::Status.is_in([4, 7]).and(Column::OpinionSince.is_not_null());
    Expr::case(asked, Expr::col(Column::OpinionSince)).finally(Expr::col(Column::MovedAt)).into()
}

/// What [`Standing::waits_for`] says, as a condition, and too long.
fn waits_too_long(latest: &Latest) -> Condition {
    let status = |status: &[i32]| Condition::all().add(Column::Status.is_in(status.iter().copied()));
    let applicant_answered =
        Column::PausedAt.is_null().or(Expr::col(Column::PausedAt).lte(Expr::col(Column::AnsweredAt)));
    let answered = status(&[5, 6]).add(Column::AnsweredAt.is_not_null()).add(applicant_answered);
    let lapsed = status(&[5]).add(Column::SupplementUntil.lt(latest.today));
    Condition::any()
        .add(status(&[1]).add(waits_since().lte(latest.answer)))
        .add(status(&[9]).add(waits_since().lte(latest.hand_over)))
        .add(status(&[2, 4, 7]).add(waits_since().lte(latest.move_on)))
        .add(status(&[4, 7]).add(Column::StepDueAt.lt(latest.now)))
        .add(answered.add(waits_since().lte(latest.move_on)))
        .add(lapsed.add(waits_since().lte(latest.move_on)))
}

/// Its own agency, the one whose unit holds it, or one whose unit was asked for its opinion.
fn concerns(agency: &str) -> Condition {
    let asked = Query::select()
        .expr(Expr::val(1))
        .from(opinion::Entity)
        .and_where(
            Expr::col((opinion::Entity, opinion::Column::DossierId)).eq(Expr::col((dossier::Entity, Column::Id))),
        )
        .and_where(opinion::Column::Agency.eq(agency))
        .and_where(opinion::Column::GivenAt.is_null())
        .to_owned();
    let asked = Column::OpinionSince.is_not_null().and(Expr::exists(asked));
    Condition::any().add(Column::Agency.eq(agency)).add(Column::HolderAgency.eq(agency)).add(asked)
}

async fn named<C: ConnectionTrait>(db: &C, rows: Vec<dossier::Model>) -> Result<Stuck, DbErr> {
    if rows.is_empty() {
        return Ok(Stuck::default());
    }
    let procedures = procedure::Entity::find()
        .filter(procedure::Column::Id.is_in(rows.iter().map(|row| row.procedure_id)))
        .all(db)
        .await?;
    let procedures: HashMap<Uuid, procedure::Model> = procedures.into_iter().map(|row| (row.id, row)).collect();
    let agencies = agency::Entity::find().all(db).await?;
    let asked = asked_units(db, &rows).await?;
    let found = rows.into_iter().map(|row| {
        let procedure = procedures.get(&row.procedure_id);
        let name = agencies.iter().find(|agency| agency.code == row.agency).map(|agency| agency.name.clone());
        Found {
            id: DossierId(row.id),
            code: row.code.clone().unwrap_or_else(|| row.reference.clone()),
            agency_name: name.unwrap_or_else(|| row.agency.clone()),
            procedure: procedure.map(|procedure| procedure.name.clone()),
            calendar: procedure.map(|procedure| procedure.calendar.clone()),
            standing: standing(&asked, row),
        }
    });
    let found = found.collect();
    let units = agencies.iter().map(units_of).collect::<Result<Vec<_>, _>>()?.concat();
    Ok(Stuck { found, units })
}

/// The unit whose opinion each dossier waits for longest.
async fn asked_units<C: ConnectionTrait>(
    db: &C,
    rows: &[dossier::Model],
) -> Result<HashMap<(Uuid, DateTime<Utc>), String>, DbErr> {
    let waiting = rows.iter().filter(|row| row.opinion_since.is_some()).map(|row| row.id);
    let asked = opinion::Entity::find()
        .filter(opinion::Column::DossierId.is_in(waiting))
        .filter(opinion::Column::GivenAt.is_null())
        .all(db)
        .await?;
    Ok(asked.into_iter().map(|row| ((row.dossier_id, row.asked_at), row.unit)).collect())
}

fn standing(asked: &HashMap<(Uuid, DateTime<Utc>), String>, row: dossier::Model) -> Standing {
    Standing {
        status: row.status,
        agency: row.agency,
        accepted: row.accepted_at.is_some(),
        moved_at: row.moved_at,
        holder: row.holder,
        step_role: row.step_role,
        step_due_at: row.step_due_at,
        opinion_unit: row.opinion_since.and_then(|since| asked.get(&(row.id, since)).cloned()),
        opinion_since: row.opinion_since,
        answered_at: row.answered_at,
        paused_at: row.paused_at,
        supplement_until: row.supplement_until,
    }
}
