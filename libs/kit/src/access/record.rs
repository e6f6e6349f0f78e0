//! The record of access: one row for each request that showed personal data or was refused. It names the records that
//! were shown and never holds what they contain. What was decided stands in the history.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{OnConflict, Query};
use sea_orm::{ActiveValue::Set, DbErr, QueryOrder, QuerySelect, QueryTrait};
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{string_len, string_len_null, text_null, timestamp_with_time_zone, uuid, uuid_null};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::db::{Db, Tx};

/// What came of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Personal data was shown.
    Shown,
    /// It was refused.
    Refused,
    /// Somebody signed in.
    SignedIn,
}

impl Outcome {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Shown => "shown",
            Self::Refused => "refused",
            Self::SignedIn => "signed-in",
        }
    }
}

/// One request: who, for which office, from where, which operation, what came of it.
#[derive(Debug, Clone)]
pub struct AccessRecord {
    /// When, wall time.
    pub at: DateTime<Utc>,
    /// The account, where it is known.
    pub account: Option<Uuid>,
    /// Code of the unit that the account's roles are bound to.
    pub unit: Option<String>,
    /// Address of the client.
    pub source: Option<String>,
    /// `operationId`.
    pub operation: String,
    /// What came of it.
    pub outcome: Outcome,
    /// Code of the problem with which it was refused.
    pub problem: Option<String>,
    /// Why the account wanted it, where it had to say.
    pub purpose: Option<String>,
    /// The records that were shown, or the one that was refused.
    pub objects: Vec<Uuid>,
}

mod row {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "access_record")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub at: DateTimeUtc,
        pub account: Option<Uuid>,
        pub unit: Option<String>,
        pub source: Option<String>,
        pub operation: String,
        pub outcome: String,
        pub problem: Option<String>,
        pub purpose: Option<String>,
        pub trace_id: Option<String>,
    }
    impl ActiveModelBehavior for ActiveModel {}
}

mod object_row {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "access_record_object")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub object_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub record_id: Uuid,
    }
    impl ActiveModelBehavior for ActiveModel {}
}

/// A record as it is read.
pub use row::Model as Recorded;

/// Defers the insert of a record, and counts it: a burst of refusals or of reads raises an alert.
pub fn insert(tx: &Tx, record: AccessRecord) {
    let labels = [("operation", record.operation.clone()), ("outcome", record.outcome.as_str().to_owned())];
    metrics::counter!("motcua_access_total", &labels).increment(1);
    // Ordered by time, so that what seals the records can follow them.
    let id = Uuid::now_v7();
    let row = row::ActiveModel {
        id: Set(id),
        at: Set(record.at),
        account: Set(record.account),
        unit: Set(record.unit),
        source: Set(record.source),
        operation: Set(record.operation),
        outcome: Set(record.outcome.as_str().to_owned()),
        problem: Set(record.problem),
        purpose: Set(record.purpose),
        trace_id: Set(crate::telemetry::trace_id()),
    };
    tx.defer(&row::Entity::insert(row).into_query(), 1);
    let objects =
        record.objects.into_iter().map(|object| object_row::ActiveModel { object_id: Set(object), record_id: Set(id) });
    for part in chunks(objects.collect()) {
        // A page may show one record twice.
        let once =
            OnConflict::columns([object_row::Column::ObjectId, object_row::Column::RecordId]).do_nothing().to_owned();
        tx.defer_any(&object_row::Entity::insert_many(part).on_conflict(once).into_query());
    }
}

fn chunks(mut rows: Vec<object_row::ActiveModel>) -> Vec<Vec<object_row::ActiveModel>> {
    const PART: usize = 100;
    let mut parts = Vec::new();
    while !rows.is_empty() {
        let rest = rows.split_off(rows.len().min(PART));
        parts.push(std::mem::replace(&mut rows, rest));
    }
    parts
}

/// Writes a record at once.
///
/// # Errors
/// When the database cannot be written.
pub(super) async fn write(db: &Db, record: AccessRecord) -> Result<(), DbErr> {
    let tx = db.unit_of_work();
    insert(&tx, record);
    tx.commit().await
}

/// Which records to read.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Only requests of this account.
    pub account: Option<Uuid>,
    /// Only requests about this record.
    pub object: Option<Uuid>,
    /// Only this operation.
    pub operation: Option<String>,
    /// Only requests with this outcome.
    pub outcome: Option<Outcome>,
    /// From this wall time on.
    pub from: Option<DateTime<Utc>>,
    /// Before this wall time.
    pub to: Option<DateTime<Utc>>,
    /// Only those older than this one.
    pub before: Option<Uuid>,
}

/// At most `limit` and one more records, the newest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn list(db: &Db, filter: Filter, limit: u64) -> Result<Vec<Recorded>, DbErr> {
    let mut query = row::Entity::find().order_by_desc(row::Column::Id).limit(limit + 1);
    if let Some(object) = filter.object {
        let records = Query::select()
            .column(object_row::Column::RecordId)
            .from(object_row::Entity)
            .and_where(object_row::Column::ObjectId.eq(object))
            .to_owned();
        query = query.filter(row::Column::Id.in_subquery(records));
    }
    let conditions = [
        filter.account.map(|account| row::Column::Account.eq(account)),
        filter.operation.map(|operation| row::Column::Operation.eq(operation)),
        filter.outcome.map(|outcome| row::Column::Outcome.eq(outcome.as_str())),
        filter.from.map(|from| row::Column::At.gte(from)),
        filter.to.map(|to| row::Column::At.lt(to)),
        filter.before.map(|before| row::Column::Id.lt(before)),
    ];
    query = conditions.into_iter().flatten().fold(query, QueryFilter::filter);
    query.all(db.read()).await
}

/// The records that were shown or refused by these requests.
pub(super) async fn objects_of(db: &Db, records: Vec<Uuid>) -> Result<Vec<(Uuid, Uuid)>, DbErr> {
    object_row::Entity::find()
        .select_only()
        .columns([object_row::Column::RecordId, object_row::Column::ObjectId])
        .filter(object_row::Column::RecordId.is_in(records))
        .into_tuple()
        .all(db.read())
        .await
}

/// Creates the tables, and the columns of the history that name the office and where a change came from.
pub struct Tables;

impl MigrationName for Tables {
    fn name(&self) -> &str {
        "m20261201_000003_access_record"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Tables {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let records = Table::create()
            .table("access_record")
            .col(uuid("id").primary_key())
            .col(timestamp_with_time_zone("at"))
            .col(uuid_null("account"))
            .col(string_len_null("unit", 32))
            .col(string_len_null("source", 45))
            .col(string_len("operation", 64))
            .col(string_len("outcome", 16))
            .col(string_len_null("problem", 32))
            .col(text_null("purpose"))
            .col(text_null("trace_id"))
            .to_owned();
        schema.create_table(records).await?;
        let by_account =
            Index::create().name("ix_access_record_account").table("access_record").col("account").col("id").to_owned();
        schema.create_index(by_account).await?;
        let objects = Table::create()
            .table("access_record_object")
            .col(uuid("object_id"))
            .col(uuid("record_id"))
            .primary_key(Index::create().col("object_id").col("record_id"))
            .to_owned();
        schema.create_table(objects).await?;
        let by_record = Index::create()
            .name("ix_access_record_object_record")
            .table("access_record_object")
            .col("record_id")
            .to_owned();
        schema.create_index(by_record).await?;
        for column in [string_len_null("unit", 32), string_len_null("source", 45)] {
            schema.alter_table(Table::alter().table("history").add_column(column).to_owned()).await?;
        }
        Ok(())
    }
}
