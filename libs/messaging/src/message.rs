//! An event as the bus carries it: a contract message with its CloudEvents attributes.

use bytes::Bytes;
use chrono::{DateTime, Utc};
use motcua_contracts::producer_of;
use uuid::Uuid;

use crate::tables::outbox;

/// One event as the bus carries it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// `ce-id`.
    pub id: Uuid,
    /// Where it is published; also `ce-type`.
    pub subject: String,
    /// `ce-subject`: what it is about.
    pub aggregate: Uuid,
    /// `ce-sequence`: its number within aggregate and producer, from 1.
    pub seq: i64,
    /// `ce-time`: business time at which the change was decided, UTC.
    pub at: DateTime<Utc>,
    /// `ce-traceparent`.
    pub traceparent: Option<String>,
    /// The encoded contract message.
    pub payload: Bytes,
}

impl Message {
    /// The producer, read from the subject.
    pub fn producer(&self) -> &str {
        producer_of(&self.subject).unwrap_or_default()
    }
}

impl From<outbox::Model> for Message {
    fn from(row: outbox::Model) -> Self {
        Self {
            id: row.event_id,
            subject: row.subject,
            aggregate: row.aggregate_id,
            seq: row.seq,
            at: row.occurred_at,
            traceparent: row.traceparent,
            payload: row.payload.into(),
        }
    }
}
