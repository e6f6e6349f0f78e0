//! The tables of processing, as dated migrations.

use async_trait::async_trait;
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    boolean, date_null, integer, string_len, text, text_null, timestamp_with_time_zone, timestamp_with_time_zone_null,
    uuid, uuid_null,
};

/// The migrations of processing, oldest first, behind those of the kit and of messaging.
pub struct Migrator;

#[async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        let mut all = motcua_kit::tables::migrations();
        all.extend(motcua_messaging::migrations());
        all.push(Box::new(Tasks));
        all.push(Box::new(Works));
        all.push(Box::new(Agencies));
        all.push(Box::new(motcua_office::Tables));
        all.push(Box::new(DossierState));
        all.push(Box::new(RenamedHistoryEntries));
        all
    }

    fn migration_table_name() -> DynIden {
        "processing_migrations".into_iden()
    }
}

struct Tasks;

impl MigrationName for Tasks {
    fn name(&self) -> &str {
        "m20261124_000301_tasks"
    }
}

#[async_trait]
impl MigrationTrait for Tasks {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema.create_table(task()).await?;
        schema.create_index(Index::create().name("task_code").table("task").col("code").to_owned()).await?;
        schema.create_index(Index::create().name("task_dossier").table("task").col("dossier_id").to_owned()).await?;
        // What is left to do stays small however many years pass. The condition names no value, so that both engines
        // see it in a prepared statement.
        schema.create_index(of_unit("task_queue", Expr::col("ended_at").is_null())).await?;
        schema.create_index(of_unit("task_ended", Expr::col("ended_at").is_not_null())).await
    }
}

fn task() -> TableCreateStatement {
    Table::create()
        .table("task")
        .col(uuid("id").primary_key())
        .col(uuid("dossier_id"))
        .col(string_len("code", 64))
        .col(uuid("procedure_id"))
        .col(string_len("agency", 32))
        .col(integer("step_number"))
        .col(string_len("kind", 16))
        .col(text("name"))
        .col(string_len("unit", 32))
        .col(string_len("role", 32))
        .col(timestamp_with_time_zone("due_at"))
        .col(timestamp_with_time_zone("dossier_due_at"))
        .col(string_len("state", 16))
        .col(text("stage"))
        .col(text_null("supplement"))
        .col(text_null("fee"))
        .col(text_null("extension"))
        .col(text_null("opinion"))
        .col(boolean("withdrawing"))
        .col(timestamp_with_time_zone("opened_at"))
        .col(timestamp_with_time_zone_null("ended_at"))
        .to_owned()
}

fn of_unit(name: &str, which: Expr) -> IndexCreateStatement {
    Index::create().name(name).table("task").col("unit").col("due_at").col("id").and_where(which).to_owned()
}

struct Works;

impl MigrationName for Works {
    fn name(&self) -> &str {
        "m20261124_000302_work"
    }
}

#[async_trait]
impl MigrationTrait for Works {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("work")
            .col(uuid("dossier_id").primary_key())
            .col(boolean("over"))
            .col(uuid_null("applicant"))
            .to_owned();
        schema.create_table(table).await
    }
}

struct Agencies;

impl MigrationName for Agencies {
    fn name(&self) -> &str {
        "m20261124_000303_agency_copy"
    }
}

#[async_trait]
impl MigrationTrait for Agencies {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("agency_copy")
            .col(string_len("code", 32).primary_key())
            .col(text("units"))
            .col(date_null("valid_from"))
            .col(date_null("valid_to"))
            .to_owned();
        schema.create_table(table).await
    }
}

/// Names the table of the dossiers after what it stores, and adds whether a decision stands.
struct DossierState;

impl MigrationName for DossierState {
    fn name(&self) -> &str {
        "m20261201_000301_dossier_state"
    }
}

#[async_trait]
impl MigrationTrait for DossierState {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        // The dossiers with a decision and nothing left to do; a dossier that was reopened has an open task.
        const DECIDED_BEFORE: &str = "INSERT INTO dossier (dossier_id, stopped, decided) \
            SELECT DISTINCT dossier_id, FALSE, TRUE FROM task AS decided \
            WHERE kind = 'approve' AND state = 'done' AND NOT EXISTS \
            (SELECT 1 FROM task AS open WHERE open.dossier_id = decided.dossier_id AND open.ended_at IS NULL) \
            ON CONFLICT (dossier_id) DO UPDATE SET decided = TRUE";
        schema.rename_table(Table::rename().table("work", "dossier").to_owned()).await?;
        let stopped = Table::alter().table("dossier").rename_column("over", "stopped").to_owned();
        schema.alter_table(stopped).await?;
        let decided = Table::alter().table("dossier").add_column(boolean("decided").default(false)).to_owned();
        schema.alter_table(decided).await?;
        schema.get_connection().execute_unprepared(DECIDED_BEFORE).await.map(drop)
    }
}

/// Names of events that changed before the first release, in the histories that show them.
struct RenamedHistoryEntries;

impl MigrationName for RenamedHistoryEntries {
    fn name(&self) -> &str {
        "m20261201_000302_renamed_history_entries"
    }
}

#[async_trait]
impl MigrationTrait for RenamedHistoryEntries {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for (before, now) in [
            ("supplement_asked", "supplement_requested"),
            ("opinion_asked", "opinion_requested"),
            ("withdrawal_noted", "withdrawal_requested"),
        ] {
            let rename = format!("UPDATE history SET name = '{now}' WHERE name = '{before}'");
            schema.get_connection().execute_unprepared(&rename).await?;
        }
        Ok(())
    }
}
