//! Migrations that rename a table and a column to the words of the field.

use async_trait::async_trait;
use sea_orm_migration::prelude::*;

/// Renames the table of revoked completions.
pub(super) struct RevokedCompletion;

impl MigrationName for RevokedCompletion {
    fn name(&self) -> &str {
        "m20261201_000701_revoked_completion"
    }
}

#[async_trait]
impl MigrationTrait for RevokedCompletion {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema.rename_table(Table::rename().table("undone_finish", "revoked_completion").to_owned()).await
    }
}

/// Renames the column of the payment method.
pub(super) struct PaymentMethod;

impl MigrationName for PaymentMethod {
    fn name(&self) -> &str {
        "m20261201_000702_payment_method"
    }
}

#[async_trait]
impl MigrationTrait for PaymentMethod {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let column = Table::alter().table("payment").rename_column("way", "payment_method").to_owned();
        schema.alter_table(column).await
    }
}
