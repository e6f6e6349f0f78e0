//! The statements on cursors and parked rows.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use motcua_kit::Tx;
use motcua_kit::db::pad_to_power_of_two;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict, Query};
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbBackend, IntoActiveModel, QueryOrder, QuerySelect, QueryTrait};
use uuid::Uuid;

use crate::message::Message;
use crate::sequence::Cursor;
use crate::tables::{aggregate_head, inbox, inbox_cursor};

/// A row of an event that waits or is dead.
pub(super) use crate::tables::inbox::Model as Parked;

const PARKED: &str = "parked";
const DEAD: &str = "dead";

/// Why an event waits, or is dead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ParkReason {
    /// A predecessor of the same producer is missing.
    Gap,
    /// A predecessor is dead.
    Blocked,
    /// An event of another producer has to come first.
    NotYet,
    /// Of a newer producer: this version does not know it.
    Unknown,
    /// It failed and is tried again.
    Retry,
    /// It failed too often, or for good.
    Poison,
    /// Another event has its number.
    Conflict,
}

impl ParkReason {
    /// As the table names it.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Gap => "gap",
            Self::Blocked => "blocked",
            Self::NotYet => "not_yet",
            Self::Unknown => "unknown",
            Self::Retry => "retry",
            Self::Poison => "poison",
            Self::Conflict => "conflict",
        }
    }
}

/// Cursors by aggregate and producer.
pub(super) type Cursors = HashMap<(Uuid, String), Cursor>;

/// Locks the aggregates at this service, in one statement and in their order, so that two batches never wait for
/// each other in a circle. SQLite's transaction holds the only write lock already.
pub(super) async fn lock(tx: &Tx, aggregates: &[Uuid]) -> Result<(), DbErr> {
    if tx.db().get_database_backend() != DbBackend::Postgres || aggregates.is_empty() {
        return Ok(());
    }
    let rows = aggregates.iter().map(|id| aggregate_head::ActiveModel {
        aggregate_id: Set(*id),
        last_seq: Set(0),
        version: Set(0),
    });
    let unchanged = Expr::col((aggregate_head::Entity, aggregate_head::Column::Version));
    let touch = OnConflict::column(aggregate_head::Column::AggregateId)
        .value(aggregate_head::Column::Version, unchanged)
        .to_owned();
    aggregate_head::Entity::insert_many(rows).on_conflict(touch).exec_without_returning(tx.db()).await.map(drop)
}

/// The cursors of the aggregates, and whether any event is parked at all: nearly always none is, which saves a query.
pub(super) async fn cursors(tx: &Tx, aggregates: &[Uuid]) -> Result<(Cursors, bool), DbErr> {
    let wanted = pad_to_power_of_two(aggregates.to_vec());
    let is_parked = Query::select()
        .expr(Expr::value(1))
        .from(inbox::Entity)
        .and_where(inbox::Column::State.eq(PARKED))
        .limit(1)
        .to_owned();
    let query = Query::select()
        .columns([inbox_cursor::Column::AggregateId, inbox_cursor::Column::LastEventId])
        .columns([inbox_cursor::Column::Producer])
        .columns([inbox_cursor::Column::LastSeq])
        .columns([inbox_cursor::Column::Blocked])
        .expr_as(Expr::exists(is_parked), "is_parked")
        .from(inbox_cursor::Entity)
        .and_where(inbox_cursor::Column::AggregateId.is_in(wanted))
        .to_owned();
    let (mut cursors, mut is_parked) = (Cursors::new(), None);
    for row in tx.query_all(&query).await? {
        let cursor = Cursor {
            last_seq: row.try_get("", "last_seq")?,
            last_event_id: row.try_get("", "last_event_id")?,
            blocked: row.try_get("", "blocked")?,
        };
        cursors.insert((row.try_get("", "aggregate_id")?, row.try_get("", "producer")?), cursor);
        is_parked = Some(row.try_get("", "is_parked")?);
    }
    // Without a cursor there is no row to say so.
    Ok((cursors, is_parked.unwrap_or(true)))
}

/// The parked events of the aggregates.
pub(super) async fn parked_among(tx: &Tx, aggregates: &[Uuid]) -> Result<Vec<inbox::Model>, DbErr> {
    in_order(inbox::Column::AggregateId.is_in(pad_to_power_of_two(aggregates.to_vec()))).all(tx.db()).await
}

/// The parked events of one aggregate.
pub(super) async fn parked_of<C: ConnectionTrait>(db: &C, aggregate: Uuid) -> Result<Vec<inbox::Model>, DbErr> {
    in_order(inbox::Column::AggregateId.eq(aggregate)).all(db).await
}

fn in_order(which: Expr) -> sea_orm::Select<inbox::Entity> {
    inbox::Entity::find()
        .filter(inbox::Column::State.eq(PARKED))
        .filter(which)
        .order_by_asc(inbox::Column::Producer)
        .order_by_asc(inbox::Column::Seq)
}

/// Aggregates with parked events, in their order, from the one behind `after` on.
pub(super) async fn waiting_aggregates<C: ConnectionTrait>(db: &C, after: Uuid, most: u64) -> Result<Vec<Uuid>, DbErr> {
    inbox::Entity::find()
        .select_only()
        .column(inbox::Column::AggregateId)
        .filter(inbox::Column::State.eq(PARKED))
        .filter(inbox::Column::AggregateId.gt(after))
        .distinct()
        .order_by_asc(inbox::Column::AggregateId)
        .limit(most)
        .into_tuple()
        .all(db)
        .await
}

