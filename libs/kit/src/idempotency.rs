//! Idempotency keys: a retry with the same key returns the stored response, which is written in the transaction of the
//! effect.

use motcua_contracts::Text;
use std::time::Duration;

use axum::http::{HeaderMap, StatusCode};
use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, DbErr, QueryTrait};
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer_null, binary, integer, string_len, text, timestamp_with_time_zone, uuid};
use serde::Serialize;
use sha2::{Digest, Sha256};
use tokio::time::{MissedTickBehavior, interval};
use tokio_util::sync::CancellationToken;

use crate::clock::Clock;
use crate::db::{Db, Tx};
use crate::http::CommandResponse;
use crate::problem::{Problem, Slug};
use crate::transact::{Retryable, transact};

/// The request header that carries the key.
pub const HEADER: &str = "idempotency-key";

/// How long a response is stored, wall time.
pub const RETENTION: TimeDelta = TimeDelta::hours(48);
const CLEANUP: Duration = Duration::from_secs(3600);

/// Identifies a request: principal, operation, key and content.
#[derive(Debug, Clone)]
pub struct IdempotencyKey {
    principal: Uuid,
    operation: String,
    key: String,
    content: Vec<u8>,
}

impl IdempotencyKey {
    /// Reads the key of a request; `operation` is its method and route, `path` and `body` its content.
    ///
    /// # Errors
    /// `idempotency-key-missing` without the header, `validation` for a key that is empty, longer than
    /// 255 characters or not visible ASCII.
    pub fn of(
        headers: &HeaderMap,
        principal: Uuid,
        operation: String,
        path: &str,
        body: &[u8],
    ) -> Result<Self, Problem> {
        let value = headers.get(HEADER).ok_or_else(|| Problem::new(Slug::IdempotencyKeyMissing))?;
        let key = value.to_str().unwrap_or_default();
        if key.is_empty() || key.len() > 255 || !key.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(Problem::field(
                "/headers/Idempotency-Key",
                "key-format",
                Text::fixed("Từ 1 đến 255 ký tự ASCII nhìn thấy được", "1 to 255 visible ASCII characters"),
            ));
        }
        let content = Sha256::new().chain_update(path).chain_update([0]).chain_update(body).finalize().to_vec();
        Ok(Self { principal, operation, key: key.to_owned(), content })
    }
}

mod row {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "idempotency")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub principal: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub operation: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub key: String,
        pub content: Vec<u8>,
        pub status: i32,
        pub body: String,
        pub version: Option<i64>,
        pub created_at: DateTimeUtc,
    }
    impl ActiveModelBehavior for ActiveModel {}
}

/// Runs a command whose transaction stores its response. A retry fails, because the work is done or because its key is
/// taken, and then gets the stored response: so the first request, which nearly every request is, needs no lookup.
///
/// # Errors
/// What `work` answers; `idempotency-key-reused` when the key was used for other content; `internal` when the task
/// panicked, `unavailable` when it was cancelled.
pub async fn run_idempotent<E, F, Fut>(db: Db, key: IdempotencyKey, work: F) -> Result<CommandResponse, Problem>
where
    E: Retryable + Into<Problem> + From<Problem> + Send + 'static,
    F: Fn() -> Fut + Send + 'static,
    Fut: Future<Output = Result<CommandResponse, E>> + Send,
{
    match transact(work, |slug| Problem::new(slug).into()).await {
        Ok(response) => Ok(response),
        Err(error) => {
            let problem: Problem = error.into();
            // An outage may have come after the commit: the retry finds out.
            if problem.slug.status().is_server_error() {
                return Err(problem);
            }
            find(&db, &key).await?.ok_or(problem)
        }
    }
}

async fn find(db: &Db, key: &IdempotencyKey) -> Result<Option<CommandResponse>, Problem> {
    let id = (key.principal, key.operation.clone(), key.key.clone());
    let Some(stored) = row::Entity::find_by_id(id).one(db.read()).await? else { return Ok(None) };
    if stored.content != key.content {
        return Err(Problem::new(Slug::IdempotencyKeyReused));
    }
    let status = <u16 as TryFrom<i32>>::try_from(stored.status).ok().and_then(|code| StatusCode::from_u16(code).ok());
    Ok(Some(CommandResponse::replayed(status.unwrap_or(StatusCode::OK), stored.body, stored.version)))
}

