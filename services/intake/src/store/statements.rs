//! The payment platform's settlement statements: the newest version of a day is in force, the older ones stay.

use chrono::NaiveDate;
use motcua_contracts::ids::aggregate_of_code;
use motcua_kit::{Tx, history};
use motcua_messaging::{AggregateVersion, Loaded};
use motcua_payments::{Line, LineKind, Statement};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Alias, ExprTrait, Query};
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbErr, QueryOrder, QuerySelect, QueryTrait};
use serde::Serialize;

use super::entities::payment_statement::{ActiveModel, Column, Entity, Model};
use super::json::{from_json, to_json};
use crate::context::Context;
use crate::domain::{SettlementStatement, StatementEvent};

/// The event of a statement in the history, without its lines.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct StatementUploaded {
    day: NaiveDate,
    lines: usize,
    taken_vnd: u64,
    refunded_vnd: u64,
}

/// Loads the newest statement of a local day.
pub async fn load_statement(tx: &Tx, day: NaiveDate) -> Result<Loaded<SettlementStatement>, DbErr> {
    let (version, rows) = AggregateVersion::load_with::<_, Model>(tx, aggregate_of(day), newest(day)).await?;
    let statement = rows.first().map(read).transpose()?;
    Ok(Loaded { value: SettlementStatement { day, statement }, version })
}

/// Saves the next version of a statement, and its history.
pub fn save_statement(
    context: &Context,
    stored: &Loaded<SettlementStatement>,
    event: &StatementEvent,
) -> Result<(), DbErr> {
    let StatementEvent::Uploaded(statement) = event;
    let row = ActiveModel {
        day: Set(stored.value.day),
        version: Set(stored.version.version + 1),
        lines: Set(to_json(&statement.lines)?),
        uploaded_by: Set(context.actor.name().to_owned()),
        uploaded_at: Set(context.at),
    };
    context.tx.defer(&Entity::insert(row).into_query(), 1);
    record(context, stored, event, statement)
}

fn record(
    context: &Context,
    stored: &Loaded<SettlementStatement>,
    event: &StatementEvent,
    statement: &Statement,
) -> Result<(), DbErr> {
    let aggregate = stored.version.aggregate;
    let summary = StatementUploaded {
        day: stored.value.day,
        lines: statement.lines.len(),
        taken_vnd: statement.sum_vnd(LineKind::Payment),
        refunded_vnd: statement.sum_vnd(LineKind::Refund),
    };
    let entry = history::Entry {
        aggregate,
        version: stored.version.version + 1,
        object: aggregate,
        name: event.name(),
        event: &summary,
        actor: &context.actor,
        on_behalf_of: None,
        status: None,
        reason: None,
        at: context.at,
    };
    history::record(&context.tx, entry)
}

/// The newest statement of a local day, with its version.
pub async fn find_statement<C: ConnectionTrait>(db: &C, day: NaiveDate) -> Result<Option<(Statement, i64)>, DbErr> {
    let row = newest(day).one(db).await?;
    row.map(|row| Ok((read(&row)?, row.version))).transpose()
}

/// The refunds in the statements of some local days, the first and the last day included.
pub async fn list_stated_refunds<C: ConnectionTrait>(
    db: &C,
    (first, last): (NaiveDate, NaiveDate),
) -> Result<Vec<Line>, DbErr> {
    let newer = Alias::new("newer");
    let newest = Query::select()
        .expr(Expr::col((newer.clone(), Column::Version)).max())
        .from_as(Entity, newer.clone())
        .and_where(Expr::col((newer, Column::Day)).eq(Expr::col((Entity, Column::Day))))
        .to_owned();
    let rows = Entity::find()
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

fn newest(day: NaiveDate) -> Select<Entity> {
    Entity::find().filter(Column::Day.eq(day)).order_by_desc(Column::Version).limit(1)
}

fn aggregate_of(day: NaiveDate) -> Uuid {
    aggregate_of_code("payment-statement", &day.to_string())
}

fn read(row: &Model) -> Result<Statement, DbErr> {
    Ok(Statement { lines: from_json(&row.lines)? })
}
