//! The payment platform's statements: the newest version of a day counts, the older ones stay.

use chrono::{DateTime, NaiveDate, Utc};
use motcua_contracts::ids::aggregate_of_code;
use motcua_kit::auth::Actor;
use motcua_kit::{Tx, history};
use motcua_payments::Statement;
use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbErr, QueryOrder};
use serde::Serialize;

use super::entities::payment_statement;

/// What the history says about a statement.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Put {
    day: NaiveDate,
    lines: usize,
    total_vnd: u64,
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
    let total_vnd = statement.lines.iter().fold(0, |sum: u64, line| sum.saturating_add(line.amount_vnd));
    let entry = history::Entry {
        aggregate,
        version,
        object: aggregate,
        name: "statement_put",
        event: &Put { day, lines: statement.lines.len(), total_vnd },
        actor,
        on_behalf_of: None,
        status: None,
        reason: None,
        at,
    };
    history::record(tx, entry).await?;
    Ok(version)
}

/// The newest statement of a local day.
///
/// # Errors
/// When the statement fails.
pub async fn statement<C: ConnectionTrait>(db: &C, day: NaiveDate) -> Result<Option<Statement>, DbErr> {
    let Some(row) = newest(db, day).await? else { return Ok(None) };
    let lines = serde_json::from_str(&row.lines).map_err(|error| unreadable(&error))?;
    Ok(Some(Statement { lines }))
}

async fn newest<C: ConnectionTrait>(db: &C, day: NaiveDate) -> Result<Option<payment_statement::Model>, DbErr> {
    payment_statement::Entity::find()
        .filter(payment_statement::Column::Day.eq(day))
        .order_by_desc(payment_statement::Column::Version)
        .one(db)
        .await
}

fn unreadable(error: &serde_json::Error) -> DbErr {
    DbErr::Custom(format!("a stored statement does not parse: {error}"))
}
