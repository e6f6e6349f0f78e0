//! The figures of the reports, by the definitions of form 06a: one statement counts all dossiers, so that received,
//! resolved and open dossiers belong to one moment.

use motcua_contracts::AgencyCode;
use motcua_kit::Db;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Condition, Expr, ExprTrait, Func, JoinType, Order, Query, SelectStatement};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};

use super::counting::{ONLINE, column, count_if, is_counted};
use super::entities::dossier::Column;
use super::entities::{agency, dossier, procedure, rating, revoked_completion, timeline};
use super::fees::fees;
use super::statuses::{PAUSED, is_one_of};
use crate::domain::{Agency, AgencyCounts, Period, ProcedureCounts, Ratings, Review, ReviewCounts};

/// The revoked completion that was still valid at the end of the period.
const VALID_AT_END: &str = "valid_at_end";
/// The completion that was valid when the period began, and was revoked inside it.
const REVOKED_INSIDE: &str = "revoked_inside";

/// The review of a period, of the whole centre or of one agency. The whole centre is every agency that decides cases:
/// the Centre itself and its partners count only when they are requested.
pub async fn review(db: &Db, period: Period, agency: Option<&str>) -> Result<Review, DbErr> {
    let only = agency.map(|code| [code.to_owned()]);
    review_of_agencies(db, period, only.as_ref().map(<[String; 1]>::as_slice)).await
}

/// The review of a period, of the whole centre or of some agencies.
pub async fn review_of_agencies(db: &Db, period: Period, only: Option<&[String]>) -> Result<Review, DbErr> {
    let db = db.read();
    let counts = ReviewCounts {
        by_agency: count_dossiers(db, &period, only).await?,
        ratings: count_ratings(db, &period, only).await?,
        fees: fees(db, &period, only).await?,
        procedures: count_procedures(db, only).await?,
        agencies: list_agencies(db, only).await?,
    };
    Ok(Review::of(period, only, &counts))
}

#[derive(FromQueryResult)]
struct CountsRow {
    agency: String,
    online: i64,
    counter: i64,
    carried_over: i64,
    early: i64,
    on_time: i64,
    late: i64,
    still_open: i64,
    overdue: i64,
    reopened: i64,
}

async fn count_dossiers<C: ConnectionTrait>(
    db: &C,
    period: &Period,
    agencies: Option<&[String]>,
) -> Result<Vec<AgencyCounts>, DbErr> {
    let rows = db.query_all(&dossier_counts(period, agencies)).await?;
    rows.iter().map(|row| CountsRow::from_query_result(row, "").map(counts)).collect()
}

fn counts(row: CountsRow) -> AgencyCounts {
    AgencyCounts {
        agency: row.agency,
        online: row.online.unsigned_abs(),
        counter: row.counter.unsigned_abs(),
        carried_over: row.carried_over.unsigned_abs(),
        early: row.early.unsigned_abs(),
        on_time: row.on_time.unsigned_abs(),
        late: row.late.unsigned_abs(),
        open: row.still_open.unsigned_abs(),
        overdue: row.overdue.unsigned_abs(),
        reopened: row.reopened.unsigned_abs(),
    }
}

/// Dossiers accepted by the end of the period and not finished before its beginning: exactly these are received, and
/// each of them is either resolved inside the period or open at its end. The last completion by the end of the period
/// counts: one that was revoked later is still valid then, one that was revoked before is not.
fn dossier_counts(period: &Period, agencies: Option<&[String]>) -> SelectStatement {
    use revoked_completion::Column as Revoked;
    let new = || column(Column::AcceptedOn).gte(period.from);
    let online = || column(Column::Channel).eq(ONLINE);
    let finished_on = || at_end(Revoked::FinishedOn, Column::FinishedOn);
    let resolved = || finished_on().lte(period.to);
    let late = || at_end(Revoked::FinishedAt, Column::FinishedAt).gt(at_end(Revoked::DueAt, Column::DueAt));
    let early = || finished_on().lt(at_end(Revoked::DueOn, Column::DueOn));
    let open = || finished_on().is_null().or(finished_on().gt(period.to));
    let overdue = Expr::from(is_overdue(period)).eq(1);
    Query::select()
        .column((dossier::Entity, Column::Agency))
        .expr_as(count_if(new().and(online())), "online")
        .expr_as(count_if(new().and(online().not())), "counter")
        .expr_as(count_if(new().not()), "carried_over")
        .expr_as(count_if(resolved().and(late().not()).and(early())), "early")
        .expr_as(count_if(resolved().and(late().not()).and(early().not())), "on_time")
        .expr_as(count_if(resolved().and(late())), "late")
        .expr_as(count_if(open()), "still_open")
        .expr_as(count_if(open().and(overdue)), "overdue")
        .expr_as(Expr::col((REVOKED_INSIDE, Revoked::DossierId)).count(), "reopened")
        .from(dossier::Entity)
        .join_as(JoinType::LeftJoin, revoked_completion::Entity, VALID_AT_END, valid_at_end(period))
        .join_as(JoinType::LeftJoin, revoked_completion::Entity, REVOKED_INSIDE, revoked_inside(period))
        .and_where(column(Column::AcceptedOn).lte(period.to))
        .cond_where(
            Condition::any().add(column(Column::FinishedOn).is_null()).add(column(Column::FinishedOn).gte(period.from)),
        )
        .cond_where(not_finished_before(period))
        .and_where(is_counted(column(Column::Agency), agencies))
        .group_by_col((dossier::Entity, Column::Agency))
        .to_owned()
}

