//! The fixture: a service of one table and one operation.

use axum::extract::State;
use axum::http::StatusCode;
use motcua_contracts::Text;
use motcua_kit::access::{AccessControl, Shown};
use motcua_kit::auth::Actor;
use motcua_kit::http::{Api, CommandRequest, CommandResponse, Path};
use motcua_kit::{Clock, Clocks, Db, Problem, Tx};
use motcua_messaging::{Consumers, Context, Done, Env, Resources, Service, StartError, run_command};
use motcua_office::{Role, Rule};
use motcua_testkit::{Engine, TestService};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Query;
use sea_orm::{ActiveValue::Set, ConnectionTrait, QueryTrait};
use sea_orm_migration::prelude::{MigrationName, MigrationTrait, MigratorTrait, SchemaManager, Table};
use sea_orm_migration::schema::{string_len, uuid};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// A note.
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

/// A valid note.
pub fn note() -> Value {
    json!({"title": "Một", "copies": 1, "phone": "0912345678", "dossierId": Uuid::nil(), "kind": "plain",
        "lines": [{"text": "a"}]})
}

/// The running service.
pub async fn open(engine: Engine) -> TestService {
    TestService::start::<Migrator, _, _>(engine, "notes", &[], build).await
}

/// The same with clocks that are moved by hand.
pub async fn standing_still(engine: Engine) -> TestService {
    let at = Clock::System.now();
    let clocks = Clocks { wall: Clock::manual(at), business: Clock::manual(at) };
    TestService::with_clocks::<Migrator, _, _>(engine, clocks, "notes", &[], build).await
}

/// Builds the service.
pub async fn build(env: Env) -> Result<Service, StartError> {
    Service::assemble("notes", env, |_, resources| resources, Consumers::new("notes", &[]), api).await
}

fn api(app: Resources) -> Api {
    let access = AccessControl::from(&app);
    let (router, openapi) = OpenApiRouter::new()
        .routes(routes!(write))
        .routes(routes!(write_in_folder))
        .routes(routes!(read))
        .routes(routes!(sign))
        .routes(routes!(me))
        .routes(routes!(die))
        .routes(routes!(forgotten))
        .with_state(app)
        .split_for_parts();
    Api::new("notes", router, openapi, ACCESS, access)
}

/// Who may call which operation; `forgotten` has no rule.
const ACCESS: &[Rule] = &[
    Rule::signed_in("writeNote", "notes:write"),
    Rule::signed_in("writeNoteInFolder", "notes:write"),
    Rule::roles("readNote", "notes:read", &[Role::Clerk, Role::Citizen]),
    Rule::roles("signNote", "notes:write", &[Role::Clerk]),
    Rule::signed_in("readOwnName", "notes:read"),
    Rule::public("die"),
    Rule::roles("listNotesAccessRecords", "access-records:read", &[Role::Auditor]),
];

#[utoipa::path(get, path = "/v1/me", operation_id = "readOwnName")]
async fn me(actor: Actor) -> String {
    actor.name().to_owned()
}

#[utoipa::path(get, path = "/v1/forgotten", operation_id = "forgotten")]
async fn forgotten() -> StatusCode {
    StatusCode::NO_CONTENT
}

#[utoipa::path(get, path = "/v1/notes/{id}", operation_id = "readNote")]
async fn read(Path(id): Path<Uuid>) -> Result<Shown<String>, Problem> {
    if id.is_nil() {
        return Err(Problem::not_found());
    }
    Ok(Shown::new([id], "PERSONAL-0912".to_owned()))
}

/// An empty body.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Signature {}

#[utoipa::path(post, path = "/v1/signatures", operation_id = "signNote", request_body = Signature)]
async fn sign(_: CommandRequest<Signature>) -> StatusCode {
    StatusCode::NO_CONTENT
}

#[utoipa::path(get, path = "/v1/panic", operation_id = "die")]
async fn die() -> String {
    panic!("the secret cause")
}

#[utoipa::path(post, path = "/v1/folders/{id}/notes", operation_id = "writeNoteInFolder", request_body = Note)]
async fn write_in_folder(app: State<Resources>, request: CommandRequest<Note>) -> Result<CommandResponse, Problem> {
    write(app, request).await
}

#[utoipa::path(post, path = "/v1/notes", operation_id = "writeNote", request_body = Note)]
async fn write(State(app): State<Resources>, request: CommandRequest<Note>) -> Result<CommandResponse, Problem> {
    if request.body.title == "refuse" {
        return Err(Problem::conflict_state(Text::fixed("Bị từ chối", "Refused")));
    }
    let work = |context: Context<Resources>, (id, title): (Uuid, String)| async move {
        assert_ne!(title, "panic", "the secret cause");
        defer_insert(&context.tx, id, &title);
        Ok::<_, motcua_messaging::CommandError<Problem>>(Done::created(json!({ "id": id })))
    };
    run_command(&app, request.caller, (Uuid::now_v7(), request.body.title), work).await
}

/// Defers the insert of a row.
pub fn defer_insert(tx: &Tx, id: Uuid, title: &str) {
    let row = note_row::ActiveModel { id: Set(id), title: Set(title.to_owned()) };
    tx.defer(&note_row::Entity::insert(row).into_query(), 1);
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
    let query = Query::select().expr(sea_orm::sea_query::Expr::cust("COUNT(*) AS notes")).from("note").to_owned();
    let row = connection.query_one(&query).await.expect("the notes").expect("a count");
    row.try_get("", "notes").expect("a count")
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

/// Its tables.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        let mut all = motcua_kit::tables::migrations();
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
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create().table("note").col(uuid("id").primary_key()).col(string_len("title", 40)).to_owned();
        schema.create_table(table).await
    }
}
