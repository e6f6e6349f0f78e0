//! The fixture: a service that records what it applies, publishes that it did, and fails where a test scripts it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use futures::future::BoxFuture;
use motcua_contracts::Event;
use motcua_contracts::intake::DossierSubmitted;
use motcua_contracts::routing::JourneyStarted;
use motcua_kit::Clocks;
use motcua_kit::http::Api;
use motcua_messaging::{
    AggregateVersion, CommandError, Consumers, Env, HandlerError, OutboxEvent, Received, Resources, Service, StartError,
};
use motcua_testkit::service::START;
use motcua_testkit::{Shape, TestService, clock};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{ExprTrait, Query};
use sea_orm::{ActiveValue::Set, ConnectionTrait, QueryOrder, QueryTrait};
use sea_orm_migration::prelude::{MigrationName, MigrationTrait, MigratorTrait, SchemaManager, Table};
use sea_orm_migration::schema::{pk_auto, string_len, uuid};

pub const NAME: &str = "probe";
pub const SUBSCRIBES_TO: &[&str] = &["intake", "routing", "probe"];

/// What the probe publishes: that it applied an event.
#[derive(Clone, PartialEq, prost::Message)]
pub struct Echo {
    #[prost(string, tag = "1")]
    pub label: String,
}

impl Event for Echo {
    const SUBJECT: &'static str = "motcua.v1.probe.echo.said";
}

/// An event of intake.
pub fn intake(label: &str) -> DossierSubmitted {
    DossierSubmitted { reference: label.to_owned(), ..Default::default() }
}

/// An event of routing.
pub fn routing(label: &str) -> JourneyStarted {
    JourneyStarted { code: label.to_owned(), ..Default::default() }
}

