//! A service of one table and one operation, to ask things of.

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::{get, post};
use motcua_kit::auth::{Actor, Verifier};
use motcua_kit::http::{Api, Command, Reply};
use motcua_kit::idempotency::{self, Once, keep};
use motcua_kit::{Clock, Clocks, Db, Problem, Tx};
use motcua_messaging::{Consumers, Env, Fault, Relay, Service, StartError};
use motcua_testkit::{Engine, Rig};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Query;
use sea_orm::{ActiveValue::Set, ConnectionTrait};
use sea_orm_migration::prelude::{MigrationName, MigrationTrait, MigratorTrait, SchemaManager, Table};
use sea_orm_migration::schema::{string_len, uuid};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::ToSchema;

/// What is written down at the desk.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Note {
    #[schema(min_length = 2, max_length = 40)]
    pub title: String,
    #[schema(minimum = 1, maximum = 5)]
    pub copies: u32,
    #[schema(pattern = "^0[0-9]{9}$")]
    pub phone: String,
    pub dossier_id: Uuid,
    pub kind: Kind,
    #[schema(min_items = 1, max_items = 2)]
    pub lines: Vec<Line>,
    #[schema(max_length = 10)]
    pub remark: Option<String>,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum Kind {
    Plain,
    Urgent,
}

#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Line {
    #[schema(min_length = 1)]
    pub text: String,
}

/// A note that is as it should be.
pub fn note() -> Value {
    json!({"title": "Một", "copies": 1, "phone": "0912345678", "dossierId": Uuid::nil(), "kind": "plain",
        "lines": [{"text": "a"}]})
}

#[derive(Clone)]
struct App {
    db: Db,
    clocks: Clocks,
    verifier: Verifier,
}

impl axum::extract::FromRef<App> for Verifier {
    fn from_ref(app: &App) -> Self {
        app.verifier.clone()
    }
}

/// A running desk.
pub async fn open(engine: Engine) -> Rig {
    Rig::start::<Migrator, _, _>(engine, "desk", &[], build).await
}

/// A running desk whose clocks are moved by hand.
pub async fn standing_still(engine: Engine) -> Rig {
    let at = Clock::System.now();
    let clocks = Clocks { wall: Clock::manual(at), business: Clock::manual(at) };
    Rig::with_clocks::<Migrator, _, _>(engine, clocks, "desk", &[], build).await
}

/// Builds the desk.
pub async fn build(env: Env) -> Result<Service, StartError> {
    let app =
        |env: &Env, _: Relay| App { db: env.db.clone(), clocks: env.clocks.clone(), verifier: env.verifier.clone() };
    Service::assemble("desk", env, app, Consumers::new("desk", &[]), api).await
}

fn api(app: App) -> Api {
    let router = axum::Router::new()
        .route("/v1/notes", post(write))
        .route("/v1/folders/{id}/notes", post(write))
        .route("/v1/signatures", post(sign))
        .route("/v1/me", get(|actor: Actor| async move { actor.name().to_owned() }))
        .route("/v1/panic", get(die))
        .with_state(app);
    Api { router, openapi: utoipa::openapi::OpenApi::default() }
}

/// A body that says nothing.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Signature {}

async fn sign(_: Command<Signature>) -> StatusCode {
    StatusCode::NO_CONTENT
}

async fn die() -> String {
    panic!("the secret cause")
}

async fn write(State(app): State<App>, request: Command<Note>) -> Result<Reply, Problem> {
    if request.body.title == "refuse" {
        return Err(Problem::conflict_state("told so"));
    }
    let (db, Command { once, body, .. }) = (app.db.clone(), request);
    let work = move |key: Once| {
        let (app, body) = (app.clone(), body.clone());
        async move {
            let tx = app.db.begin().await?;
            let id = Uuid::now_v7();
            insert(&tx, id, &body.title).await?;
            let answer = keep(&tx, &key, StatusCode::CREATED, &json!({ "id": id }), app.clocks.wall.now()).await?;
            tx.commit().await?;
            Ok(answer)
        }
    };
    idempotency::once::<Fault<Problem>, _, _>(db, once, work).await
}

/// Writes a row.
pub async fn insert(tx: &Tx, id: Uuid, title: &str) -> Result<(), DbErr> {
    let row = note_row::ActiveModel { id: Set(id), title: Set(title.to_owned()) };
    note_row::Entity::insert(row).exec_without_returning(tx.db()).await.map(drop)
}

/// How many rows there are.
pub async fn count(db: &Db) -> i64 {
    count_on(db.read()).await
}

/// The same on a connection, for instance a transaction's.
pub async fn count_on<C: ConnectionTrait>(connection: &C) -> i64 {
    let query = Query::select().expr(sea_orm::sea_query::Expr::cust("COUNT(*)")).from("note").to_owned();
    let row = connection.query_one(&query).await.expect("the notes").expect("a count");
    row.try_get_by_index(0).expect("a count")
}

mod note_row {
    //! A note.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "note")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub title: String,
    }
    impl ActiveModelBehavior for ActiveModel {}
}

/// The tables of the desk.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        let mut all = motcua_kit::db::migrations();
        all.extend(motcua_messaging::migrations());
        all.push(Box::new(Notes));
        all
    }
}

struct Notes;

impl MigrationName for Notes {
    fn name(&self) -> &str {
        "m20261124_000901_notes"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Notes {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create().table("note").col(uuid("id").primary_key()).col(string_len("title", 40)).to_owned();
        schema.create_table(table).await
    }
}