/// Whether a response is stored under the key, of this request or of another.
///
/// # Errors
/// When the database cannot be read.
pub async fn is_used(tx: &Tx, key: &IdempotencyKey) -> Result<bool, DbErr> {
    let id = (key.principal, key.operation.clone(), key.key.clone());
    Ok(row::Entity::find_by_id(id).one(tx.db()).await?.is_some())
}

/// Stores the response to this request in the transaction of its effect; `wall` starts its retention. The commit fails with
/// `RecordNotInserted` when the key is used already.
///
/// # Errors
/// When the body cannot be written as JSON.
pub fn store_response<T: Serialize>(
    tx: &Tx,
    key: &IdempotencyKey,
    status: StatusCode,
    body: &T,
    version: Option<i64>,
    wall: DateTime<Utc>,
) -> Result<CommandResponse, Problem> {
    let body = serde_json::to_string(body).map_err(|error| Problem::internal(&error))?;
    let row = row::ActiveModel {
        principal: Set(key.principal),
        operation: Set(key.operation.clone()),
        key: Set(key.key.clone()),
        content: Set(key.content.clone()),
        status: Set(i32::from(status.as_u16())),
        body: Set(body.clone()),
        version: Set(version),
        created_at: Set(wall),
    };
    let used =
        OnConflict::columns([row::Column::Principal, row::Column::Operation, row::Column::Key]).do_nothing().to_owned();
    tx.defer_insert(&row::Entity::insert(row).on_conflict(used).into_query());
    Ok(CommandResponse::new(status, body, version))
}

/// Deletes the responses stored before `until`, wall time.
///
/// # Errors
/// When the database cannot be written.
pub async fn delete_expired(tx: &Tx, until: DateTime<Utc>) -> Result<u64, DbErr> {
    let gone = row::Entity::delete_many().filter(row::Column::CreatedAt.lt(until)).exec(tx.db()).await?;
    Ok(gone.rows_affected)
}

/// Deletes expired responses, at the start and every hour, until `stop`.
pub async fn cleanup_task(db: Db, wall: Clock, stop: CancellationToken) {
    let mut turns = interval(CLEANUP);
    turns.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            _ = turns.tick() => {}
        }
        let now = wall.now();
        let deleted = async {
            delete_old(&db, now - RETENTION).await?;
            crate::attempts::delete_old(&db, now).await
        };
        if let Err(error) = deleted.await {
            tracing::warn!(error = %error, "expired rows not deleted");
        }
    }
}

async fn delete_old(db: &Db, until: DateTime<Utc>) -> Result<(), DbErr> {
    let tx = db.begin().await?;
    delete_expired(&tx, until).await?;
    tx.commit().await
}

/// Creates the idempotency table.
pub struct Tables;

impl MigrationName for Tables {
    fn name(&self) -> &str {
        "m20261124_000001_idempotency"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Tables {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("idempotency")
            .col(uuid("principal"))
            .col(string_len("operation", 128))
            .col(string_len("key", 255))
            .col(binary("content"))
            .col(integer("status"))
            .col(text("body"))
            .col(timestamp_with_time_zone("created_at"))
            .primary_key(Index::create().col("principal").col("operation").col("key"))
            .to_owned();
        schema.create_table(table).await
    }
}

/// Indexes responses by age, so that expired ones are found without reading all.
pub struct AgeIndex;

impl MigrationName for AgeIndex {
    fn name(&self) -> &str {
        "m20261124_000003_idempotency_age"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for AgeIndex {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let index = Index::create().name("idempotency_age").table("idempotency").col("created_at").to_owned();
        schema.create_index(index).await
    }
}

/// Stores the version of what a response shows, so that a retry gets its ETag too.
pub struct VersionColumn;

impl MigrationName for VersionColumn {
    fn name(&self) -> &str {
        "m20261201_000001_idempotency_version"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for VersionColumn {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::alter().table("idempotency").add_column(big_integer_null("version")).to_owned();
        schema.alter_table(table).await
    }
}
