//! The service that is measured: accounts of a ledger, each an aggregate with one command.

use axum::http::HeaderMap;
use futures::StreamExt;
use motcua_contracts::intake::DossierSupplemented;
use motcua_kit::auth::{Actor, KeySet, Verifier};
use motcua_kit::http::{Caller, IfMatch, Language};
use motcua_kit::idempotency::{HEADER, IdempotencyKey};
use motcua_kit::{Clocks, Db, Problem, history};
use motcua_messaging::{AggregateVersion, CommandError, Context, Done, OutboxEvent, Resources, run_command};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Asterisk, ExprTrait, Query, SelectStatement};
use sea_orm::{ActiveValue::Set, ConnectionTrait, QueryTrait};
use sea_orm_migration::prelude::{
    DynIden, IntoIden, MigrationName, MigrationTrait, MigratorTrait, SchemaManager, Table,
};
use sea_orm_migration::schema::{big_integer, text, uuid};
use uuid::Uuid;

/// What the body of an account holds: about as much as the stage of a dossier.
pub const BODY: &str = "{\"stage\":\"accepted\",\"receipt\":{\"code\":\"H35.05-220314-0001\",\"at\":\"2022-03-14T01:00:00Z\",\
\"dueAt\":\"2022-03-21T10:00:00Z\",\"procedureVersion\":1,\"calendarVersion\":1,\"unit\":\"H35.05.01\",\"issue\":1}}";

mod account {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "account")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub balance: i64,
        pub body: String,
    }
    impl ActiveModelBehavior for ActiveModel {}
}

/// The tables of kit and messaging, and the accounts.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        let mut all = motcua_kit::tables::migrations();
        all.extend(motcua_messaging::migrations());
        all.push(Box::new(Accounts));
        all
    }

    fn migration_table_name() -> DynIden {
        "ledger_migrations".into_iden()
    }
}

struct Accounts;

impl MigrationName for Accounts {
    fn name(&self) -> &str {
        "m20261201_000101_accounts"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Accounts {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let account = Table::create()
            .table("account")
            .col(uuid("id").primary_key())
            .col(big_integer("balance"))
            .col(text("body"))
            .to_owned();
        schema.create_table(account).await
    }
}

/// Rows of each table that a command writes to.
#[derive(Debug, PartialEq, Eq)]
pub struct Rows {
    balance: i64,
    history: i64,
    outbox: i64,
    idempotency: i64,
}

impl Rows {
    /// What so many commands leave behind.
    pub fn of_commands(commands: usize) -> Self {
        let commands = i64::try_from(commands).expect("a count");
        Self { balance: commands, history: commands, outbox: commands, idempotency: commands }
    }
}

/// What is stored now.
pub async fn rows(db: &Db) -> Rows {
    let balance = Query::select().expr(Expr::col("balance").sum().cast_as("bigint")).from("account").to_owned();
    let count = |table: &'static str| Query::select().expr(Expr::col(Asterisk).count()).from(table).to_owned();
    Rows {
        balance: number(db, &balance).await,
        history: number(db, &count("history")).await,
        outbox: number(db, &count("outbox")).await,
        idempotency: number(db, &count("idempotency")).await,
    }
}

async fn number(db: &Db, query: &SelectStatement) -> i64 {
    let row = db.read().query_one(query).await.expect("a count").expect("a row");
    row.try_get_by_index(0).expect("a number")
}

/// Opens so many accounts, nothing in them.
pub async fn open(db: &Db, accounts: usize) -> Vec<Uuid> {
    let tx = db.begin().await.expect("a transaction");
    let ids: Vec<Uuid> = (0..accounts).map(|_| Uuid::now_v7()).collect();
    for id in &ids {
        let row = account::ActiveModel { id: Set(*id), balance: Set(0), body: Set(BODY.to_owned()) };
        tx.defer(&account::Entity::insert(row).into_query(), 1);
    }
    tx.commit().await.expect("a commit");
    ids
}

/// The state of the service.
pub fn resources(db: &Db) -> Resources {
    let clocks = Clocks::system();
    let verifier = Verifier::new(KeySet::default(), "http://issuer.test", clocks.wall.clone());
    Resources { db: db.clone(), clocks, verifier }
}

/// Runs the commands over the accounts in turn, so many at once.
pub async fn run(resources: &Resources, accounts: &[Uuid], commands: usize, concurrency: usize) {
    let all = (0..commands).map(|number| {
        let (resources, id) = (resources.clone(), accounts[number % accounts.len()]);
        motcua_kit::lifecycle::spawn(async move { deposit(&resources, id).await })
    });
    let mut answers = futures::stream::iter(all).buffer_unordered(concurrency);
    while let Some(answer) = answers.next().await {
        answer.expect("a task").expect("a command that takes effect");
    }
}

/// One command: loads the account with its version, decides, writes what follows.
async fn deposit(resources: &Resources, id: Uuid) -> Result<(), Problem> {
    run_command(resources, caller(), id, |context: Context<Resources>, id| async move {
        let query = account::Entity::find_by_id(id);
        let (version, accounts) = AggregateVersion::load_with::<_, account::Model>(&context.tx, id, query).await?;
        let account = accounts.into_iter().next().ok_or_else(Problem::not_found)?;
        let changed = account::ActiveModel {
            balance: Set(account.balance + 1),
            body: Set(account.body.clone()),
            ..Default::default()
        };
        let update = account::Entity::update_many().set(changed).filter(account::Column::Id.eq(id));
        context.tx.defer(&update.into_query(), 1);
        let entry = history::Entry {
            aggregate: id,
            version: version.version + 1,
            object: id,
            name: "deposited",
            event: &account.body,
            actor: &context.actor,
            on_behalf_of: None,
            status: None,
            reason: None,
            at: context.at,
        };
        history::record(&context.tx, entry)?;
        let event = OutboxEvent::of(&DossierSupplemented { dossier_id: id.to_string() });
        let version = context.publish(version, vec![event])?;
        Ok::<_, CommandError<Problem>>(Done::ok(account.body).of_version(version))
    })
    .await
    .map(drop)
}

fn caller() -> Caller {
    let principal = Uuid::now_v7();
    let mut headers = HeaderMap::new();
    headers.insert(HEADER, principal.to_string().parse().expect("a header"));
    let key =
        IdempotencyKey::of(&headers, principal, "POST /v1/accounts/{id}/deposits".into(), "/", b"{}").expect("a key");
    let actor = Actor::account(principal, ["citizen"], None);
    Caller { actor, key, if_match: IfMatch::default(), language: Language::default() }
}
