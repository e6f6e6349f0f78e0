//! The history: what happened to each aggregate, in order, with who did it, when and why. It is the audit trail too:
//! one row serves both, so that they cannot differ. It never holds a value of a personal field.

mod view;

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, DbErr, QueryOrder, QueryTrait};
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, integer_null, string_len, text, text_null, timestamp_with_time_zone, uuid, uuid_null,
};
use serde::Serialize;

use crate::auth::Actor;
use crate::db::Tx;

/// One entry; written in the transaction of the change it records.
#[derive(Debug, Clone)]
pub struct Entry<'a, E> {
    /// The aggregate that changed.
    pub aggregate: Uuid,
    /// Its version from this change on; 1 for the first.
    pub version: i64,
    /// The part of it that changed, or the aggregate itself.
    pub object: Uuid,
    /// The name of the event.
    pub name: &'a str,
    /// What happened, as the service's private event.
    pub event: &'a E,
    /// Account or service that acted.
    pub actor: &'a Actor,
    /// The account it acted for, where that is another.
    pub on_behalf_of: Option<Uuid>,
    /// National status of the dossier from this change on, where the service owns one.
    pub status: Option<i32>,
    /// Reason given, where the law asks for one.
    pub reason: Option<&'a str>,
    /// Business time, UTC.
    pub at: DateTime<Utc>,
}

mod row {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "history")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub aggregate_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub version: i64,
        pub object_id: Uuid,
        pub name: String,
        pub event: String,
        pub actor: String,
        pub on_behalf_of: Option<Uuid>,
        pub status: Option<i32>,
        pub reason: Option<String>,
        pub at: DateTimeUtc,
        pub trace_id: Option<String>,
        pub unit: Option<String>,
        pub source: Option<String>,
    }
    impl ActiveModelBehavior for ActiveModel {}
}

/// An entry as it is read.
pub use row::Model as Recorded;
pub use view::{HistoryEntry, entries};

/// Writes an entry. The transaction ends with a conflict when the aggregate has this version already.
///
/// # Errors
/// When the event cannot be written as JSON.
pub fn record<E: Serialize>(tx: &Tx, entry: Entry<'_, E>) -> Result<(), DbErr> {
    let event = serde_json::to_string(entry.event)
        .map_err(|error| DbErr::Custom(format!("an event that cannot be written: {error}")))?;
    let row = row::ActiveModel {
        aggregate_id: Set(entry.aggregate),
        version: Set(entry.version),
        object_id: Set(entry.object),
        name: Set(entry.name.to_owned()),
        event: Set(event),
        actor: Set(entry.actor.name().to_owned()),
        on_behalf_of: Set(entry.on_behalf_of),
        status: Set(entry.status),
        reason: Set(entry.reason.map(str::to_owned)),
        at: Set(entry.at),
        trace_id: Set(crate::telemetry::trace_id()),
        unit: Set(entry.actor.unit.clone()),
        source: Set(entry.actor.source_text()),
    };
    tx.defer(&row::Entity::insert(row).into_query(), 1);
    Ok(())
}

/// The history of an aggregate, oldest entry first.
///
/// # Errors
/// When the database cannot be read.
pub async fn of<C: sea_orm::ConnectionTrait>(db: &C, aggregate: Uuid) -> Result<Vec<Recorded>, DbErr> {
    row::Entity::find().filter(row::Column::AggregateId.eq(aggregate)).order_by_asc(row::Column::Version).all(db).await
}

/// Creates the history table.
pub struct Tables;

impl MigrationName for Tables {
    fn name(&self) -> &str {
        "m20261124_000002_history"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Tables {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("history")
            .col(uuid("aggregate_id"))
            .col(big_integer("version"))
            .col(uuid("object_id"))
            .col(string_len("name", 64))
            .col(text("event"))
            .col(string_len("actor", 64))
            .col(uuid_null("on_behalf_of"))
            .col(integer_null("status"))
            .col(text_null("reason"))
            .col(timestamp_with_time_zone("at"))
            .col(text_null("trace_id"))
            .primary_key(Index::create().col("aggregate_id").col("version"))
            .to_owned();
        schema.create_table(table).await
    }
}
