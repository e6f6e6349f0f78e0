//! The history of each entry.

use motcua_kit::history;
use motcua_messaging::AggregateVersion;
use sea_orm::DbErr;
use serde::Serialize;

use crate::context::Context;

/// Records an event behind the version that the entry was loaded with.
pub(super) fn record<E: Serialize>(
    context: &Context,
    before: AggregateVersion,
    name: &str,
    event: &E,
) -> Result<(), DbErr> {
    let entry = history::Entry {
        aggregate: before.aggregate,
        version: before.version + 1,
        object: before.aggregate,
        name,
        event,
        actor: &context.actor,
        on_behalf_of: None,
        status: None,
        reason: None,
        at: context.at,
    };
    history::record(&context.tx, entry)
}
