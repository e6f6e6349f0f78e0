//! The tables of outbox and inbox, and their migrations.

use async_trait::async_trait;
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, binary, boolean, integer, string_len, text_null, timestamp_with_time_zone,
    timestamp_with_time_zone_null, uuid, uuid_null,
};

pub mod aggregate_head {
    //! Counter and version of each aggregate.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "aggregate_head")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub aggregate_id: Uuid,
        pub last_seq: i64,
        pub version: i64,
    }
    impl ActiveModelBehavior for ActiveModel {}
}

pub mod outbox {
    //! Events, saved with the change that they report.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "outbox")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub event_id: Uuid,
        pub aggregate_id: Uuid,
        pub seq: i64,
        pub subject: String,
        pub traceparent: Option<String>,
        pub payload: Vec<u8>,
        pub occurred_at: DateTimeUtc,
        pub created_at: DateTimeUtc,
        pub published_at: Option<DateTimeUtc>,
    }
    impl ActiveModelBehavior for ActiveModel {}
}

pub mod inbox_cursor {
    //! The last event applied of each producer and aggregate: the de-duplication.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "inbox_cursor")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub aggregate_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub producer: String,
        pub last_seq: i64,
        pub last_event_id: Option<Uuid>,
        pub blocked: bool,
    }
    impl ActiveModelBehavior for ActiveModel {}
}

pub mod inbox {
    //! Events that are parked or dead; applied events leave no row.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "inbox")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub event_id: Uuid,
        pub producer: String,
        pub aggregate_id: Uuid,
        pub seq: i64,
        pub state: String,
        pub reason: String,
        pub attempts: i32,
        pub subject: String,
        pub occurred_at: DateTimeUtc,
        pub payload: Vec<u8>,
        pub first_seen: DateTimeUtc,
        pub error: Option<String>,
    }
    impl ActiveModelBehavior for ActiveModel {}
}

/// The tables of outbox and inbox.
pub fn migrations() -> Vec<Box<dyn MigrationTrait>> {
    vec![
        Box::new(OutboxTables),
        Box::new(InboxTables),
        Box::new(OutboxWithoutAttempts),
        Box::new(Subscriptions),
        Box::new(RenamedSubjects),
    ]
}

struct OutboxTables;

impl MigrationName for OutboxTables {
    fn name(&self) -> &str {
        "m20261124_000011_outbox"
    }
}

#[async_trait]
impl MigrationTrait for OutboxTables {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let head = Table::create()
            .table("aggregate_head")
            .col(uuid("aggregate_id").primary_key())
            .col(big_integer("last_seq"))
            .col(big_integer("version"))
            .to_owned();
        schema.create_table(head).await?;
        let outbox = Table::create()
            .table("outbox")
            .col(uuid("event_id").primary_key())
            .col(uuid("aggregate_id"))
            .col(big_integer("seq"))
            .col(string_len("subject", 128))
            .col(text_null("traceparent"))
            .col(binary("payload"))
            .col(timestamp_with_time_zone("occurred_at"))
            .col(timestamp_with_time_zone("created_at"))
            .col(timestamp_with_time_zone_null("published_at"))
            .col(integer("attempts"))
            .col(timestamp_with_time_zone("next_attempt_at"))
            .col(text_null("last_error"))
            .to_owned();
        schema.create_table(outbox).await?;
        let order =
            Index::create().name("outbox_order").table("outbox").col("aggregate_id").col("seq").unique().to_owned();
        schema.create_index(order).await?;
        let todo = Index::create()
            .name("outbox_todo")
            .table("outbox")
            .col("next_attempt_at")
            .and_where(Expr::col("published_at").is_null())
            .to_owned();
        schema.create_index(todo).await?;
        let lease = Table::create()
            .table("relay_lease")
            .col(integer("shard").primary_key())
            .col(uuid("owner"))
            .col(timestamp_with_time_zone("expires_at"))
            .to_owned();
        schema.create_table(lease).await
    }
}

struct InboxTables;

