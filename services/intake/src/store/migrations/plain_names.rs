//! Names of tables, columns and history entries that changed before the first release.

use async_trait::async_trait;
use sea_orm_migration::prelude::*;

/// Names the table of refused payment notifications after what it stores.
pub struct DisputedPayments;

impl MigrationName for DisputedPayments {
    fn name(&self) -> &str {
        "m20261201_000101_disputed_payments"
    }
}

#[async_trait]
impl MigrationTrait for DisputedPayments {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema.drop_index(Index::drop().name("payment_doubt_day").table("payment_doubt").to_owned()).await?;
        schema.rename_table(Table::rename().table("payment_doubt", "disputed_payment").to_owned()).await?;
        for (before, now) in [("why", "dispute"), ("noted_at", "recorded_at")] {
            let column = Table::alter().table("disputed_payment").rename_column(before, now).to_owned();
            schema.alter_table(column).await?;
        }
        let of_day = Index::create().name("disputed_payment_day").table("disputed_payment").col("paid_at").to_owned();
        schema.create_index(of_day).await
    }
}

/// Names the column of the payment method.
pub struct PaymentMethods;

impl MigrationName for PaymentMethods {
    fn name(&self) -> &str {
        "m20261201_000102_payment_method"
    }
}

#[async_trait]
impl MigrationTrait for PaymentMethods {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema.alter_table(Table::alter().table("payment").rename_column("way", "payment_method").to_owned()).await
    }
}

/// Names the column of the delivery method.
pub struct DeliveryMethod;

impl MigrationName for DeliveryMethod {
    fn name(&self) -> &str {
        "m20261201_000103_delivery_method"
    }
}

#[async_trait]
impl MigrationTrait for DeliveryMethod {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let column = Table::alter().table("dossier").rename_column("return_way", "delivery_method").to_owned();
        schema.alter_table(column).await
    }
}

/// Names the columns of the upload of a settlement statement.
pub struct StatementUploads;

impl MigrationName for StatementUploads {
    fn name(&self) -> &str {
        "m20261201_000104_statement_uploads"
    }
}

#[async_trait]
impl MigrationTrait for StatementUploads {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for (before, now) in [("put_by", "uploaded_by"), ("put_at", "uploaded_at")] {
            let column = Table::alter().table("payment_statement").rename_column(before, now).to_owned();
            schema.alter_table(column).await?;
        }
        Ok(())
    }
}

/// Names of events, in the histories that show them.
pub struct HistoryEntries;

impl MigrationName for HistoryEntries {
    fn name(&self) -> &str {
        "m20261201_000105_history_entries"
    }
}

#[async_trait]
impl MigrationTrait for HistoryEntries {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for (before, now) in [
            ("fee_demanded", "fee_required"),
            ("surplus_noted", "surplus_recorded"),
            ("kept", "withdrawal_declined"),
            ("reopened", "decision_revoked"),
            ("statement_put", "statement_uploaded"),
        ] {
            let rename = format!("UPDATE history SET name = '{now}' WHERE name = '{before}'");
            schema.get_connection().execute_unprepared(&rename).await?;
        }
        Ok(())
    }
}
