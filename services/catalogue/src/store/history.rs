//! What happened to each entry.

use chrono::{DateTime, Utc};
use motcua_kit::auth::Actor;
use motcua_kit::{Tx, history};
use motcua_messaging::Head;
use sea_orm::DbErr;
use serde::Serialize;

/// Records an event of the entry that `head` belongs to. The caller advances the head.
///
/// # Errors
/// When it cannot be written as JSON.
pub fn record<E: Serialize>(
    tx: &Tx,
    head: Head,
    name: &str,
    event: &E,
    actor: &Actor,
    at: DateTime<Utc>,
) -> Result<(), DbErr> {
    let entry = history::Entry {
        aggregate: head.aggregate,
        version: head.version + 1,
        object: head.aggregate,
        name,
        event,
        actor,
        on_behalf_of: None,
        status: None,
        reason: None,
        at,
    };
    history::record(tx, entry)
}