pub(super) fn save_cursors(tx: &Tx, moved: Vec<((Uuid, String), Cursor)>) {
    if moved.is_empty() {
        return;
    }
    let count = u64::try_from(moved.len()).unwrap_or(u64::MAX);
    let rows = moved.into_iter().map(|((aggregate, producer), cursor)| inbox_cursor::ActiveModel {
        aggregate_id: Set(aggregate),
        producer: Set(producer),
        last_seq: Set(cursor.last_seq),
        last_event_id: Set(cursor.last_event_id),
        blocked: Set(cursor.blocked),
    });
    let replace = OnConflict::columns([inbox_cursor::Column::AggregateId, inbox_cursor::Column::Producer])
        .update_columns([
            inbox_cursor::Column::LastSeq,
            inbox_cursor::Column::LastEventId,
            inbox_cursor::Column::Blocked,
        ])
        .to_owned();
    tx.defer(&inbox_cursor::Entity::insert_many(rows).on_conflict(replace).into_query(), count);
}

/// A message as the row it is parked in.
pub(super) fn parked_row(message: &Message, reason: ParkReason, attempts: i32, now: DateTime<Utc>) -> inbox::Model {
    inbox::Model {
        event_id: message.id,
        producer: message.producer().to_owned(),
        aggregate_id: message.aggregate,
        seq: message.seq,
        state: PARKED.to_owned(),
        reason: reason.as_str().to_owned(),
        attempts,
        subject: message.subject.clone(),
        occurred_at: message.at,
        payload: message.payload.to_vec(),
        first_seen: now,
        error: None,
    }
}

/// Parks a message, or counts another attempt at one that is parked.
pub(super) async fn park(tx: &Tx, row: inbox::Model) -> Result<(), DbErr> {
    write(tx, row).await
}

/// Marks a message as dead.
pub(super) async fn mark_dead(tx: &Tx, row: inbox::Model) -> Result<(), DbErr> {
    write(tx, inbox::Model { state: DEAD.to_owned(), ..row }).await
}

async fn write(tx: &Tx, row: inbox::Model) -> Result<(), DbErr> {
    let again = OnConflict::column(inbox::Column::EventId)
        .update_columns([inbox::Column::State, inbox::Column::Reason, inbox::Column::Attempts, inbox::Column::Error])
        // A dead event stays dead, however often the bus delivers it again.
        .action_and_where(Expr::col((inbox::Entity, inbox::Column::State)).eq(PARKED))
        .to_owned();
    let row = row.into_active_model().reset_all();
    inbox::Entity::insert(row).on_conflict(again).exec_without_returning(tx.db()).await.map(drop)
}

pub(super) async fn unpark(tx: &Tx, event: Uuid) -> Result<(), DbErr> {
    inbox::Entity::delete_by_id(event).exec(tx.db()).await.map(drop)
}

pub(super) async fn attempts(tx: &Tx, event: Uuid) -> Result<i32, DbErr> {
    Ok(inbox::Entity::find_by_id(event).one(tx.db()).await?.map_or(0, |row| row.attempts))
}

pub(super) async fn is_parked<C: ConnectionTrait>(db: &C, event: Uuid) -> Result<bool, DbErr> {
    Ok(inbox::Entity::find_by_id(event).one(db).await?.is_some_and(|row| row.state == PARKED))
}

pub(super) async fn is_dead(tx: &Tx, event: Uuid) -> Result<bool, DbErr> {
    Ok(inbox::Entity::find_by_id(event).one(tx.db()).await?.is_some_and(|row| row.state == DEAD))
}

/// Whether the cursor has passed the message.
pub(super) async fn is_settled(tx: &Tx, message: &Message) -> Result<bool, DbErr> {
    let cursor = cursor(tx, message).await?;
    Ok(message.seq <= cursor.last_seq)
}

async fn cursor(tx: &Tx, message: &Message) -> Result<Cursor, DbErr> {
    let key = (message.aggregate, message.producer().to_owned());
    let (cursors, _) = cursors(tx, &[message.aggregate]).await?;
    Ok(cursors.get(&key).copied().unwrap_or_default())
}

/// Blocks the aggregate: no later event passes a dead one.
pub(super) async fn block(tx: &Tx, message: &Message) -> Result<(), DbErr> {
    let key = (message.aggregate, message.producer().to_owned());
    let cursor = Cursor { blocked: true, ..cursor(tx, message).await? };
    save_cursors(tx, vec![(key, cursor)]);
    Ok(())
}

/// How many events are parked and how many dead.
pub(crate) async fn waiting<C: ConnectionTrait>(db: &C) -> Result<(u64, u64), DbErr> {
    let count = Query::select()
        .column(inbox::Column::State)
        .expr_as(Expr::col(inbox::Column::EventId).count(), "events")
        .from(inbox::Entity)
        .group_by_col(inbox::Column::State)
        .to_owned();
    let mut waiting = (0, 0);
    for row in db.query_all(&count).await? {
        let count: i64 = row.try_get("", "events")?;
        match row.try_get::<String>("", "state")?.as_str() {
            PARKED => waiting.0 = count.unsigned_abs(),
            _ => waiting.1 = count.unsigned_abs(),
        }
    }
    Ok(waiting)
}

/// A parked row as the message it was.
pub(super) fn message(row: inbox::Model) -> Message {
    Message {
        id: row.event_id,
        subject: row.subject,
        aggregate: row.aggregate_id,
        seq: row.seq,
        at: row.occurred_at,
        traceparent: None,
        payload: row.payload.into(),
    }
}
