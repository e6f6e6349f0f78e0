//! The migrations of the gateway's database.

use async_trait::async_trait;
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, binary, binary_null, boolean, date_null, integer, json, string_len, string_len_null, string_null,
    text_null, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid, uuid_null,
};

/// Applies the migrations of the kit, then the gateway's own.
pub struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        let own: [Box<dyn MigrationTrait>; 6] = [
            Box::new(Accounts),
            Box::new(SignIns),
            Box::new(RefreshTokens),
            Box::new(SigningKeys),
            Box::new(ScopesOfSignIns),
            Box::new(RightsOfAccounts),
        ];
        motcua_kit::tables::migrations().into_iter().chain(own).collect()
    }

    fn migration_table_name() -> DynIden {
        "gateway_migrations".into_iden()
    }
}

struct Accounts;

impl MigrationName for Accounts {
    fn name(&self) -> &str {
        "m20261124_010001_account"
    }
}

#[async_trait]
impl MigrationTrait for Accounts {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("account")
            .col(uuid("id").primary_key())
            .col(string_len_null("username", 64).unique_key())
            .col(string_len("display_name", 200))
            .col(string_len("kind", 16))
            .col(string_null("password_hash"))
            .col(binary_null("secret_hash"))
            .col(binary_null("identity_hash").unique_key())
            .col(json("roles"))
            .col(string_len_null("unit", 32))
            .col(date_null("valid_from"))
            .col(date_null("valid_to"))
            .col(boolean("disabled"))
            .col(timestamp_with_time_zone("created_at"))
            .col(big_integer("authorization_version"))
            .to_owned();
        schema.create_table(table).await
    }
}

struct SignIns;

impl MigrationName for SignIns {
    fn name(&self) -> &str {
        "m20261124_010002_sign_in"
    }
}

#[async_trait]
impl MigrationTrait for SignIns {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let mut owner = ForeignKey::create()
            .name("fk_sign_in_account")
            .from("sign_in", "account_id")
            .to("account", "id")
            .on_delete(ForeignKeyAction::Cascade)
            .to_owned();
        let table = Table::create()
            .table("sign_in")
            .col(uuid("id").primary_key())
            .col(uuid("account_id"))
            .col(timestamp_with_time_zone("signed_in_at"))
            .col(timestamp_with_time_zone("expires_at"))
            .col(timestamp_with_time_zone_null("revoked_at"))
            .foreign_key(&mut owner)
            .to_owned();
        schema.create_table(table).await?;
        let by_account = Index::create().name("ix_sign_in_account").table("sign_in").col("account_id").to_owned();
        schema.create_index(by_account).await?;
        let by_end = Index::create().name("ix_sign_in_expires").table("sign_in").col("expires_at").to_owned();
        schema.create_index(by_end).await
    }
}

struct RefreshTokens;

impl MigrationName for RefreshTokens {
    fn name(&self) -> &str {
        "m20261124_010003_refresh_token"
    }
}

#[async_trait]
impl MigrationTrait for RefreshTokens {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let mut family = ForeignKey::create()
            .name("fk_refresh_token_sign_in")
            .from("refresh_token", "sign_in_id")
            .to("sign_in", "id")
            .on_delete(ForeignKeyAction::Cascade)
            .to_owned();
        let table = Table::create()
            .table("refresh_token")
            .col(uuid("id").primary_key())
            .col(uuid("sign_in_id"))
            .col(binary("hash").unique_key())
            .col(timestamp_with_time_zone("issued_at"))
            .col(timestamp_with_time_zone_null("used_at"))
            .foreign_key(&mut family)
            .to_owned();
        schema.create_table(table).await?;
        let by_family =
            Index::create().name("ix_refresh_token_sign_in").table("refresh_token").col("sign_in_id").to_owned();
        schema.create_index(by_family).await
    }
}

struct SigningKeys;

impl MigrationName for SigningKeys {
    fn name(&self) -> &str {
        "m20261124_010004_signing_key"
    }
}

#[async_trait]
impl MigrationTrait for SigningKeys {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("signing_key")
            .col(uuid("id").primary_key())
            .col(string_len("purpose", 32))
            .col(integer("generation"))
            .col(binary("seed"))
            .col(timestamp_with_time_zone("created_at"))
            // Replicas that start concurrently agree on one key: the second insert fails.
            .index(Index::create().unique().name("ux_signing_key").col("purpose").col("generation"))
            .to_owned();
        schema.create_table(table).await
    }
}

struct ScopesOfSignIns;

impl MigrationName for ScopesOfSignIns {
    fn name(&self) -> &str {
        "m20261201_010005_sign_in_scope"
    }
}

#[async_trait]
impl MigrationTrait for ScopesOfSignIns {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let scope = Table::alter().table("sign_in").add_column(text_null("scope")).to_owned();
        schema.alter_table(scope).await
    }
}

struct RightsOfAccounts;

impl MigrationName for RightsOfAccounts {
    fn name(&self) -> &str {
        "m20261201_010006_account_rights"
    }
}

#[async_trait]
impl MigrationTrait for RightsOfAccounts {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let columns = [
            timestamp_with_time_zone_null("rights_changed_at"),
            uuid_null("proposed_by"),
            boolean("password_expired").default(false).take(),
        ];
        for column in columns {
            schema.alter_table(Table::alter().table("account").add_column(column).to_owned()).await?;
        }
        let by_change =
            Index::create().name("ix_account_rights_changed").table("account").col("rights_changed_at").to_owned();
        schema.create_index(by_change).await?;
        let by_end = Index::create().name("ix_sign_in_revoked").table("sign_in").col("revoked_at").to_owned();
        schema.create_index(by_end).await
    }
}
