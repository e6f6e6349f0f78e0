//! The payment platform's settlement statements: the newest version of a day is in force, the older ones stay.

use chrono::NaiveDate;
use motcua_contracts::ids::aggregate_of_code;
use motcua_kit::history;
use motcua_payments::{Line, LineKind, Statement};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Alias, ExprTrait, OnConflict, Query};
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbErr, QueryOrder, QueryTrait};
use serde::Serialize;

use super::entities::payment_statement::{self, Column};
use super::json::{from_json, to_json};
use crate::context::Context;

/// The event of a statement in the history.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct StatementUploaded {
    day: NaiveDate,
    lines: usize,
    taken_vnd: u64,
    refunded_vnd: u64,
}

/// Saves the statement of a local day; the same one again changes nothing. The commit fails with a conflict when another
/// transaction saved one first.
///
/// # Errors
/// When the database cannot be read.
pub async fn save_statement(context: &Context, day: NaiveDate, statement: &Statement) -> Result<(), DbErr> {
    let lines = to_json(&statement.lines)?;
    let version = match find_newest(&context.tx, day).await? {
        Some(before) if before.lines == lines => return Ok(()),
        Some(before) => before.version + 1,
        None => 1,
    };
    let row = payment_statement::ActiveModel {
        day: Set(day),
        version: Set(version),
        lines: Set(lines),
        uploaded_by: Set(context.actor.name().to_owned()),
        uploaded_at: Set(context.at),
    };
    let taken = OnConflict::columns([Column::Day, Column::Version]).do_nothing().to_owned();
    context.tx.defer(&payment_statement::Entity::insert(row).on_conflict(taken).into_query(), 1);
    record(context, day, version, statement)
}

fn record(context: &Context, day: NaiveDate, version: i64, statement: &Statement) -> Result<(), DbErr> {
    let aggregate = aggregate_of_code("payment-statement", &day.to_string());
    let event = StatementUploaded {
        day,
        lines: statement.lines.len(),
        taken_vnd: statement.sum_vnd(LineKind::Payment),
        refunded_vnd: statement.sum_vnd(LineKind::Refund),
    };
    let entry = history::Entry {
        aggregate,
        version,
        object: aggregate,
        name: "statement_uploaded",
        event: &event,
        actor: &context.actor,
        on_behalf_of: None,
        status: None,
        reason: None,
        at: context.at,
    };
    history::record(&context.tx, entry)
}

/// The statement of a local day.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_statement<C: ConnectionTrait>(db: &C, day: NaiveDate) -> Result<Option<Statement>, DbErr> {
    find_newest(db, day).await?.as_ref().map(read).transpose()
}

/// The refunds in the statements of some local days, the first and the last day included.
///
/// # Errors
/// When the database cannot be read.
pub async fn list_stated_refunds<C: ConnectionTrait>(
    db: &C,
    (first, last): (NaiveDate, NaiveDate),
) -> Result<Vec<Line>, DbErr> {
    let newer = Alias::new("newer");
    let newest = Query::select()
        .expr(Expr::col((newer.clone(), Column::Version)).max())
        .from_as(payment_statement::Entity, newer.clone())
        .and_where(Expr::col((newer, Column::Day)).eq(Expr::col((payment_statement::Entity, Column::Day))))
        .to_owned();
    let rows = payment_statement::Entity::find()
        .filter(Column::Day.between(first, last))
        .filter(Column::Version.in_subquery(newest))
        // Most days have none; their lines are not read.
        .filter(Column::Lines.contains(r#""kind":"refund""#))
        .order_by_asc(Column::Day)
        .all(db)
        .await?;
    let mut refunds = Vec::new();
    for row in rows {
        refunds.extend(read(&row)?.of_kind(LineKind::Refund).cloned());
    }
    Ok(refunds)
}

async fn find_newest<C: ConnectionTrait>(db: &C, day: NaiveDate) -> Result<Option<payment_statement::Model>, DbErr> {
    payment_statement::Entity::find().filter(Column::Day.eq(day)).order_by_desc(Column::Version).one(db).await
}

fn read(row: &payment_statement::Model) -> Result<Statement, DbErr> {
    Ok(Statement { lines: from_json(&row.lines)? })
}
