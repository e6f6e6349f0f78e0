//! The figures of the reports, by the definitions of form 06a: one statement counts all dossiers, so that what was
//! received, resolved and is still open belongs to one moment.

use motcua_kit::Db;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Condition, Expr, ExprTrait, Func, JoinType, Order, Query, SelectStatement};
use sea_orm::{ConnectionTrait, DbErr, QueryResult};

use super::entities::dossier::Column;
use super::entities::{agency, dossier, procedure, rating, timeline, undone};
use super::fees::fees;
use crate::domain::{Agency, Beside, Counted, PAUSED, Period, Procedures, Ratings, Review};

const ONLINE: &str = "online";
/// The undone end that still held at the end of the period.
const HELD: &str = "held";
/// The undone end that held when the period began, and no longer at its end.
const REVOKED: &str = "revoked";

/// The review of a period, of the whole centre or of one agency.
///
/// # Errors
/// When a statement fails.
pub async fn review(db: &Db, period: Period, agency: Option<&str>) -> Result<Review, DbErr> {
    let only = agency.map(|code| [code.to_owned()]);
    review_of(db, period, only.as_ref().map(<[String; 1]>::as_slice)).await
}

/// The same of some agencies.
///
/// # Errors
/// When a statement fails.
pub async fn review_of(db: &Db, period: Period, only: Option<&[String]>) -> Result<Review, DbErr> {
    let db = db.read();
    let counted = counted(db, &period, only).await?;
    let beside = Beside { ratings: ratings(db, &period, only).await?, fees: fees(db, &period, only).await? };
    let procedures = procedures(db, only).await?;
    let agencies = agencies(db, only).await?;
    Ok(Review::of(period, only, &agencies, procedures, &counted, beside))
}

/// Whether the catalogue knows an agency of this code.
///
/// # Errors
/// When the statement fails.
pub async fn is_agency<C: ConnectionTrait>(db: &C, code: &str) -> Result<bool, DbErr> {
    Ok(agency::Entity::find_by_id(code.to_owned()).one(db).await?.is_some())
}

async fn counted<C: ConnectionTrait>(
    db: &C,
    period: &Period,
    agencies: Option<&[String]>,
) -> Result<Vec<Counted>, DbErr> {
    let rows = db.query_all(&counting(period, agencies)).await?;
    rows.iter().map(read).collect()
}

/// Dossiers accepted up to the end and not finished before the beginning: those, and no others, are received; each of
/// them is either resolved inside the period or open at its end. Finished is what the last entry says at the end of
/// the period: an end that was undone later still holds then, one that was undone before never was.
fn counting(period: &Period, agencies: Option<&[String]>) -> SelectStatement {
    let new = || column(Column::AcceptedOn).gte(period.from);
    let online = || column(Column::Channel).eq(ONLINE);
    let finished_on = || at_the_end(undone::Column::FinishedOn, Column::FinishedOn);
    let resolved = || finished_on().lte(period.to);
    let late = || {
        at_the_end(undone::Column::FinishedAt, Column::FinishedAt).gt(at_the_end(undone::Column::DueAt, Column::DueAt))
    };
    let early = || finished_on().lt(at_the_end(undone::Column::DueOn, Column::DueOn));
    let open = || finished_on().is_null().or(finished_on().gt(period.to));
    let overdue = Expr::from(overdue_at(period)).eq(1);
    let mut query = Query::select()
        .column((dossier::Entity, Column::Agency))
        .expr(how_many(new().and(online())))
        .expr(how_many(new().and(online().not())))
        .expr(how_many(new().not()))
        .expr(how_many(resolved().and(late().not()).and(early())))
        .expr(how_many(resolved().and(late().not()).and(early().not())))
        .expr(how_many(resolved().and(late())))
        .expr(how_many(open()))
        .expr(how_many(open().and(overdue)))
        .expr(Expr::col((REVOKED, undone::Column::DossierId)).count())
        .from(dossier::Entity)
        .join_as(JoinType::LeftJoin, undone::Entity, HELD, held(period))
        .join_as(JoinType::LeftJoin, undone::Entity, REVOKED, revoked(period))
        .and_where(column(Column::AcceptedOn).lte(period.to))
        .cond_where(
            Condition::any().add(column(Column::FinishedOn).is_null()).add(column(Column::FinishedOn).gte(period.from)),
        )
        .cond_where(not_before(period))
        .group_by_col((dossier::Entity, Column::Agency))
        .to_owned();
    if let Some(agencies) = agencies {
        query.and_where(column(Column::Agency).is_in(agencies));
    }
    query
}

/// The end that held at the end of the period, or the present one.
fn at_the_end(undone: undone::Column, present: Column) -> Expr {
    Func::coalesce([Expr::col((HELD, undone)), column(present)]).into()
}

