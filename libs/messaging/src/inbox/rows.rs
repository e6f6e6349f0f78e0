//! The statements on cursors and parked rows.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use motcua_kit::Tx;
use motcua_kit::db::pad_to_power_of_two;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict, Query};
use sea_orm::{ActiveValue::Set, ConnectionTrait, IntoActiveModel, QueryOrder, QuerySelect, QueryTrait};
use uuid::Uuid;

use crate::message::Message;
use crate::sequence::Cursor;
use crate::tables::{inbox, inbox_cursor};

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
    /// A newer producer published it, and this release does not know its type or a value.
    Unknown,
    /// It failed and is tried again.
    Retry,
    /// It failed too often, or permanently.
    Poison,
    /// Another event has its number.
    Conflict,
}

impl ParkReason {
    /// The name in the table.
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

/// The cursors of an aggregate by producer.
pub(super) type AggregateCursors = HashMap<String, Cursor>;

/// The cursors of several aggregates.
pub(super) type Cursors = HashMap<Uuid, AggregateCursors>;

/// The cursors of the aggregates.
pub(super) async fn cursors<C: ConnectionTrait>(db: &C, aggregates: &[Uuid]) -> Result<Cursors, DbErr> {
    let wanted = pad_to_power_of_two(aggregates.to_vec());
    let rows = inbox_cursor::Entity::find().filter(inbox_cursor::Column::AggregateId.is_in(wanted)).all(db).await?;
    let mut cursors = Cursors::new();
    for row in rows {
        let cursor = Cursor { last_seq: row.last_seq, last_event_id: row.last_event_id, blocked: row.blocked };
        cursors.entry(row.aggregate_id).or_default().insert(row.producer, cursor);
    }
    Ok(cursors)
}

/// The parked events of the aggregates, in the order in which they are tried.
pub(super) async fn parked_among<C: ConnectionTrait>(db: &C, aggregates: &[Uuid]) -> Result<Vec<Parked>, DbErr> {
    inbox::Entity::find()
        .filter(inbox::Column::State.eq(PARKED))
        .filter(inbox::Column::AggregateId.is_in(pad_to_power_of_two(aggregates.to_vec())))
        .order_by_asc(inbox::Column::Producer)
        .order_by_asc(inbox::Column::Seq)
        .all(db)
        .await
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

/// Moves the cursor of a message's aggregate and producer; a conflict when another replica moved it first.
pub(super) fn move_cursor(tx: &Tx, message: &Message, before: Option<Cursor>, after: Cursor) {
    let (aggregate, producer) = (message.aggregate, message.producer());
    let row = inbox_cursor::ActiveModel {
        aggregate_id: Set(aggregate),
        producer: Set(producer.to_owned()),
        last_seq: Set(after.last_seq),
        last_event_id: Set(after.last_event_id),
        blocked: Set(after.blocked),
    };
    let Some(before) = before else {
        return tx.defer(&inbox_cursor::Entity::insert(row).into_query(), 1);
    };
    let update = Query::update()
        .table(inbox_cursor::Entity)
        .value(inbox_cursor::Column::LastSeq, after.last_seq)
        .value(inbox_cursor::Column::LastEventId, after.last_event_id)
        .value(inbox_cursor::Column::Blocked, after.blocked)
        .and_where(inbox_cursor::Column::AggregateId.eq(aggregate))
        .and_where(inbox_cursor::Column::Producer.eq(producer))
        .and_where(inbox_cursor::Column::LastSeq.eq(before.last_seq))
        .and_where(inbox_cursor::Column::Blocked.eq(before.blocked))
        .to_owned();
    tx.defer(&update, 1);
}

/// A message as the row it is parked in.
pub(super) fn parked_row(message: &Message, reason: ParkReason, attempts: i32, now: DateTime<Utc>) -> Parked {
    Parked {
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

/// Marks a message as dead.
pub(super) fn mark_dead(tx: &Tx, row: Parked) {
    park(tx, Parked { state: DEAD.to_owned(), ..row });
}

/// Parks a message, or counts another attempt at one that is parked.
pub(super) fn park(tx: &Tx, row: Parked) {
    let again = OnConflict::column(inbox::Column::EventId)
        .update_columns([inbox::Column::State, inbox::Column::Reason, inbox::Column::Attempts, inbox::Column::Error])
        // A dead event stays dead, however often the bus delivers it again.
        .action_and_where(Expr::col((inbox::Entity, inbox::Column::State)).eq(PARKED))
        .to_owned();
    let row = row.into_active_model().reset_all();
    tx.defer_any(&inbox::Entity::insert(row).on_conflict(again).into_query());
}

/// Removes the row of an event that no longer waits.
pub(super) fn unpark(tx: &Tx, event: Uuid) {
    tx.defer_any(&inbox::Entity::delete_by_id(event).into_query());
}

/// Whether the event is dead.
pub(super) async fn is_dead(tx: &Tx, event: Uuid) -> Result<bool, DbErr> {
    Ok(inbox::Entity::find_by_id(event).one(tx.db()).await?.is_some_and(|row| row.state == DEAD))
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
pub(super) fn message(row: Parked) -> Message {
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
