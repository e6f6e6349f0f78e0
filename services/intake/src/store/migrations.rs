//! The tables of intake, as dated migrations.

mod plain_names;

use async_trait::async_trait;
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, date, integer, string_len, string_len_null, text, text_null,
    timestamp_with_time_zone, timestamp_with_time_zone_null, uuid, uuid_null,
};

/// The migrations of intake, oldest first, behind those of the kit and of messaging.
pub struct Migrator;

#[async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        let mut all = motcua_kit::tables::migrations();
        all.extend(motcua_messaging::migrations());
        all.push(Box::new(Dossiers));
        all.push(Box::new(CatalogueCopies));
        all.push(Box::new(Payments));
        all.push(Box::new(motcua_office::Tables));
        all.push(Box::new(plain_names::DisputedPayments));
        all.push(Box::new(plain_names::PaymentMethods));
        all.push(Box::new(plain_names::DeliveryMethod));
        all.push(Box::new(plain_names::StatementUploads));
        all.push(Box::new(plain_names::HistoryEntries));
        all.push(Box::new(plain_names::CodeSequences));
        all.push(Box::new(plain_names::StatementVersions));
        all.push(Box::new(plain_names::RequestNames));
        all
    }

    fn migration_table_name() -> DynIden {
        "intake_migrations".into_iden()
    }
}

struct Dossiers;

impl MigrationName for Dossiers {
    fn name(&self) -> &str {
        "m20261124_000101_dossiers"
    }
}

#[async_trait]
impl MigrationTrait for Dossiers {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let dossier = Table::create()
            .table("dossier")
            .col(uuid("id").primary_key())
            .col(string_len("reference", 24).unique_key())
            .col(string_len_null("code", 64).unique_key())
            .col(integer("status"))
            .col(string_len("agency", 32))
            .col(uuid("procedure_id"))
            .col(string_len("case_code", 32))
            .col(string_len("channel", 16))
            .col(uuid_null("account_id"))
            .col(text("applicant"))
            .col(text("papers"))
            .col(integer("sets"))
            .col(string_len("return_way", 16))
            .col(text_null("return_address"))
            .col(string_len("secret", 16))
            .col(text("partners"))
            .col(string_len_null("helped_by", 32))
            .col(string_len("counter", 32))
            .col(string_len_null("receiver", 32))
            .col(big_integer("fee_vnd"))
            .col(big_integer("fee_paid_vnd"))
            .col(text("stage"))
            .col(timestamp_with_time_zone("submitted_at"))
            .col(timestamp_with_time_zone_null("received_at"))
            .col(timestamp_with_time_zone_null("accepted_at"))
            .col(timestamp_with_time_zone_null("due_at"))
            .to_owned();
        schema.create_table(dossier).await?;
        let queue =
            Index::create().name("dossier_queue").table("dossier").col("counter").col("status").col("id").to_owned();
        schema.create_index(queue).await?;
        // Few are received at the counter of another agency; the others need no entry.
        let received = Index::create()
            .name("dossier_received")
            .table("dossier")
            .col("receiver")
            .col("status")
            .col("id")
            .and_where(Expr::col("receiver").is_not_null())
            .to_owned();
        schema.create_index(received).await?;
        // The registers: of everybody, of an agency, of a unit that receives for others. What has no receipt is in none.
        for (name, of) in [
            ("dossier_day", None),
            ("dossier_counter_day", Some("counter")),
            ("dossier_receiver_day", Some("receiver")),
        ] {
            let mut index = Index::create().name(name).table("dossier").to_owned();
            if let Some(of) = of {
                index.col(of);
            }
            if of == Some("receiver") {
                index.and_where(Expr::col("receiver").is_not_null());
            }
            index.col("received_at").col("id").and_where(Expr::col("received_at").is_not_null());
            schema.create_index(index).await?;
        }
        schema
            .create_index(Index::create().name("dossier_account").table("dossier").col("account_id").to_owned())
            .await?;
        let counter = Table::create()
            .table("code_counter")
            .col(string_len("unit", 32))
            .col(date("day"))
            .col(big_integer("last"))
            .primary_key(Index::create().col("unit").col("day"))
            .to_owned();
        schema.create_table(counter).await
    }
}

