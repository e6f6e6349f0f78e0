//! A POST sent twice with the same key acts once: key and answer are kept in the transaction of the effect.

use std::time::Duration;

use axum::http::{HeaderMap, StatusCode};
use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbErr, QueryTrait};
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{binary, integer, string_len, text, timestamp_with_time_zone, uuid};
use serde::Serialize;
use sha2::{Digest, Sha256};
use tokio::time::{MissedTickBehavior, interval};
use tokio_util::sync::CancellationToken;

use crate::clock::Clock;
use crate::db::{Db, Retryable, Tx, transact};
use crate::http::Reply;
use crate::problem::{Problem, Slug};

/// The request header that carries the key.
pub const HEADER: &str = "idempotency-key";

/// How long an answer is kept, wall time.
pub const KEPT: TimeDelta = TimeDelta::hours(48);
const TIDY: Duration = Duration::from_secs(3600);

/// What makes a request the same request: who, which operation, which key, which content.
#[derive(Debug, Clone)]
pub struct Once {
    principal: Uuid,
    operation: String,
    key: String,
    content: Vec<u8>,
}

impl Once {
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
                "Từ 1 đến 255 ký tự ASCII nhìn thấy được / 1 to 255 visible ASCII characters",
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
        pub created_at: DateTimeUtc,
    }
    impl ActiveModelBehavior for ActiveModel {}
}

/// Carries out a command whose transaction keeps its answer. A repeat fails, because the work is done or because its
/// key is taken; it then gets the answer that was kept. So the first time, which is nearly every time, looks nothing up.
///
/// # Errors
/// What `work` answers; `idempotency-key-reused` when the key was used for other content; `unavailable` when the task
/// that carries it out died.
pub async fn once<E, F, Fut>(db: Db, once: Once, work: F) -> Result<Reply, Problem>
where
    E: Retryable + Into<Problem> + From<Problem> + Send + 'static,
    F: Fn(Once) -> Fut + Send + 'static,
    Fut: Future<Output = Result<Reply, E>> + Send,
{
    let request = once.clone();
    match transact(move || work(request.clone()), || Problem::new(Slug::Unavailable).into()).await {
        Ok(reply) => Ok(reply),
        Err(error) => {
            let problem: Problem = error.into();
            // A failure of ours may have come after the commit: an answer now would promise what is not on the disk.
            if problem.status >= StatusCode::INTERNAL_SERVER_ERROR.as_u16() {
                return Err(problem);
            }
            find(&db, &once).await?.ok_or(problem)
        }
    }
}

async fn find(db: &Db, once: &Once) -> Result<Option<Reply>, Problem> {
    let id = (once.principal, once.operation.clone(), once.key.clone());
    let Some(stored) = row::Entity::find_by_id(id).one(db.read()).await? else { return Ok(None) };
    if stored.content != once.content {
        return Err(Problem::new(Slug::IdempotencyKeyReused));
    }
    let status = <u16 as TryFrom<i32>>::try_from(stored.status).ok().and_then(|code| StatusCode::from_u16(code).ok());
    Ok(Some(Reply::replayed(status.unwrap_or(StatusCode::OK), stored.body)))
}

/// Keeps the answer to this request beside its effect; `wall` starts the time it is kept for.
///
/// # Errors
/// When the answer cannot be written; `idempotency-key-reused` when there is one under this key already, of this
/// request or of another.
pub async fn keep<T: Serialize>(
    tx: &Tx,
    once: &Once,
    status: StatusCode,
    answer: &T,
    wall: DateTime<Utc>,
) -> Result<Reply, Problem> {
    let body = serde_json::to_string(answer).map_err(|error| Problem::internal(&error))?;
    let row = row::ActiveModel {
        principal: Set(once.principal),
        operation: Set(once.operation.clone()),
        key: Set(once.key.clone()),
        content: Set(once.content.clone()),
        status: Set(i32::from(status.as_u16())),
        body: Set(body.clone()),
        created_at: Set(wall),
    };
    let taken =
        OnConflict::columns([row::Column::Principal, row::Column::Operation, row::Column::Key]).do_nothing().to_owned();
    let mut insert = row::Entity::insert(row).on_conflict(taken).into_query();
    // A query, so that it takes along what the transaction noted.
    insert.returning_col(row::Column::Status);
    match tx.db().query_one(&insert).await? {
        Some(_) => Ok(Reply::new(status, body)),
        None => Err(Problem::new(Slug::IdempotencyKeyReused)),
    }
}

/// Deletes the answers kept since before `until`, wall time.
///
/// # Errors
/// When the statement fails.
pub async fn forget(tx: &Tx, until: DateTime<Utc>) -> Result<u64, DbErr> {
    let gone = row::Entity::delete_many().filter(row::Column::CreatedAt.lt(until)).exec(tx.db()).await?;
    Ok(gone.rows_affected)
}

/// Deletes the answers that were kept long enough, at the start and every hour, until `stop`.
pub async fn tidy(db: Db, wall: Clock, stop: CancellationToken) {
    let mut turns = interval(TIDY);
    turns.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            _ = turns.tick() => {}
        }
        if let Err(error) = forget_old(&db, wall.now() - KEPT).await {
            tracing::warn!(error = %error, "kept answers not deleted");
        }
    }
}

async fn forget_old(db: &Db, until: DateTime<Utc>) -> Result<(), DbErr> {
    let tx = db.begin().await?;
    forget(&tx, until).await?;
    tx.commit_lazily().await
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

/// Finds the answers that are old enough to go without reading all of them.
pub struct AgeIndex;

impl MigrationName for AgeIndex {
    fn name(&self) -> &str {
        "m20261124_000003_idempotency_age"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for AgeIndex {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let index = Index::create().name("idempotency_age").table("idempotency").col("created_at").to_owned();
        schema.create_index(index).await
    }
}
