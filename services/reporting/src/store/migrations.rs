//! The tables of reporting, as dated migrations.

mod plain_names;

use async_trait::async_trait;
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, binary, binary_null, boolean, date, date_null, integer, integer_null, string_len, string_len_null,
    text, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid, uuid_null,
};

use plain_names::{PaymentMethod, RevokedCompletion};

/// Applies them.
pub struct Migrator;

#[async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        let mut all = motcua_kit::tables::migrations();
        all.extend(motcua_messaging::migrations());
        all.push(Box::new(CatalogueCopies));
        all.push(Box::new(Dossiers));
        all.push(Box::new(Ratings));
        all.push(Box::new(Undone));
        all.push(Box::new(Fees));
        all.push(Box::new(RevokedCompletion));
        all.push(Box::new(PaymentMethod));
        all
    }

    fn migration_table_name() -> DynIden {
        "reporting_migrations".into_iden()
    }
}

struct CatalogueCopies;

impl MigrationName for CatalogueCopies {
    fn name(&self) -> &str {
        "m20261124_000701_catalogue_copies"
    }
}

#[async_trait]
impl MigrationTrait for CatalogueCopies {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let agency = Table::create()
            .table("agency")
            .col(string_len("code", 32).primary_key())
            .col(text("name"))
            .col(text("name_en"))
            .col(string_len("kind", 16))
            .col(text("units"))
            .col(string_len_null("successor", 32))
            .col(date_null("valid_to"))
            .to_owned();
        schema.create_table(agency).await?;
        let procedure = Table::create()
            .table("procedure")
            .col(uuid("id").primary_key())
            .col(integer("version"))
            .col(text("name"))
            .col(text("field"))
            .col(string_len("agency", 32))
            .col(boolean("on_the_spot"))
            .col(string_len("calendar", 64))
            .to_owned();
        schema.create_table(procedure).await?;
        let calendar = Table::create()
            .table("calendar")
            .col(string_len("code", 64).primary_key())
            .col(integer("version"))
            .col(text("body"))
            .to_owned();
        schema.create_table(calendar).await
    }
}

struct Dossiers;

impl MigrationName for Dossiers {
    fn name(&self) -> &str {
        "m20261124_000702_dossiers"
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
            .col(integer("status"))
            .col(string_len("reference", 24).unique_key())
            .col(binary("reference_mac"))
            .col(string_len_null("code", 64).unique_key())
            .col(binary_null("code_mac"))
            .col(uuid("procedure_id"))
            .col(integer_null("procedure_version"))
            .col(string_len_null("case_code", 64))
            .col(string_len("agency", 32))
            .col(string_len("channel", 16))
            .col(boolean("has_fee").default(false))
            .col(timestamp_with_time_zone("submitted_at"))
            .col(timestamp_with_time_zone("moved_at"))
            .col(timestamp_with_time_zone_null("accepted_at"))
            .col(date_null("accepted_on"))
            .col(timestamp_with_time_zone_null("due_at"))
            .col(date_null("due_on"))
            .col(timestamp_with_time_zone_null("paused_at"))
            .col(date_null("supplement_until"))
            .col(timestamp_with_time_zone_null("lapses_at"))
            .col(timestamp_with_time_zone_null("finished_at"))
            .col(date_null("finished_on"))
            .col(timestamp_with_time_zone_null("returned_at"))
            .col(string_len_null("received_by", 32))
            .col(string_len_null("receiving_agency", 32))
            .col(timestamp_with_time_zone_null("withdrawal_since"))
            .col(timestamp_with_time_zone_null("answered_at"))
            .col(uuid_null("fee_asked"))
            .col(uuid_null("fee_paid"))
            .col(timestamp_with_time_zone_null("fee_paid_at"))
            .col(timestamp_with_time_zone_null("promised_at"))
            .col(timestamp_with_time_zone_null("promised_since"))
            .col(integer("recalls").default(0))
            .col(integer("reopenings").default(0))
            .to_owned();
        schema.create_table(dossier).await?;
        let figures = Index::create()
            .name("dossier_figures")
            .table("dossier")
            .col("agency")
            .col("accepted_on")
            .col("finished_on")
            .to_owned();
        schema.create_index(figures).await?;
        let open = Index::create()
            .name("dossier_open")
            .table("dossier")
            .col("accepted_on")
            .and_where(Expr::col("finished_on").is_null())
            .to_owned();
        schema.create_index(open).await?;
        // What may be stuck. On a column that never changes, so that a change of the dossier leaves the index alone.
        let not_returned = Index::create()
            .name("dossier_not_returned")
            .table("dossier")
            .col("submitted_at")
            .and_where(Expr::col("returned_at").is_null())
            .to_owned();
        schema.create_index(not_returned).await?;
        let timeline = Table::create()
            .table("timeline")
            .col(uuid("dossier_id"))
            .col(integer("n"))
            .col(timestamp_with_time_zone("at"))
            .col(integer("status"))
            .col(timestamp_with_time_zone_null("due_at"))
            .col(string_len_null("what", 16))
            .col(string_len_null("unit", 32))
            .col(string_len_null("agency", 32))
            .col(string_len_null("role", 32))
            .col(timestamp_with_time_zone_null("step_since"))
            .col(timestamp_with_time_zone_null("step_due_at"))
            .primary_key(Index::create().col("dossier_id").col("n"))
            .to_owned();
        schema.create_table(timeline).await?;
        let opinion = Table::create()
            .table("opinion")
            .col(uuid("task_id").primary_key())
            .col(uuid("dossier_id"))
            .col(string_len("agency", 32))
            .col(string_len("unit", 32))
            .col(timestamp_with_time_zone("asked_at"))
            .col(timestamp_with_time_zone_null("given_at"))
            .to_owned();
        schema.create_table(opinion).await?;
        let of_dossier = Index::create().name("opinion_of_dossier").table("opinion").col("dossier_id").to_owned();
        schema.create_index(of_dossier).await
    }
}