impl MigrationName for InboxTables {
    fn name(&self) -> &str {
        "m20261124_000012_inbox"
    }
}

#[async_trait]
impl MigrationTrait for InboxTables {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let cursor = Table::create()
            .table("inbox_cursor")
            .col(uuid("aggregate_id"))
            .col(string_len("producer", 32))
            .col(big_integer("last_seq"))
            .col(uuid_null("last_event_id"))
            .col(boolean("blocked"))
            .primary_key(Index::create().col("aggregate_id").col("producer"))
            .to_owned();
        schema.create_table(cursor).await?;
        let inbox = Table::create()
            .table("inbox")
            .col(uuid("event_id").primary_key())
            .col(string_len("producer", 32))
            .col(uuid("aggregate_id"))
            .col(big_integer("seq"))
            .col(string_len("state", 16))
            .col(string_len("reason", 16))
            .col(integer("attempts"))
            .col(string_len("subject", 128))
            .col(timestamp_with_time_zone("occurred_at"))
            .col(binary("payload"))
            .col(timestamp_with_time_zone("first_seen"))
            .to_owned();
        schema.create_table(inbox).await?;
        let parked = Index::create()
            .name("inbox_parked")
            .table("inbox")
            .col("aggregate_id")
            .col("producer")
            .col("seq")
            .unique()
            .and_where(Expr::col("state").eq("parked"))
            .to_owned();
        schema.create_index(parked).await
    }
}

/// Unpublished rows are read in the order of their ids, and retried by the relay's own pace.
struct OutboxWithoutAttempts;

impl MigrationName for OutboxWithoutAttempts {
    fn name(&self) -> &str {
        "m20261201_000011_outbox_without_attempts"
    }
}

#[async_trait]
impl MigrationTrait for OutboxWithoutAttempts {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema.drop_index(Index::drop().name("outbox_todo").table("outbox").to_owned()).await?;
        for column in ["attempts", "next_attempt_at", "last_error"] {
            schema.alter_table(Table::alter().table("outbox").drop_column(column).to_owned()).await?;
        }
        let unpublished = Index::create()
            .name("outbox_unpublished")
            .table("outbox")
            .col("event_id")
            .and_where(Expr::col("published_at").is_null())
            .to_owned();
        schema.create_index(unpublished).await?;
        schema.drop_table(Table::drop().table("relay_lease").to_owned()).await?;
        schema.alter_table(Table::alter().table("inbox").add_column(text_null("error")).to_owned()).await
    }
}

/// Producers that events were applied of are no new subscriptions.
struct Subscriptions;

impl MigrationName for Subscriptions {
    fn name(&self) -> &str {
        "m20261201_000012_subscription"
    }
}

#[async_trait]
impl MigrationTrait for Subscriptions {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let subscription =
            Table::create().table("subscription").col(string_len("producer", 32).primary_key()).to_owned();
        schema.create_table(subscription).await?;
        let known = "INSERT INTO subscription (producer) SELECT DISTINCT producer FROM inbox_cursor";
        schema.get_connection().execute_unprepared(known).await?;
        let state = Table::create()
            .table("stream_state")
            .col(string_len("stream", 64).primary_key())
            .col(string_len("created", 64))
            .col(big_integer("last_sequence"))
            .to_owned();
        schema.create_table(state).await
    }
}

/// Subjects that were renamed before the first release, in rows that may still be published or applied.
struct RenamedSubjects;

impl MigrationName for RenamedSubjects {
    fn name(&self) -> &str {
        "m20261201_000013_renamed_subjects"
    }
}

#[async_trait]
impl MigrationTrait for RenamedSubjects {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for table in ["outbox", "inbox"] {
            let rename = format!(
                "UPDATE {table} SET subject = 'motcua.v1.routing.journey.withdrawal-declined' \
                 WHERE subject = 'motcua.v1.routing.journey.kept'"
            );
            schema.get_connection().execute_unprepared(&rename).await?;
        }
        Ok(())
    }
}
