//! The table of successions, copied from the catalogue's events by every service that checks access.

use async_trait::async_trait;
use motcua_kit::Tx;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbErr, QueryTrait};
use sea_orm_migration::prelude::{MigrationName, MigrationTrait, SchemaManager, Table};
use sea_orm_migration::schema::{date, string_len};

use crate::succession::Succession;

/// Every succession that is known.
///
/// # Errors
/// When the database cannot be read.
pub async fn list_successions<C: ConnectionTrait>(db: &C) -> Result<Vec<Succession>, DbErr> {
    let rows = row::Entity::find().all(db).await?.into_iter();
    let read = |row: row::Model| Succession { agency: row.agency, successor: row.successor, valid_to: row.valid_to };
    Ok(rows.map(read).collect())
}

/// Saves the succession of an agency, or deletes it when there is none any more.
pub fn save_succession(tx: &Tx, agency: &str, succession: Option<Succession>) {
    let Some(Succession { agency, successor, valid_to }) = succession else {
        return tx.defer_any(&row::Entity::delete_by_id(agency.to_owned()).into_query());
    };
    let row = row::ActiveModel { agency: Set(agency), successor: Set(successor), valid_to: Set(valid_to) };
    let replace = OnConflict::column(row::Column::Agency)
        .update_columns([row::Column::Successor, row::Column::ValidTo])
        .to_owned();
    tx.defer(&row::Entity::insert(row).on_conflict(replace).into_query(), 1);
}

mod row {
    //! Which agencies ended, or will, and who takes over their work.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "agency_succession")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub agency: String,
        pub successor: String,
        pub valid_to: Date,
    }
    impl ActiveModelBehavior for ActiveModel {}
}

/// Creates the table; a service that needs it takes this among its migrations.
pub struct Tables;

impl MigrationName for Tables {
    fn name(&self) -> &str {
        "m20261124_000004_agency_succession"
    }
}

#[async_trait]
impl MigrationTrait for Tables {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("agency_succession")
            .col(string_len("agency", 32).primary_key())
            .col(string_len("successor", 32))
            .col(date("valid_to"))
            .to_owned();
        schema.create_table(table).await
    }
}