/// At most one row of a dossier: from the day it was finished to the day before it was reopened.
fn held(period: &Period) -> Condition {
    let end = |column: undone::Column| Expr::col((HELD, column));
    Condition::all()
        .add(end(undone::Column::DossierId).eq(column(Column::Id)))
        .add(end(undone::Column::FinishedOn).lte(period.to))
        .add(end(undone::Column::ReopenedOn).gt(period.to))
}

/// At most one row of a dossier: finished before the period and reopened inside it.
fn revoked(period: &Period) -> Condition {
    let end = |column: undone::Column| Expr::col((REVOKED, column));
    Condition::all()
        .add(end(undone::Column::DossierId).eq(column(Column::Id)))
        .add(end(undone::Column::FinishedOn).lt(period.from))
        .add(end(undone::Column::ReopenedOn).between(period.from, period.to))
}

fn not_before(period: &Period) -> Condition {
    let held_on = || Expr::col((HELD, undone::Column::FinishedOn));
    Condition::any().add(held_on().is_null()).add(held_on().gte(period.from))
}

/// 1 when the last line before the cut-off is unpaused and past due: the row of the dossier may have moved on since.
fn overdue_at(period: &Period) -> SelectStatement {
    let cut_off = period.cut_off();
    let line = |column: timeline::Column| Expr::col((timeline::Entity, column));
    let overdue = line(timeline::Column::Status).is_not_in(PAUSED).and(line(timeline::Column::DueAt).lt(cut_off));
    Query::select()
        .expr(Expr::case(overdue, 1).finally(0))
        .from(timeline::Entity)
        .and_where(line(timeline::Column::DossierId).equals((dossier::Entity, Column::Id)))
        .and_where(line(timeline::Column::At).lt(cut_off))
        .order_by((timeline::Entity, timeline::Column::N), Order::Desc)
        .limit(1)
        .to_owned()
}

pub(super) fn column(column: Column) -> Expr {
    Expr::col((dossier::Entity, column))
}

pub(super) fn how_many(condition: Expr) -> Expr {
    let counts: Expr = Expr::case(condition, 1).into();
    counts.count()
}

fn read(row: &QueryResult) -> Result<Counted, DbErr> {
    Ok(Counted {
        agency: row.try_get_by_index(0)?,
        online: count(row, 1)?,
        counter: count(row, 2)?,
        carried_over: count(row, 3)?,
        early: count(row, 4)?,
        on_time: count(row, 5)?,
        late: count(row, 6)?,
        open: count(row, 7)?,
        overdue: count(row, 8)?,
        reopened: count(row, 9)?,
    })
}

pub(super) fn count(row: &QueryResult, index: usize) -> Result<u64, DbErr> {
    row.try_get_by_index::<i64>(index).map(i64::unsigned_abs)
}

/// Ratings count by their own time, whenever the dossier was received or finished.
async fn ratings<C: ConnectionTrait>(db: &C, period: &Period, agencies: Option<&[String]>) -> Result<Ratings, DbErr> {
    let scored = |score: &str| how_many(rating::Column::Score.eq(score));
    let mut query = Query::select()
        .expr(scored("verySatisfied"))
        .expr(scored("satisfied"))
        .expr(scored("notSatisfied"))
        .from(rating::Entity)
        .and_where(rating::Column::OnDay.between(period.from, period.to))
        .to_owned();
    if let Some(agencies) = agencies {
        query.and_where(rating::Column::Agency.is_in(agencies));
    }
    let Some(row) = db.query_one(&query).await? else { return Ok(Ratings::default()) };
    Ok(Ratings::of(count(&row, 0)?, count(&row, 1)?, count(&row, 2)?))
}

async fn procedures<C: ConnectionTrait>(db: &C, agencies: Option<&[String]>) -> Result<Procedures, DbErr> {
    let mut query = Query::select()
        .expr(Expr::col(procedure::Column::Id).count())
        .expr(how_many(procedure::Column::OnTheSpot.eq(true)))
        .from(procedure::Entity)
        .to_owned();
    if let Some(agencies) = agencies {
        query.and_where(procedure::Column::Agency.is_in(agencies));
    }
    let Some(row) = db.query_one(&query).await? else { return Ok(Procedures::default()) };
    Ok(Procedures { all: count(&row, 0)?, on_the_spot: count(&row, 1)? })
}

async fn agencies<C: ConnectionTrait>(db: &C, only: Option<&[String]>) -> Result<Vec<Agency>, DbErr> {
    let mut query = agency::Entity::find();
    if let Some(codes) = only {
        query = query.filter(agency::Column::Code.is_in(codes));
    }
    let rows = query.all(db).await?;
    Ok(rows.into_iter().map(|row| Agency { code: row.code, name: row.name, kind: row.kind }).collect())
}
