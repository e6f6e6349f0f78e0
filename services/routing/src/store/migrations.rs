//! The tables of routing, as dated migrations.

use async_trait::async_trait;
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    integer, string_len, string_len_null, text, text_null, timestamp_with_time_zone, timestamp_with_time_zone_null,
    uuid, uuid_null,
};

/// The migrations of routing, oldest first, behind those of the kit and of messaging.
pub struct Migrator;

#[async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        let mut all = motcua_kit::tables::migrations();
        all.extend(motcua_messaging::migrations());
        all.push(Box::new(Journeys));
        all.push(Box::new(CatalogueCopies));
        all.push(Box::new(motcua_office::Tables));
        all.push(Box::new(RoundStateColumn));
        all.push(Box::new(RenamedHistoryEntries));
        all.push(Box::new(RequestsInHistory));
        all
    }

    fn migration_table_name() -> DynIden {
        "routing_migrations".into_iden()
    }
}

struct Journeys;

impl MigrationName for Journeys {
    fn name(&self) -> &str {
        "m20261124_000201_journeys"
    }
}

#[async_trait]
impl MigrationTrait for Journeys {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let journey = Table::create()
            .table("journey")
            .col(uuid("dossier_id").primary_key())
            .col(string_len("code", 64).unique_key())
            .col(string_len("agency", 32))
            .col(integer("status"))
            .col(string_len_null("unit", 32))
            .col(text_null("units"))
            .col(uuid("procedure_id"))
            .col(integer("procedure_version"))
            .col(uuid_null("account_id"))
            .col(text("process"))
            .col(text("stage"))
            .col(text("carried"))
            .col(text("clock"))
            .col(timestamp_with_time_zone("accepted_at"))
            .col(timestamp_with_time_zone_null("due_at"))
            .col(timestamp_with_time_zone_null("finished_at"))
            .to_owned();
        schema.create_table(journey).await?;
        let open = Index::create()
            .name("journey_open")
            .table("journey")
            .col("agency")
            .col("due_at")
            .and_where(Expr::col("finished_at").is_null())
            .to_owned();
        schema.create_index(open).await
    }
}

struct CatalogueCopies;

impl MigrationName for CatalogueCopies {
    fn name(&self) -> &str {
        "m20261124_000202_catalogue_copies"
    }
}

#[async_trait]
impl MigrationTrait for CatalogueCopies {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let procedure = Table::create()
            .table("procedure_copy")
            .col(uuid("procedure_id"))
            .col(integer("version"))
            .col(text("body"))
            .primary_key(Index::create().col("procedure_id").col("version"))
            .to_owned();
        schema.create_table(procedure).await?;
        let calendar = Table::create()
            .table("calendar_copy")
            .col(string_len("code", 32))
            .col(integer("version"))
            .col(text("body"))
            .primary_key(Index::create().col("code").col("version"))
            .to_owned();
        schema.create_table(calendar).await?;
        let agency =
            Table::create().table("agency_copy").col(string_len("code", 32).primary_key()).col(text("body")).to_owned();
        schema.create_table(agency).await
    }
}

/// Names the column after the state that it stores.
struct RoundStateColumn;

impl MigrationName for RoundStateColumn {
    fn name(&self) -> &str {
        "m20261201_000201_journey_round_state"
    }
}

#[async_trait]
impl MigrationTrait for RoundStateColumn {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::alter().table("journey").rename_column("carried", "round_state").to_owned();
        schema.alter_table(table).await
    }
}

/// Names of events that changed before the first release, in the histories that show them.
struct RenamedHistoryEntries;

impl MigrationName for RenamedHistoryEntries {
    fn name(&self) -> &str {
        "m20261201_000202_renamed_history_entries"
    }
}

#[async_trait]
impl MigrationTrait for RenamedHistoryEntries {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for (before, now) in [
            ("kept", "withdrawal_declined"),
            ("correction_overtaken", "correction_superseded"),
            ("pause_lapsed", "request_expired"),
            ("answer_lapsed", "expired_request_answered"),
        ] {
            let rename = format!("UPDATE history SET name = '{now}' WHERE name = '{before}'");
            schema.get_connection().execute_unprepared(&rename).await?;
        }
        Ok(())
    }
}

/// Requests have in the history the name of the event that is published about them.
struct RequestsInHistory;

impl MigrationName for RequestsInHistory {
    fn name(&self) -> &str {
        "m20261201_000203_requests_in_history"
    }
}

#[async_trait]
impl MigrationTrait for RequestsInHistory {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for (before, now) in [("withdrawal_asked", "withdrawal_requested"), ("opinion_asked", "opinion_requested")] {
            let rename = format!("UPDATE history SET name = '{now}' WHERE name = '{before}'");
            schema.get_connection().execute_unprepared(&rename).await?;
        }
        Ok(())
    }
}
