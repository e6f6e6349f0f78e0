//! Events saved in the command's transaction, numbered per aggregate without gaps.

use bytes::Bytes;
use chrono::{DateTime, Utc};
use motcua_contracts::Event;
use motcua_kit::db::OutboxRow;
use motcua_kit::{Problem, Slug, Tx};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait, IntoColumnRef, LockType, Query};
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbBackend, FromQueryResult, QueryResult, QuerySelect, QueryTrait};
use uuid::Uuid;

use crate::tables::{aggregate_head, outbox};

/// An event to be saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outgoing {
    subject: &'static str,
    payload: Bytes,
}

impl Outgoing {
    /// The largest event in bytes: with its attributes it fits the broker's 64 KiB. Counted here, so that what one
    /// bus takes every bus takes.
    pub const MOST_BYTES: usize = 60 * 1024;

    /// The event with its subject.
    pub fn of<M: Event>(message: &M) -> Self {
        Self { subject: M::SUBJECT, payload: message.encode_to_vec().into() }
    }

    /// Where it will be published.
    pub fn subject(&self) -> &'static str {
        self.subject
    }
}

/// Where an aggregate stands: its version, and the number of its last event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// What it belongs to.
    pub aggregate: Uuid,
    /// How often it changed; 0 for one that does not exist yet.
    pub version: i64,
    last_seq: i64,
    stored: bool,
}

impl Head {
    /// Reads the head and, where the engine has row locks, locks it until the end of the transaction.
    ///
    /// # Errors
    /// When the statement fails.
    pub async fn load(tx: &Tx, aggregate: Uuid) -> Result<Self, DbErr> {
        let mut query = aggregate_head::Entity::find_by_id(aggregate);
        if tx.db().get_database_backend() == DbBackend::Postgres {
            query = query.lock(LockType::Update);
        }
        let row = query.one(tx.db()).await?;
        Ok(match row {
            Some(row) => Self { aggregate, version: row.version, last_seq: row.last_seq, stored: true },
            None => Self::new(aggregate),
        })
    }

    /// The head of an aggregate that is about to come into being under an id that nobody had before.
    pub fn new(aggregate: Uuid) -> Self {
        Self { aggregate, version: 0, last_seq: 0, stored: false }
    }

    /// Reads and locks the head as `load` does, and what `rows` asks for as the lock leaves it.
    ///
    /// # Errors
    /// When a statement fails.
    pub async fn load_with<E, M>(tx: &Tx, aggregate: Uuid, rows: Select<E>) -> Result<(Self, Vec<M>), DbErr>
    where
        E: EntityTrait,
        M: FromQueryResult + Send + Sync,
    {
        // PostgreSQL: in a statement of its own, because one that waited for a lock still sees other rows as they were.
        if tx.db().get_database_backend() == DbBackend::Postgres {
            let head = Self::load(tx, aggregate).await?;
            return Ok((head, rows.into_model().all(tx.db()).await?));
        }
        let of_head = |column| {
            let query = aggregate_head::Entity::find_by_id(aggregate).select_only().column(column).into_query();
            Expr::SubQuery(None, Box::new(query.into()))
        };
        let rows = rows
            .expr_as(of_head(aggregate_head::Column::Version), VERSION)
            .expr_as(of_head(aggregate_head::Column::LastSeq), LAST_SEQ);
        let rows: Vec<Headed<M>> = rows.into_model().all(tx.db()).await?;
        let head = match rows.first() {
            Some(Headed { version: Some(version), last_seq: Some(last_seq), .. }) => {
                Self { aggregate, version: *version, last_seq: *last_seq, stored: true }
            }
            Some(_) => Self::new(aggregate),
            None => Self::load(tx, aggregate).await?,
        };
        Ok((head, rows.into_iter().map(|headed| headed.row).collect()))
    }

    /// The version of the aggregate that a row names in `column`, as an expression: what is shown and its version
    /// are then read in one statement.
    pub fn version_of(column: impl IntoColumnRef) -> Expr {
        let version = Query::select()
            .expr(Expr::col((aggregate_head::Entity, aggregate_head::Column::Version)))
            .from(aggregate_head::Entity)
            .and_where(Expr::col((aggregate_head::Entity, aggregate_head::Column::AggregateId)).eq(Expr::col(column)))
            .to_owned();
        Expr::SubQuery(None, Box::new(version.into()))
    }