struct Undone;

impl MigrationName for Undone {
    fn name(&self) -> &str {
        "m20261124_000704_undone_finishes"
    }
}

#[async_trait]
impl MigrationTrait for Undone {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let undone = Table::create()
            .table("undone_finish")
            .col(uuid("dossier_id"))
            .col(integer("n"))
            .col(timestamp_with_time_zone("finished_at"))
            .col(date("finished_on"))
            .col(timestamp_with_time_zone("due_at"))
            .col(date("due_on"))
            .col(date("reopened_on"))
            .primary_key(Index::create().col("dossier_id").col("n"))
            .to_owned();
        schema.create_table(undone).await
    }
}

struct Fees;

impl MigrationName for Fees {
    fn name(&self) -> &str {
        "m20261124_000705_fees"
    }
}

#[async_trait]
impl MigrationTrait for Fees {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let payment = Table::create()
            .table("payment")
            .col(uuid("dossier_id"))
            .col(integer("n"))
            .col(uuid("fee_id"))
            .col(big_integer("amount_vnd"))
            .col(string_len("way", 16))
            .col(timestamp_with_time_zone("at"))
            .col(date("on_day"))
            .primary_key(Index::create().col("dossier_id").col("n"))
            .to_owned();
        schema.create_table(payment).await?;
        let by_day = Index::create().name("payment_by_day").table("payment").col("on_day").to_owned();
        schema.create_index(by_day).await?;
        let term_fee = Table::create()
            .table("term_fee")
            .col(uuid("procedure_id"))
            .col(integer("version"))
            .col(string_len("case_code", 64))
            .col(string_len("channel", 16))
            .col(big_integer("fee_vnd"))
            .primary_key(Index::create().col("procedure_id").col("version").col("case_code").col("channel"))
            .to_owned();
        schema.create_table(term_fee).await
    }
}

struct Ratings;

impl MigrationName for Ratings {
    fn name(&self) -> &str {
        "m20261124_000703_ratings"
    }
}

#[async_trait]
impl MigrationTrait for Ratings {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let rating = Table::create()
            .table("rating")
            .col(uuid("dossier_id").primary_key())
            .col(string_len("agency", 32))
            .col(string_len("score", 16))
            .col(timestamp_with_time_zone("at"))
            .col(date("on_day"))
            .to_owned();
        schema.create_table(rating).await?;
        let by_day = Index::create().name("rating_by_day").table("rating").col("on_day").col("score").to_owned();
        schema.create_index(by_day).await
    }
}
