//! The payment platform's statements: the newest version of a day counts, the older ones stay.

use chrono::{DateTime, NaiveDate, Utc};
use motcua_contracts::ids::aggregate_of_code;
use motcua_kit::auth::Actor;
use motcua_kit::{Tx, history};
use motcua_payments::{Line, LineKind, Statement};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Alias, ExprTrait, Query};
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbErr, QueryOrder};
use serde::Serialize;

use super::entities::payment_statement::{self, Column};

/// What the history says about a statement.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Put {
    day: NaiveDate,
    lines: usize,
    taken_vnd: u64,
    refunded_vnd: u64,
}

/// Keeps the statement of a local day; the same one once more changes nothing. Answers its version.
///
/// # Errors
/// When a statement fails.
pub async fn put_statement(
    tx: &Tx,
    day: NaiveDate,
    statement: &Statement,
    actor: &Actor,
    at: DateTime<Utc>,
) -> Result<i64, DbErr> {
    let lines = serde_json::to_string(&statement.lines).map_err(|error| unreadable(&error))?;
    let before = newest(tx.db(), day).await?;
    let version = match &before {
        Some(before) if before.lines == lines => return Ok(before.version),
        Some(before) => before.version + 1,
        None => 1,
    };
    let put_by = actor.name().to_owned();
    let row = payment_statement::ActiveModel {
        day: Set(day),
        version: Set(version),
        lines: Set(lines),
        put_by: Set(put_by),
        put_at: Set(at),
    };
    payment_statement::Entity::insert(row).exec_without_returning(tx.db()).await?;
    let aggregate = aggregate_of_code("payment-statement", &day.to_string());
    let (taken_vnd, refunded_vnd) = (statement.sum_vnd(LineKind::Payment), statement.sum_vnd(LineKind::Refund));
    let entry = history::Entry {
        aggregate,
        version,
        object: aggregate,
        name: "statement_put",
        event: &Put { day, lines: statement.lines.len(), taken_vnd, refunded_vnd },
        actor,
        on_behalf_of: None,
        status: None,
        reason: None,
        at,
    };
    history::record(tx, entry)?;
    Ok(version)
}

/// The newest statement of a local day.
///
/// # Errors
/// When the statement fails.
pub async fn statement<C: ConnectionTrait>(db: &C, day: NaiveDate) -> Result<Option<Statement>, DbErr> {
    newest(db, day).await?.as_ref().map(read).transpose()
}

/// The refunds that the newest statements of some local days name, the first and the last day included.
///
/// # Errors
/// When the statement fails.
pub async fn stated_refunds<C: ConnectionTrait>(
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
        // Most days have none: their lines are not worth reading.
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

async fn newest<C: ConnectionTrait>(db: &C, day: NaiveDate) -> Result<Option<payment_statement::Model>, DbErr> {
    payment_statement::Entity::find().filter(Column::Day.eq(day)).order_by_desc(Column::Version).one(db).await
}

fn read(row: &payment_statement::Model) -> Result<Statement, DbErr> {
    let lines = serde_json::from_str(&row.lines).map_err(|error| unreadable(&error))?;
    Ok(Statement { lines })
}

fn unreadable(error: &serde_json::Error) -> DbErr {
    DbErr::Custom(format!("a stored statement does not parse: {error}"))
}