/// The value of the completion that was valid at the end of the period, or the present one.
fn at_end(revoked: revoked_completion::Column, present: Column) -> Expr {
    Func::coalesce([Expr::col((VALID_AT_END, revoked)), column(present)]).into()
}

/// At most one row of a dossier: valid from the day it was finished to the day before it was reopened.
fn valid_at_end(period: &Period) -> Condition {
    let revoked = |column: revoked_completion::Column| Expr::col((VALID_AT_END, column));
    Condition::all()
        .add(revoked(revoked_completion::Column::DossierId).eq(column(Column::Id)))
        .add(revoked(revoked_completion::Column::FinishedOn).lte(period.to))
        .add(revoked(revoked_completion::Column::ReopenedOn).gt(period.to))
}

/// At most one row of a dossier: finished before the period and reopened inside it.
fn revoked_inside(period: &Period) -> Condition {
    let revoked = |column: revoked_completion::Column| Expr::col((REVOKED_INSIDE, column));
    Condition::all()
        .add(revoked(revoked_completion::Column::DossierId).eq(column(Column::Id)))
        .add(revoked(revoked_completion::Column::FinishedOn).lt(period.from))
        .add(revoked(revoked_completion::Column::ReopenedOn).between(period.from, period.to))
}

fn not_finished_before(period: &Period) -> Condition {
    let finished_on = || Expr::col((VALID_AT_END, revoked_completion::Column::FinishedOn));
    Condition::any().add(finished_on().is_null()).add(finished_on().gte(period.from))
}

/// 1 when the last timeline row before the cut-off is unpaused and past due: the dossier may have moved on since.
fn is_overdue(period: &Period) -> SelectStatement {
    let cut_off = period.cut_off();
    let row = |column: timeline::Column| Expr::col((timeline::Entity, column));
    let overdue = is_one_of(row(timeline::Column::Status), &PAUSED).not().and(row(timeline::Column::DueAt).lt(cut_off));
    Query::select()
        .expr(Expr::case(overdue, 1).finally(0))
        .from(timeline::Entity)
        .and_where(row(timeline::Column::DossierId).equals((dossier::Entity, Column::Id)))
        .and_where(row(timeline::Column::At).lt(cut_off))
        .order_by((timeline::Entity, timeline::Column::N), Order::Desc)
        .limit(1)
        .to_owned()
}

#[derive(FromQueryResult)]
struct RatingsRow {
    very_satisfied: i64,
    satisfied: i64,
    not_satisfied: i64,
}

/// Ratings count by their own time, whenever the dossier was received or finished.
async fn count_ratings<C: ConnectionTrait>(
    db: &C,
    period: &Period,
    agencies: Option<&[String]>,
) -> Result<Ratings, DbErr> {
    let scored = |score: &str| count_if(rating::Column::Score.eq(score));
    let query = Query::select()
        .expr_as(scored("verySatisfied"), "very_satisfied")
        .expr_as(scored("satisfied"), "satisfied")
        .expr_as(scored("notSatisfied"), "not_satisfied")
        .from(rating::Entity)
        .and_where(rating::Column::OnDay.between(period.from, period.to))
        .and_where(is_counted(Expr::col((rating::Entity, rating::Column::Agency)), agencies))
        .to_owned();
    let Some(row) = db.query_one(&query).await? else { return Ok(Ratings::default()) };
    let RatingsRow { very_satisfied, satisfied, not_satisfied } = RatingsRow::from_query_result(&row, "")?;
    Ok(Ratings::of(very_satisfied.unsigned_abs(), satisfied.unsigned_abs(), not_satisfied.unsigned_abs()))
}

#[derive(FromQueryResult)]
struct ProceduresRow {
    all_procedures: i64,
    on_the_spot: i64,
}

async fn count_procedures<C: ConnectionTrait>(db: &C, agencies: Option<&[String]>) -> Result<ProcedureCounts, DbErr> {
    let query = Query::select()
        .expr_as(Expr::col(procedure::Column::Id).count(), "all_procedures")
        .expr_as(count_if(procedure::Column::OnTheSpot.eq(true)), "on_the_spot")
        .from(procedure::Entity)
        .and_where(is_counted(Expr::col((procedure::Entity, procedure::Column::Agency)), agencies))
        .to_owned();
    let Some(row) = db.query_one(&query).await? else { return Ok(ProcedureCounts::default()) };
    let ProceduresRow { all_procedures, on_the_spot } = ProceduresRow::from_query_result(&row, "")?;
    Ok(ProcedureCounts { all: all_procedures.unsigned_abs(), on_the_spot: on_the_spot.unsigned_abs() })
}

async fn list_agencies<C: ConnectionTrait>(db: &C, only: Option<&[String]>) -> Result<Vec<Agency>, DbErr> {
    let mut query = agency::Entity::find();
    if let Some(codes) = only {
        query = query.filter(agency::Column::Code.is_in(codes));
    }
    let rows = query.all(db).await?;
    let read = |row: agency::Model| Agency { code: AgencyCode::new(row.code), name: row.name, kind: row.kind };
    Ok(rows.into_iter().map(read).collect())
}
