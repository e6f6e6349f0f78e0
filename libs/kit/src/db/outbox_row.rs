//! An event row as it was written in a transaction, carried out of it so that it can be published at once.

use bytes::Bytes;
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// One row of the outbox table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutboxRow {
    /// Id of the event.
    pub event_id: Uuid,
    /// What the event is about; events of one aggregate keep their order.
    pub aggregate_id: Uuid,
    /// Number of the event within its aggregate and producer, from 1 without gaps.
    pub seq: i64,
    /// Where it is published.
    pub subject: String,
    /// The encoded contract message.
    pub payload: Bytes,
    /// Business time at which the change was decided, UTC.
    pub occurred_at: DateTime<Utc>,
    /// W3C trace context of the request that caused it.
    pub traceparent: Option<String>,
}
