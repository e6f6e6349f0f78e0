//! The audit trail: who did what to which object, when and why. Never a value of a personal field.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, DbErr};
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{string_len, string_null, timestamp_with_time_zone, uuid};

use crate::db::Tx;

/// One entry; written in the transaction of the change it records.
#[derive(Debug, Clone)]
pub struct Entry<'a> {
    /// Account or service that acted.
    pub actor: &'a str,
    /// What was done, by its event name.
    pub action: &'a str,
    /// The object it was done to.
    pub object: Uuid,
    /// Reason given, where the law asks for one.
    pub reason: Option<&'a str>,
    /// Business time, UTC.
    pub at: DateTime<Utc>,
}

mod row {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "audit")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub object_id: Uuid,
        pub actor: String,
        pub action: String,
        pub reason: Option<String>,
        pub at: DateTimeUtc,
        pub trace_id: Option<String>,
    }
    impl ActiveModelBehavior for ActiveModel {}
}

/// Writes an entry.
///
/// # Errors
/// When the statement fails.
pub async fn record(tx: &Tx, entry: Entry<'_>) -> Result<(), DbErr> {
    let row = row::ActiveModel {
        id: Set(Uuid::now_v7()),
        object_id: Set(entry.object),
        actor: Set(entry.actor.to_owned()),
        action: Set(entry.action.to_owned()),
        reason: Set(entry.reason.map(str::to_owned)),
        at: Set(entry.at),
        trace_id: Set(crate::telemetry::trace_id()),
    };
    row::Entity::insert(row).exec_without_returning(tx.db()).await.map(drop)
}

/// Creates the audit table.
pub struct Tables;

impl MigrationName for Tables {
    fn name(&self) -> &str {
        "m20261124_000002_audit"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Tables {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("audit")
            .col(uuid("id").primary_key())
            .col(uuid("object_id"))
            .col(string_len("actor", 64))
            .col(string_len("action", 64))
            .col(string_null("reason"))
            .col(timestamp_with_time_zone("at"))
            .col(string_null("trace_id"))
            .to_owned();
        schema.create_table(table).await
    }
}
