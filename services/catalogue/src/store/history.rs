//! What happened to each entry: history and audit trail.

use chrono::{DateTime, Utc};
use motcua_kit::auth::Actor;
use motcua_kit::{Tx, audit};
use motcua_messaging::Head;
use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, DbErr};
use serde::Serialize;

use super::entities::history;

/// Records an event of the entry that `head` belongs to. The caller advances the head.
///
/// # Errors
/// When a statement fails.
pub async fn record<E: Serialize>(
    tx: &Tx,
    head: Head,
    name: &str,
    event: &E,
    actor: &Actor,
    at: DateTime<Utc>,
) -> Result<(), DbErr> {
    let entry = history::ActiveModel {
        aggregate_id: Set(head.aggregate),
        version: Set(head.version + 1),
        event: Set(super::write(event)?),
        actor: Set(actor.name().to_owned()),
        at: Set(at),
    };
    history::Entity::insert(entry).exec_without_returning(tx.db()).await?;
    let entry = audit::Entry { actor: actor.name(), action: name, object: head.aggregate, reason: None, at };
    audit::record(tx, entry).await
}
