//! The tables of the catalogue, as dated migrations.

use async_trait::async_trait;
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{boolean, integer, integer_null, string_len, text, uuid};

/// The migrations of catalogue, oldest first, behind those of the kit and of messaging.
pub struct Migrator;

#[async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        let mut all = motcua_kit::tables::migrations();
        all.extend(motcua_messaging::migrations());
        all.push(Box::new(AgenciesAndHistory));
        all.push(Box::new(Procedures));
        all.push(Box::new(Calendars));
        all
    }

    fn migration_table_name() -> DynIden {
        "catalogue_migrations".into_iden()
    }
}

struct AgenciesAndHistory;

impl MigrationName for AgenciesAndHistory {
    fn name(&self) -> &str {
        "m20261124_000201_agencies"
    }
}

#[async_trait]
impl MigrationTrait for AgenciesAndHistory {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let agency =
            Table::create().table("agency").col(string_len("code", 32).primary_key()).col(text("body")).to_owned();
        schema.create_table(agency).await
    }
}

struct Procedures;

impl MigrationName for Procedures {
    fn name(&self) -> &str {
        "m20261124_000202_procedures"
    }
}

#[async_trait]
impl MigrationTrait for Procedures {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let procedure = Table::create()
            .table("procedure")
            .col(uuid("id").primary_key())
            .col(string_len("code", 16).unique_key())
            .col(text("stage"))
            .col(integer_null("published_version"))
            .col(text("name"))
            .col(string_len("field", 120))
            .col(string_len("agency", 32))
            .col(boolean("on_the_spot"))
            .col(boolean("synthetic"))
            .col(text("search_fold"))
            .col(text("search_exact"))
            .to_owned();
        schema.create_table(procedure).await?;
        let version = Table::create()
            .table("procedure_version")
            .col(uuid("procedure_id"))
            .col(integer("version"))
            .col(text("body"))
            .primary_key(Index::create().col("procedure_id").col("version"))
            .to_owned();
        schema.create_table(version).await
    }
}

struct Calendars;

impl MigrationName for Calendars {
    fn name(&self) -> &str {
        "m20261124_000203_calendars"
    }
}

#[async_trait]
impl MigrationTrait for Calendars {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let calendar = Table::create()
            .table("calendar")
            .col(string_len("code", 32).primary_key())
            .col(text("stage"))
            .col(integer_null("published_version"))
            .to_owned();
        schema.create_table(calendar).await?;
        let version = Table::create()
            .table("calendar_version")
            .col(string_len("code", 32))
            .col(integer("version"))
            .col(text("body"))
            .primary_key(Index::create().col("code").col("version"))
            .to_owned();
        schema.create_table(version).await
    }
}
