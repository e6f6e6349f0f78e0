//! Applying migrations, and what a server checks before it serves: without writing, and tolerating newer releases.

use std::collections::BTreeSet;

use sea_orm::{ConnectionTrait, Database, DbBackend, DbErr, Statement, TransactionTrait};
use sea_orm_migration::MigratorTrait;

use super::Db;
use super::connect::{SessionLimits, options};

/// The schema generation of this release. A release that removes what an older one needs raises the minimum that its
/// migration stores in `schema_minimum`.
const GENERATION: i32 = 1;

/// Whether the schema fits this release.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SchemaState {
    /// Every migration of this release is applied; a newer release may have applied more.
    Fits,
    /// This many migrations of this release are still to be applied.
    Pending(usize),
    /// A newer release has removed what this one needs: the minimum generation.
    TooNew(i32),
}

impl Db {
    /// Applies the pending migrations of a service. Replicas that start together wait for each other. Does nothing when
    /// all are applied, whatever a newer release has applied behind them.
    ///
    /// # Errors
    /// When a migration fails, or a newer release has removed what this one needs.
    pub async fn migrate<M: MigratorTrait>(&self) -> Result<(), DbErr> {
        const LOCK: i64 = 0x6d6f_7463_7561;
        match self.schema_state::<M>().await? {
            SchemaState::Fits => return Ok(()),
            SchemaState::Pending(_) => {}
            SchemaState::TooNew(minimum) => {
                let why = format!("the schema needs a release of generation {minimum} or newer");
                return Err(DbErr::Migration(why));
            }
        }
        if self.backend() != DbBackend::Postgres {
            return M::up(self.read(), None).await;
        }
        // One connection holds the lock, the other migrates.
        let pool = Database::connect(options(self.url(), 2, SessionLimits::NONE)).await?;
        let guard = pool.begin().await?;
        guard.execute_unprepared(&format!("SELECT pg_advisory_xact_lock({LOCK})")).await?;
        M::up(&pool, None).await?;
        guard.commit().await?;
        pool.close().await
    }

    /// Compares the schema with the migrations of this release; only reads, so that the serving role needs no right to
    /// change the schema.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn schema_state<M: MigratorTrait>(&self) -> Result<SchemaState, DbErr> {
        let applied = self.applied_migrations(&M::migration_table_name().to_string()).await?;
        let migrations = M::migrations();
        let pending = migrations.iter().filter(|migration| !applied.contains(migration.name())).count();
        if pending > 0 {
            return Ok(SchemaState::Pending(pending));
        }
        Ok(match self.minimum_generation().await? {
            minimum if minimum > GENERATION => SchemaState::TooNew(minimum),
            _ => SchemaState::Fits,
        })
    }

    async fn applied_migrations(&self, table: &str) -> Result<BTreeSet<String>, DbErr> {
        if !self.has_table(table).await? {
            return Ok(BTreeSet::new());
        }
        let query = Statement::from_string(self.backend(), format!("SELECT version FROM {table}"));
        let rows = self.read().query_all_raw(query).await?;
        rows.iter().map(|row| row.try_get("", "version")).collect()
    }

    async fn minimum_generation(&self) -> Result<i32, DbErr> {
        if !self.has_table("schema_minimum").await? {
            return Ok(GENERATION);
        }
        let query = Statement::from_string(self.backend(), "SELECT generation FROM schema_minimum");
        let row = self.read().query_one_raw(query).await?;
        row.map_or(Ok(GENERATION), |row| row.try_get("", "generation"))
    }

    async fn has_table(&self, table: &str) -> Result<bool, DbErr> {
        let sql = match self.backend() {
            DbBackend::Postgres => {
                "SELECT 1 FROM information_schema.tables WHERE table_schema = current_schema() AND table_name = $1"
            }
            _ => "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?",
        };
        let query = Statement::from_sql_and_values(self.backend(), sql, [table.into()]);
        Ok(self.read().query_one_raw(query).await?.is_some())
    }
}
