//! The tables of ratings, as dated migrations.

use async_trait::async_trait;
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    binary, string_len, string_len_null, text, timestamp_with_time_zone_null, uuid, uuid_null,
};

/// The migrations of ratings, oldest first, behind those of the kit and of messaging.
pub struct Migrator;

#[async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        let mut all = motcua_kit::tables::migrations();
        all.extend(motcua_messaging::migrations());
        all.push(Box::new(Rights));
        all
    }

    fn migration_table_name() -> DynIden {
        "ratings_migrations".into_iden()
    }
}

struct Rights;

impl MigrationName for Rights {
    fn name(&self) -> &str {
        "m20261124_000101_rights"
    }
}

#[async_trait]
impl MigrationTrait for Rights {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let right = Table::create()
            .table("rating_right")
            .col(uuid("dossier_id").primary_key())
            .col(string_len("code", 64).unique_key())
            .col(string_len("agency", 32))
            .col(uuid_null("account_id"))
            .col(binary("lookup_mac"))
            .col(text("stage"))
            .col(timestamp_with_time_zone_null("returned_at"))
            .col(string_len_null("score", 16))
            .col(timestamp_with_time_zone_null("rated_at"))
            .to_owned();
        schema.create_table(right).await?;
        for (name, column) in [("rating_right_returned", "returned_at"), ("rating_right_rated", "rated_at")] {
            let by_time = Index::create().name(name).table("rating_right").col(column).to_owned();
            schema.create_index(by_time).await?;
        }
        Ok(())
    }
}