/// What the probe does with an event besides recording it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Behaviour {
    /// Publishes an echo.
    Echo,
    /// Publishes an echo, then fails.
    Retry,
    /// Panics, this often.
    Panic(u32),
    /// Writes, then fails for good.
    Reject,
    /// Waits for the effect of another event of the dossier.
    After(&'static str),
    /// Writes, then answers that another event has to come first.
    WriteThenNotYet,
    /// Returns that it does not know a value of the event.
    Unknown,
    /// Defers a change of the effect with this label.
    ChangeAnother(&'static str),
    /// Answers that the database cannot be reached.
    Unavailable,
}

#[derive(Clone)]
pub struct App {
    pub resources: Resources,
    script: Script,
}

type Context = motcua_messaging::Context<App>;

type Script = Arc<Mutex<HashMap<String, Behaviour>>>;

/// A running probe.
pub struct Probe {
    pub service: TestService,
    pub app: App,
    script: Script,
}

impl Probe {
    pub async fn start(shape: impl Into<Shape>) -> Self {
        Self::with_clocks(shape, clock::standing_at(START)).await
    }

    pub async fn with_clocks(shape: impl Into<Shape>, clocks: Clocks) -> Self {
        Self::open(shape, clocks, SUBSCRIBES_TO).await
    }

    /// A probe to which the broker delivers the events of other producers than it has handlers for.
    pub async fn subscribed_to(shape: impl Into<Shape>, producers: &[&str]) -> Self {
        Self::open(shape, clock::standing_at(START), producers).await
    }

    async fn open(shape: impl Into<Shape>, clocks: Clocks, producers: &[&str]) -> Self {
        let (script, slot) = (Script::default(), Arc::<OnceLock<App>>::default());
        let build = build(script.clone(), slot.clone());
        let service = TestService::with_clocks::<Migrator, _, _>(shape, clocks, NAME, producers, build).await;
        let app = slot.get().cloned().expect("the application of a built service");
        Self { service, app, script }
    }

    /// Aborts the probe, as a kill does.
    pub async fn crash(&mut self) {
        self.service.crash().await;
    }

    /// Starts it again.
    pub async fn restart(&mut self) {
        let slot = Arc::<OnceLock<App>>::default();
        self.service.restart(build(self.script.clone(), slot.clone())).await;
        self.app = slot.get().cloned().expect("the application of a built service");
    }

    /// From now on the probe does this with events of the label.
    pub fn script(&self, label: &str, behaviour: Behaviour) {
        self.script.lock().unwrap_or_else(PoisonError::into_inner).insert(label.to_owned(), behaviour);
    }

    /// From now on the probe only records events of the label.
    pub fn unscript(&self, label: &str) {
        self.script.lock().unwrap_or_else(PoisonError::into_inner).remove(label);
    }

    /// Labels of the events applied to the dossier, in their order.
    pub async fn effects(&self, dossier: Uuid) -> Vec<String> {
        let rows = effect::Entity::find().filter(effect::Column::Dossier.eq(dossier)).order_by_asc(effect::Column::Id);
        let rows = rows.all(self.service.database.db.read()).await.expect("the effects");
        rows.into_iter().map(|row| row.label).collect()
    }

    /// The producers that have a cursor for the dossier.
    pub async fn producers_applied(&self, dossier: Uuid) -> Vec<String> {
        let mut query = Query::select();
        query.column("producer").from("inbox_cursor").and_where(Expr::col("aggregate_id").eq(dossier));
        let rows = self.service.database.db.read().query_all(&query).await.expect("the cursors");
        rows.into_iter().map(|row| row.try_get("", "producer").expect("a producer")).collect()
    }

    /// Subjects and numbers of the outbox rows of an aggregate, or of all dead letters.
    pub async fn outbox(&self, aggregate: Option<Uuid>) -> Vec<(String, i64)> {
        let mut query = Query::select();
        query.columns(["subject", "seq"]).from("outbox").order_by("seq", sea_orm::Order::Asc);
        match aggregate {
            Some(aggregate) => query.and_where(Expr::col("aggregate_id").eq(aggregate)),
            None => query.and_where(Expr::col("subject").like("motcua.dlq.%")),
        };
        let rows = self.service.database.db.read().query_all(&query).await.expect("the outbox");
        let read = |row: sea_orm::QueryResult| Some((row.try_get("", "subject").ok()?, row.try_get("", "seq").ok()?));
        rows.into_iter().map(|row| read(row).expect("an outbox row")).collect()
    }

    /// Why an event is parked or dead.
    pub async fn reason(&self, event: Uuid) -> String {
        let mut query = Query::select();
        query.column("reason").from("inbox").and_where(Expr::col("event_id").eq(event));
        let row = self.service.database.db.read().query_one(&query).await.expect("the inbox").expect("a parked event");
        row.try_get("", "reason").expect("a reason")
    }

    /// State of an event that was not applied, and how often it failed.
    pub async fn waiting(&self, event: Uuid) -> (String, i32) {
        let mut query = Query::select();
        query.columns(["state", "attempts"]).from("inbox").and_where(Expr::col("event_id").eq(event));
        let row =
            self.service.database.db.read().query_one(&query).await.expect("the inbox").expect("an event that waits");
        (row.try_get("", "state").expect("a state"), row.try_get("", "attempts").expect("a number"))
    }

    /// A command of the probe: publishes an echo.
    pub async fn speak(&self, dossier: Uuid, label: &str) {
        let tx = self.app.resources.db.unit_of_work();
        let clocks = &self.app.resources.clocks;
        let version = AggregateVersion::load(&tx, dossier).await.expect("a version");
        version.advance(&tx, vec![sent(label)], clocks.business.now(), clocks.wall.now()).expect("an event");
        tx.commit().await.expect("a commit");
    }
}

fn sent(label: &str) -> OutboxEvent {
    OutboxEvent::of(&Echo { label: label.to_owned() })
}

async fn echo(context: &Context, dossier: Uuid, label: &str) -> Result<(), CommandError<()>> {
    let version = AggregateVersion::load(&context.tx, dossier).await?;
    context.publish(version, vec![sent(label)])?;
    Ok(())
}

fn build(
    script: Script,
    slot: Arc<OnceLock<App>>,
) -> impl FnOnce(Env) -> BoxFuture<'static, Result<Service, StartError>> {
    move |env| {
        Box::pin(async move {
            let app = |_: &Env, resources| slot.get_or_init(|| App { resources, script }).clone();
            let table = Consumers::new(NAME, SUBSCRIBES_TO).on(on_intake).on(on_routing).on(on_echo);
            let api = |_: App| Api { router: axum::Router::new(), openapi: utoipa::openapi::OpenApi::default() };
            Service::assemble(NAME, env, app, table, api).await
        })
    }
}

