//! CloudEvents 1.0 attributes as NATS headers, binary mode.

use async_nats::header::{NATS_EXPECTED_STREAM, NATS_MESSAGE_ID};
use async_nats::{HeaderMap, jetstream};
use chrono::{DateTime, SecondsFormat, Utc};

use crate::message::Message;

/// The headers of an event.
pub fn of(message: &Message, stream: &str) -> HeaderMap {
    let mut headers = HeaderMap::new();
    let id = message.id.to_string();
    headers.insert(NATS_MESSAGE_ID, id.as_str());
    if message.subject.starts_with("motcua.v1.") {
        headers.insert(NATS_EXPECTED_STREAM, stream);
    }
    headers.insert("ce-specversion", "1.0");
    headers.insert("ce-id", id);
    headers.insert("ce-source", format!("/motcua/{}", message.producer()));
    headers.insert("ce-type", message.subject.as_str());
    headers.insert("ce-time", message.at.to_rfc3339_opts(SecondsFormat::Micros, true));
    headers.insert("ce-subject", message.aggregate.to_string());
    // Zero-padded, because the extension asks for lexicographic order.
    headers.insert("ce-sequence", format!("{:010}", message.seq));
    headers.insert("ce-datacontenttype", "application/protobuf");
    if let Some(traceparent) = &message.traceparent {
        headers.insert("ce-traceparent", traceparent.as_str());
    }
    headers
}

/// Reads an event from what was received.
///
/// # Errors
/// The attribute that is missing or does not parse.
pub fn read(received: &jetstream::Message) -> Result<Message, &'static str> {
    let headers = received.headers.as_ref().ok_or("headers")?;
    let text = |name: &'static str| headers.get(name).map(|value| value.as_str()).ok_or(name);
    let at = DateTime::parse_from_rfc3339(text("ce-time")?).map_err(|_| "ce-time")?;
    Ok(Message {
        id: text("ce-id")?.parse().map_err(|_| "ce-id")?,
        subject: received.subject.to_string(),
        aggregate: text("ce-subject")?.parse().map_err(|_| "ce-subject")?,
        seq: text("ce-sequence")?.parse().map_err(|_| "ce-sequence")?,
        at: at.with_timezone(&Utc),
        traceparent: text("ce-traceparent").ok().map(str::to_owned),
        payload: received.payload.clone(),
    })
}