struct CatalogueCopies;

impl MigrationName for CatalogueCopies {
    fn name(&self) -> &str {
        "m20261124_000102_catalogue_copies"
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
            .col(date("effective_from"))
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
        schema.create_table(calendar).await
    }
}

struct Payments;

impl MigrationName for Payments {
    fn name(&self) -> &str {
        "m20261124_000103_payments"
    }
}

#[async_trait]
impl MigrationTrait for Payments {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let payment = Table::create()
            .table("payment")
            .col(uuid("id").primary_key())
            .col(uuid("dossier_id"))
            .col(integer("number"))
            .col(uuid("fee_id"))
            .col(big_integer("amount_vnd"))
            .col(string_len("way", 16))
            .col(string_len("state", 16))
            .col(big_integer("surplus_vnd"))
            .col(big_integer("refunded_vnd"))
            .col(timestamp_with_time_zone_null("surplus_at"))
            .col(string_len_null("transaction", 64))
            .col(string_len("begun_by", 64))
            .col(timestamp_with_time_zone("begun_at"))
            .col(timestamp_with_time_zone_null("paid_at"))
            .to_owned();
        schema.create_table(payment).await?;
        let of_day = Index::create().name("payment_day").table("payment").col("paid_at").to_owned();
        schema.create_index(of_day).await?;
        // The number on a receipt is given once.
        let of_dossier = Index::create()
            .name("payment_dossier")
            .table("payment")
            .col("dossier_id")
            .col("number")
            .unique()
            .to_owned();
        schema.create_index(of_dossier).await?;
        // What is to be refunded stays little.
        let surplus = Index::create()
            .name("payment_surplus")
            .table("payment")
            .col("surplus_at")
            .and_where(Expr::col("surplus_at").is_not_null())
            .to_owned();
        schema.create_index(surplus).await?;
        create_refunds(schema).await?;
        let doubt = Table::create()
            .table("payment_doubt")
            .col(string_len("reference", 64))
            .col(string_len("transaction", 64))
            .col(big_integer("amount_vnd"))
            .col(big_integer_null("ordered_vnd"))
            .col(string_len("why", 24))
            .col(timestamp_with_time_zone("paid_at"))
            .col(timestamp_with_time_zone("noted_at"))
            .primary_key(Index::create().col("reference").col("transaction").col("amount_vnd"))
            .to_owned();
        schema.create_table(doubt).await?;
        let of_day = Index::create().name("payment_doubt_day").table("payment_doubt").col("paid_at").to_owned();
        schema.create_index(of_day).await?;
        let statement = Table::create()
            .table("payment_statement")
            .col(date("day"))
            .col(big_integer("version"))
            .col(text("lines"))
            .col(string_len("put_by", 64))
            .col(timestamp_with_time_zone("put_at"))
            .primary_key(Index::create().col("day").col("version"))
            .to_owned();
        schema.create_table(statement).await
    }
}

async fn create_refunds(schema: &SchemaManager<'_>) -> Result<(), DbErr> {
    let refund = Table::create()
        .table("payment_refund")
        .col(uuid("payment_id"))
        .col(big_integer("version"))
        .col(uuid("dossier_id"))
        .col(big_integer("amount_vnd"))
        .col(string_len_null("transaction", 64))
        .col(text("reason"))
        .col(string_len("refunded_by", 64))
        .col(timestamp_with_time_zone("refunded_at"))
        .primary_key(Index::create().col("payment_id").col("version"))
        .to_owned();
    schema.create_table(refund).await?;
    let of_day = Index::create().name("payment_refund_day").table("payment_refund").col("refunded_at").to_owned();
    schema.create_index(of_day).await
}