    /// Moves the head one version on and saves the events behind it: `at` is their business time,
    /// `wall` the time they are kept from. The transaction ends with a conflict when somebody else moved the head
    /// meanwhile.
    ///
    /// # Errors
    /// `payload-too-large` for an event that no broker would take.
    pub fn advance(
        self,
        tx: &Tx,
        events: Vec<Outgoing>,
        at: DateTime<Utc>,
        wall: DateTime<Utc>,
    ) -> Result<Self, Problem> {
        if let Some(event) = events.iter().find(|event| event.payload.len() > Outgoing::MOST_BYTES) {
            tracing::warn!(subject = event.subject, bytes = event.payload.len(), "event too large");
            return Err(Problem::new(Slug::PayloadTooLarge));
        }
        let count = i64::try_from(events.len()).unwrap_or(i64::MAX);
        let next = Self { version: self.version + 1, last_seq: self.last_seq + count, stored: true, ..self };
        next.save(tx, self);
        let rows: Vec<OutboxRow> =
            (self.last_seq + 1..).zip(events).map(|(seq, event)| self.row(seq, event, at)).collect();
        if !rows.is_empty() {
            let models = rows.iter().map(|row| model(row, wall));
            tx.later(&outbox::Entity::insert_many(models).into_query(), count.unsigned_abs());
        }
        rows.into_iter().for_each(|row| tx.publish_later(row));
        Ok(next)
    }

    fn save(self, tx: &Tx, before: Self) {
        if !before.stored {
            let row = aggregate_head::ActiveModel {
                aggregate_id: Set(self.aggregate),
                last_seq: Set(self.last_seq),
                version: Set(self.version),
            };
            return tx.later(&aggregate_head::Entity::insert(row).into_query(), 1);
        }
        let update = Query::update()
            .table(aggregate_head::Entity)
            .value(aggregate_head::Column::LastSeq, self.last_seq)
            .value(aggregate_head::Column::Version, self.version)
            .and_where(aggregate_head::Column::AggregateId.eq(self.aggregate))
            .and_where(aggregate_head::Column::Version.eq(before.version))
            .to_owned();
        tx.later(&update, 1);
    }

    fn row(self, seq: i64, event: Outgoing, at: DateTime<Utc>) -> OutboxRow {
        OutboxRow {
            event_id: Uuid::now_v7(),
            aggregate_id: self.aggregate,
            seq,
            subject: event.subject.to_owned(),
            payload: event.payload,
            occurred_at: at,
            traceparent: motcua_kit::telemetry::traceparent(),
        }
    }
}

const VERSION: &str = "head_version";
const LAST_SEQ: &str = "head_last_seq";

/// A row with the head that was read beside it.
struct Headed<M> {
    row: M,
    version: Option<i64>,
    last_seq: Option<i64>,
}

impl<M: FromQueryResult> FromQueryResult for Headed<M> {
    fn from_query_result(answer: &QueryResult, prefix: &str) -> Result<Self, DbErr> {
        Ok(Self {
            row: M::from_query_result(answer, prefix)?,
            version: answer.try_get(prefix, VERSION)?,
            last_seq: answer.try_get(prefix, LAST_SEQ)?,
        })
    }
}

/// Saves a letter about an event that was given up, under an aggregate of its own: it takes no number of a dossier's.
pub fn dead_letter(tx: &Tx, event: Uuid, subject: String, payload: Bytes, at: DateTime<Utc>, wall: DateTime<Utc>) {
    let row = OutboxRow {
        event_id: Uuid::now_v7(),
        aggregate_id: event,
        seq: 1,
        subject,
        payload,
        occurred_at: at,
        traceparent: None,
    };
    tx.later(&outbox::Entity::insert(model(&row, wall)).into_query(), 1);
    tx.publish_later(row);
}

fn model(row: &OutboxRow, wall: DateTime<Utc>) -> outbox::ActiveModel {
    outbox::ActiveModel {
        event_id: Set(row.event_id),
        aggregate_id: Set(row.aggregate_id),
        seq: Set(row.seq),
        subject: Set(row.subject.clone()),
        traceparent: Set(row.traceparent.clone()),
        payload: Set(row.payload.to_vec()),
        occurred_at: Set(row.occurred_at),
        created_at: Set(wall),
        published_at: Set(None),
        attempts: Set(0),
        next_attempt_at: Set(wall),
        last_error: Set(None),
    }
}

/// A stored row as it is published.
pub fn stored(row: outbox::Model) -> OutboxRow {
    OutboxRow {
        event_id: row.event_id,
        aggregate_id: row.aggregate_id,
        seq: row.seq,
        subject: row.subject,
        payload: row.payload.into(),
        occurred_at: row.occurred_at,
        traceparent: row.traceparent,
    }
}