async fn on_intake(context: Context, event: Received<DossierSubmitted>) -> Result<(), HandlerError> {
    apply(&context, event.aggregate, event.message.reference).await
}

async fn on_routing(context: Context, event: Received<JourneyStarted>) -> Result<(), HandlerError> {
    apply(&context, event.aggregate, event.message.code).await
}

async fn on_echo(context: Context, event: Received<Echo>) -> Result<(), HandlerError> {
    apply(&context, event.aggregate, format!("echo of {}", event.message.label)).await
}

async fn apply(context: &Context, dossier: Uuid, label: String) -> Result<(), HandlerError> {
    let behaviour = next(&context.app.script, &label);
    if let Some(Behaviour::After(other)) = behaviour {
        let before = effect::Entity::find().filter(effect::Column::Dossier.eq(dossier));
        let before = before.filter(effect::Column::Label.eq(other)).one(&context.tx).await?;
        before.ok_or(HandlerError::NotYet(other))?;
    }
    if behaviour == Some(Behaviour::Unknown) {
        return Err(HandlerError::Unknown(label));
    }
    if let Some(Behaviour::ChangeAnother(other)) = behaviour {
        let same = effect::Entity::update_many().col_expr(effect::Column::Dossier, Expr::val(dossier));
        let same = same.filter(effect::Column::Dossier.eq(dossier)).filter(effect::Column::Label.eq(other));
        context.tx.defer_existing(&same.into_query());
    }
    let row = effect::ActiveModel { dossier: Set(dossier), label: Set(label.clone()), ..Default::default() };
    context.tx.defer(&effect::Entity::insert(row).into_query(), 1);
    match behaviour {
        Some(Behaviour::Echo) => Ok(echo(context, dossier, &label).await?),
        Some(Behaviour::Retry) => {
            echo(context, dossier, &label).await?;
            Err(HandlerError::Retry("scripted".into()))
        }
        Some(Behaviour::Panic(_)) => panic!("scripted"),
        Some(Behaviour::Reject) => Err(HandlerError::Reject("scripted".into())),
        Some(Behaviour::WriteThenNotYet) => Err(HandlerError::NotYet("scripted")),
        Some(Behaviour::Unavailable) => Err(HandlerError::Unavailable("scripted".into())),
        Some(Behaviour::After(_) | Behaviour::Unknown | Behaviour::ChangeAnother(_)) | None => Ok(()),
    }
}

fn next(script: &Script, label: &str) -> Option<Behaviour> {
    let mut script = script.lock().unwrap_or_else(PoisonError::into_inner);
    let behaviour = script.get(label).copied();
    match behaviour {
        Some(Behaviour::Panic(1)) => drop(script.remove(label)),
        Some(Behaviour::Panic(more)) => drop(script.insert(label.to_owned(), Behaviour::Panic(more - 1))),
        _ => {}
    }
    behaviour
}

pub mod effect {
    //! What was applied, in its order.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "effect")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        pub dossier: Uuid,
        pub label: String,
    }
    impl ActiveModelBehavior for ActiveModel {}
}

/// The tables of the probe.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        let mut all = motcua_kit::tables::migrations();
        all.extend(motcua_messaging::migrations());
        all.push(Box::new(Effects));
        all
    }
}

struct Effects;

impl MigrationName for Effects {
    fn name(&self) -> &str {
        "m20261124_000901_effects"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Effects {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("effect")
            .col(pk_auto("id"))
            .col(uuid("dossier"))
            .col(string_len("label", 64))
            .to_owned();
        schema.create_table(table).await
    }
}
