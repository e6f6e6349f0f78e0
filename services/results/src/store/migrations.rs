//! The tables of results, as dated migrations.

use async_trait::async_trait;
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, boolean, integer, string_len, string_len_null, text, text_null, timestamp_with_time_zone,
    timestamp_with_time_zone_null, uuid,
};

/// The migrations of results, oldest first, behind those of the kit and of messaging.
pub struct Migrator;

#[async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        let mut all = motcua_kit::tables::migrations();
        all.extend(motcua_messaging::migrations());
        all.push(Box::new(Documents));
        all.push(Box::new(motcua_office::Tables));
        all.push(Box::new(RenamedHistoryEntries));
        all
    }

    fn migration_table_name() -> DynIden {
        "results_migrations".into_iden()
    }
}

struct Documents;

impl MigrationName for Documents {
    fn name(&self) -> &str {
        "m20261124_000101_documents"
    }
}

#[async_trait]
impl MigrationTrait for Documents {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let document = Table::create()
            .table("result_document")
            .col(uuid("id").primary_key())
            .col(uuid("dossier_id"))
            .col(integer("round"))
            .col(string_len("code", 64))
            .col(string_len("agency", 32))
            .col(uuid("procedure_id"))
            .col(boolean("granted"))
            .col(timestamp_with_time_zone("decided_at"))
            .col(string_len("state", 16))
            .col(text("stage"))
            .col(string_len_null("number", 64).unique_key())
            .col(string_len_null("seal", 64))
            .col(timestamp_with_time_zone_null("issued_at"))
            .col(timestamp_with_time_zone_null("returned_at"))
            .col(text_null("collected_by"))
            .to_owned();
        schema.create_table(document).await?;
        let queue = Index::create()
            .name("result_queue")
            .table("result_document")
            .col("agency")
            .col("state")
            .col("decided_at")
            .col("id")
            .to_owned();
        schema.create_index(queue).await?;
        // The database guarantees one live document per dossier.
        for (name, column) in [("result_live", "dossier_id"), ("result_code", "code")] {
            let live = Index::create()
                .name(name)
                .table("result_document")
                .col(column)
                .unique()
                .and_where(Expr::col("state").ne("recalled"))
                .to_owned();
            schema.create_index(live).await?;
        }
        let rounds = Index::create()
            .name("result_rounds")
            .table("result_document")
            .col("dossier_id")
            .col("round")
            .unique()
            .to_owned();
        schema.create_index(rounds).await?;
        let counter = Table::create()
            .table("number_counter")
            .col(string_len("agency", 32))
            .col(integer("year"))
            .col(big_integer("last"))
            .primary_key(Index::create().col("agency").col("year"))
            .to_owned();
        schema.create_table(counter).await
    }
}

/// Names of events that changed before the first release, in the histories that show them.
struct RenamedHistoryEntries;

impl MigrationName for RenamedHistoryEntries {
    fn name(&self) -> &str {
        "m20261201_000101_renamed_history_entries"
    }
}

#[async_trait]
impl MigrationTrait for RenamedHistoryEntries {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for (before, now) in [("completion_overtaken", "completion_superseded")] {
            let rename = format!("UPDATE history SET name = '{now}' WHERE name = '{before}'");
            schema.get_connection().execute_unprepared(&rename).await?;
        }
        Ok(())
    }
}
