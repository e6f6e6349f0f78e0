//! Outbox: events saved in the transaction of their decision, numbered per aggregate and producer without gaps.

use bytes::Bytes;
use chrono::{DateTime, Utc};
use motcua_contracts::Event;
use motcua_kit::{Problem, Slug, Tx};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait, IntoColumnRef, LockType, Query};
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbBackend, FromQueryResult, QueryResult, QuerySelect, QueryTrait};
use uuid::Uuid;

use crate::tables::{aggregate_head, outbox};

/// An event to be saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutboxEvent {
    subject: &'static str,
    payload: Bytes,
}

impl OutboxEvent {
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

/// The version of an aggregate, and the number of its last event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AggregateVersion {
    /// Id of the aggregate.
    pub aggregate: Uuid,
    /// How often it changed; 0 for one that does not exist yet.
    pub version: i64,
    last_seq: i64,
    stored: bool,
}

/// An aggregate as it was loaded, with the version that a change to it has to follow.
#[derive(Debug, Clone)]
pub struct Loaded<T> {
    /// The aggregate.
    pub value: T,
    /// Its version.
    pub version: AggregateVersion,
}

impl AggregateVersion {
    /// Reads the version. A transaction that holds locks locks it until its end, where the engine has row locks.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn load(tx: &Tx, aggregate: Uuid) -> Result<Self, DbErr> {
        let mut query = aggregate_head::Entity::find_by_id(aggregate);
        if tx.get_database_backend() == DbBackend::Postgres && tx.holds_locks().await {
            query = query.lock(LockType::Update);
        }
        let row = query.one(tx.db()).await?;
        Ok(match row {
            Some(row) => Self { aggregate, version: row.version, last_seq: row.last_seq, stored: true },
            None => Self::new(aggregate),
        })
    }

    /// The version of an aggregate that is created under a new id.
    pub fn new(aggregate: Uuid) -> Self {
        Self { aggregate, version: 0, last_seq: 0, stored: false }
    }

    /// Reads the version as `load` does, and `rows` as the lock leaves them.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn load_with<E, M>(tx: &Tx, aggregate: Uuid, rows: Select<E>) -> Result<(Self, Vec<M>), DbErr>
    where
        E: EntityTrait,
        M: FromQueryResult + Send + Sync,
    {
        // PostgreSQL: in a statement of its own, because one that waited for a lock still reads other rows from its old
        // snapshot.
        if tx.get_database_backend() == DbBackend::Postgres && tx.holds_locks().await {
            let version = Self::load(tx, aggregate).await?;
            return Ok((version, rows.into_model().all(tx.db()).await?));
        }
        let of_head = |column| {
            let query = aggregate_head::Entity::find_by_id(aggregate).select_only().column(column).into_query();
            Expr::SubQuery(None, Box::new(query.into()))
        };
        let rows = rows
            .expr_as(of_head(aggregate_head::Column::Version), VERSION)
            .expr_as(of_head(aggregate_head::Column::LastSeq), LAST_SEQ);
        let rows = rows.into_query();
        let read = || WithVersion::<M>::find_by_statement(tx.get_database_backend().build(&rows)).all(tx.db());
        let (mut found, mut version) = (read().await?, Self::new(aggregate));
        if found.is_empty() {
            // The version before the rows: another command may have created both since.
            version = Self::load(tx, aggregate).await?;
            found = if version.stored { read().await? } else { Vec::new() };
        }
        if let Some(WithVersion { version: Some(stored), last_seq: Some(last_seq), .. }) = found.first() {
            version = Self { aggregate, version: *stored, last_seq: *last_seq, stored: true };
        }
        Ok((version, found.into_iter().map(|found| found.row).collect()))
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

    /// Defers the next version and the events behind it: `at` is their business time, `wall` the time their retention
    /// starts. The commit fails with a conflict when another transaction wrote that version first.
    ///
    /// # Errors
    /// `payload-too-large` for an event that no broker takes.
    pub fn advance(
        self,
        tx: &Tx,
        events: Vec<OutboxEvent>,
        at: DateTime<Utc>,
        wall: DateTime<Utc>,
    ) -> Result<Self, Problem> {
        if let Some(event) = events.iter().find(|event| event.payload.len() > OutboxEvent::MOST_BYTES) {
            tracing::warn!(subject = event.subject, bytes = event.payload.len(), "event too large");
            return Err(Problem::new(Slug::PayloadTooLarge));
        }
        let count = i64::try_from(events.len()).unwrap_or(i64::MAX);
        let next = Self { version: self.version + 1, last_seq: self.last_seq + count, stored: true, ..self };
        next.save(tx, self);
        if count > 0 {
            let rows = (self.last_seq + 1..).zip(events).map(|(seq, event)| self.row(seq, event, at, wall));
            tx.defer(&outbox::Entity::insert_many(rows).into_query(), count.unsigned_abs());
            tx.wake_relay();
        }
        Ok(next)
    }

    fn save(self, tx: &Tx, before: Self) {
        if !before.stored {
            let row = aggregate_head::ActiveModel {
                aggregate_id: Set(self.aggregate),
                last_seq: Set(self.last_seq),
                version: Set(self.version),
            };
            return tx.defer(&aggregate_head::Entity::insert(row).into_query(), 1);
        }
        let update = Query::update()
            .table(aggregate_head::Entity)
            .value(aggregate_head::Column::LastSeq, self.last_seq)
            .value(aggregate_head::Column::Version, self.version)
            .and_where(aggregate_head::Column::AggregateId.eq(self.aggregate))
            .and_where(aggregate_head::Column::Version.eq(before.version))
            .to_owned();
        tx.defer(&update, 1);
    }

    fn row(self, seq: i64, event: OutboxEvent, at: DateTime<Utc>, wall: DateTime<Utc>) -> outbox::ActiveModel {
        outbox::ActiveModel {
            event_id: Set(Uuid::now_v7()),
            aggregate_id: Set(self.aggregate),
            seq: Set(seq),
            subject: Set(event.subject.to_owned()),
            traceparent: Set(motcua_kit::telemetry::traceparent()),
            payload: Set(event.payload.to_vec()),
            occurred_at: Set(at),
            created_at: Set(wall),
            published_at: Set(None),
        }
    }
}

