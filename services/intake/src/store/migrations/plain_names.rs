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

/// Names the table of the daily numbers, and its column of the agency.
pub struct CodeSequences;

impl MigrationName for CodeSequences {
    fn name(&self) -> &str {
        "m20261201_000106_code_sequence"
    }
}

#[async_trait]
impl MigrationTrait for CodeSequences {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema.rename_table(Table::rename().table("code_counter", "code_sequence").to_owned()).await?;
        schema.alter_table(Table::alter().table("code_sequence").rename_column("unit", "agency").to_owned()).await
    }
}

/// Settlement statements become aggregates: their versions are those of their histories.
pub struct StatementVersions;

impl MigrationName for StatementVersions {
    fn name(&self) -> &str {
        "m20261201_000107_statement_versions"
    }
}

#[async_trait]
impl MigrationTrait for StatementVersions {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let versions = "INSERT INTO aggregate_head (aggregate_id, last_seq, version) SELECT aggregate_id, 0, \
                        MAX(version) FROM history WHERE name = 'statement_uploaded' GROUP BY aggregate_id";
        schema.get_connection().execute_unprepared(versions).await.map(drop)
    }
}

/// Names of requests, in the histories that show them: those of the published events.
pub struct RequestNames;

impl MigrationName for RequestNames {
    fn name(&self) -> &str {
        "m20261201_000108_request_names"
    }
}

#[async_trait]
impl MigrationTrait for RequestNames {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let renames = [("supplement_asked", "supplement_requested"), ("withdrawal_asked", "withdrawal_requested")];
        for (before, now) in renames {
            let rename = format!("UPDATE history SET name = '{now}' WHERE name = '{before}'");
            schema.get_connection().execute_unprepared(&rename).await?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use sea_orm::{ConnectOptions, Database};
    use sea_orm_migration::prelude::*;

    use super::StatementVersions;

    #[tokio::test]
    async fn statements_uploaded_before_keep_their_versions() {
        let db = Database::connect(ConnectOptions::new("sqlite::memory:").max_connections(1).to_owned()).await.unwrap();
        for statement in [
            "CREATE TABLE history (aggregate_id TEXT, version INTEGER, name TEXT)",
            "CREATE TABLE aggregate_head (aggregate_id TEXT PRIMARY KEY, last_seq INTEGER, version INTEGER)",
            "INSERT INTO history VALUES ('day', 1, 'statement_uploaded'), ('day', 2, 'statement_uploaded')",
            "INSERT INTO history VALUES ('dossier', 1, 'submitted')",
            "INSERT INTO aggregate_head VALUES ('dossier', 1, 1)",
        ] {
            db.execute_unprepared(statement).await.unwrap();
        }
        StatementVersions.up(&SchemaManager::new(&db)).await.unwrap();
        let heads = Query::select().columns(["aggregate_id", "version"]).from("aggregate_head").to_owned();
        let mut found = Vec::new();
        for row in db.query_all(&heads).await.unwrap() {
            found
                .push((row.try_get::<String>("", "aggregate_id").unwrap(), row.try_get::<i64>("", "version").unwrap()));
        }
        found.sort();
        assert_eq!(found, [("day".to_owned(), 2), ("dossier".to_owned(), 1)]);
    }
}
