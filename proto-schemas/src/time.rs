//! Moments in messages: protobuf timestamps to and from UTC, to the microsecond.

use chrono::{DateTime, Utc};
use prost_types::Timestamp;

/// A moment as a message carries it, cut to microseconds because PostgreSQL keeps no more.
pub fn to_message(at: DateTime<Utc>) -> Option<Timestamp> {
    Some(Timestamp { seconds: at.timestamp(), nanos: (at.timestamp_subsec_micros() * 1_000).cast_signed() })
}

/// A moment out of a message; `None` when it is missing or outside the years a clock can show.
pub fn from_message(at: Option<Timestamp>) -> Option<DateTime<Utc>> {
    let at = at?;
    DateTime::from_timestamp(at.seconds, u32::try_from(at.nanos).ok()?)
}