const VERSION: &str = "aggregate_version";
const LAST_SEQ: &str = "aggregate_last_seq";

/// A row with the version of its aggregate, read in one statement.
struct WithVersion<M> {
    row: M,
    version: Option<i64>,
    last_seq: Option<i64>,
}

impl<M: FromQueryResult> FromQueryResult for WithVersion<M> {
    fn from_query_result(answer: &QueryResult, prefix: &str) -> Result<Self, DbErr> {
        Ok(Self {
            row: M::from_query_result(answer, prefix)?,
            version: answer.try_get(prefix, VERSION)?,
            last_seq: answer.try_get(prefix, LAST_SEQ)?,
        })
    }
}

/// Defers a dead letter: an event that cannot be applied, under an aggregate id of its own, so that it takes no number
/// of a dossier's.
pub fn dead_letter(tx: &Tx, subject: String, payload: Bytes, at: DateTime<Utc>, wall: DateTime<Utc>) {
    let row = outbox::ActiveModel {
        event_id: Set(Uuid::now_v7()),
        // Of its own for each time: an event that is replayed by hand may fail again.
        aggregate_id: Set(Uuid::now_v7()),
        seq: Set(1),
        subject: Set(subject),
        traceparent: Set(None),
        payload: Set(payload.to_vec()),
        occurred_at: Set(at),
        created_at: Set(wall),
        published_at: Set(None),
    };
    tx.defer(&outbox::Entity::insert(row).into_query(), 1);
    tx.wake_relay();
}
