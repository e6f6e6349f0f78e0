//! A service that writes down what it applies, says so, and fails where a test tells it to.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use futures::future::BoxFuture;
use motcua_contracts::Event;
use motcua_contracts::intake::DossierSubmitted;
use motcua_contracts::routing::JourneyStarted;
use motcua_kit::http::Api;
use motcua_kit::{Clocks, Db, Tx};
use motcua_messaging::{Consumers, Env, Failure, Fault, Head, Outgoing, Received, Relay, Service, StartError};
use motcua_testkit::service::START;
use motcua_testkit::{Rig, Shape, clock};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{ExprTrait, Query};
use sea_orm::{ActiveValue::Set, ConnectionTrait, QueryOrder};
use sea_orm_migration::prelude::{MigrationName, MigrationTrait, MigratorTrait, SchemaManager, Table};
use sea_orm_migration::schema::{pk_auto, string_len, uuid};

pub const NAME: &str = "probe";
pub const HEARS: &[&str] = &["intake", "routing", "probe"];

/// What the probe says: that it did something.
#[derive(Clone, PartialEq, prost::Message)]
pub struct Echo {
    #[prost(string, tag = "1")]
    pub label: String,
}

impl Event for Echo {
    const SUBJECT: &'static str = "motcua.v1.probe.echo.said";
}

/// What intake says, in these tests.
pub fn intake(label: &str) -> DossierSubmitted {
    DossierSubmitted { reference: label.to_owned(), ..Default::default() }
}

/// What routing says, in these tests.
pub fn routing(label: &str) -> JourneyStarted {
    JourneyStarted { code: label.to_owned(), ..Default::default() }
}

/// What the probe does about an event beyond writing it down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Behaviour {
    /// Says so.
    Echo,
    /// Says so, then fails.
    Retry,
    /// Dies, this often.
    Panic(u32),
    /// Writes, then says that it never will.
    Reject,
    /// Waits for the effect of another event of the dossier.
    After(&'static str),
}

#[derive(Clone)]
pub struct App {
    pub db: Db,
    clocks: Clocks,
    pub relay: Relay,
    script: Script,
}

type Script = Arc<Mutex<HashMap<String, Behaviour>>>;

/// A running probe.
pub struct Probe {
    pub rig: Rig,
    pub app: App,
    script: Script,
}

impl Probe {
    pub async fn start(shape: impl Into<Shape>) -> Self {
        Self::with_clocks(shape, clock::standing_at(START)).await
    }

    pub async fn with_clocks(shape: impl Into<Shape>, clocks: Clocks) -> Self {
        let (script, slot) = (Script::default(), Arc::<OnceLock<App>>::default());
        let build = build(script.clone(), slot.clone());
        let rig = Rig::with_clocks::<Migrator, _, _>(shape, clocks, NAME, HEARS, build).await;
        let app = slot.get().cloned().expect("the application of a built service");
        Self { rig, app, script }
    }

    /// Ends the probe without a farewell and starts it again.
    pub async fn crash(&mut self) {
        self.rig.crash().await;
        let slot = Arc::<OnceLock<App>>::default();
        self.rig.revive(build(self.script.clone(), slot.clone())).await;
        self.app = slot.get().cloned().expect("the application of a built service");
    }

    /// From now on the probe does this about events with the label.
    pub fn tell(&self, label: &str, behaviour: Behaviour) {
        self.script.lock().unwrap_or_else(PoisonError::into_inner).insert(label.to_owned(), behaviour);
    }

    /// From now on the probe does nothing special about events with the label.
    pub fn relent(&self, label: &str) {
        self.script.lock().unwrap_or_else(PoisonError::into_inner).remove(label);
    }

    /// Labels of the events applied to the dossier, in their order.
    pub async fn effects(&self, dossier: Uuid) -> Vec<String> {
        let rows = effect::Entity::find().filter(effect::Column::Dossier.eq(dossier)).order_by_asc(effect::Column::Id);
        let rows = rows.all(self.rig.database.db.read()).await.expect("the effects");
        rows.into_iter().map(|row| row.label).collect()
    }

    /// Subjects and numbers of the outbox rows of an aggregate, or of all dead letters.
    pub async fn outbox(&self, aggregate: Option<Uuid>) -> Vec<(String, i64)> {
        let mut query = Query::select();
        query.columns(["subject", "seq"]).from("outbox").order_by("seq", sea_orm::Order::Asc);
        match aggregate {
            Some(aggregate) => query.and_where(Expr::col("aggregate_id").eq(aggregate)),
            None => query.and_where(Expr::col("subject").like("motcua.dlq.%")),
        };
        let rows = self.rig.database.db.read().query_all(&query).await.expect("the outbox");
        let read = |row: sea_orm::QueryResult| Some((row.try_get_by_index(0).ok()?, row.try_get_by_index(1).ok()?));
        rows.into_iter().map(|row| read(row).expect("an outbox row")).collect()
    }

    /// Where an event stands that was not applied, and how often it failed.
    pub async fn waiting(&self, event: Uuid) -> (String, i32) {
        let mut query = Query::select();
        query.columns(["state", "attempts"]).from("inbox").and_where(Expr::col("event_id").eq(event));
        let row = self.rig.database.db.read().query_one(&query).await.expect("the inbox").expect("an event that waits");
        (row.try_get_by_index(0).expect("a state"), row.try_get_by_index(1).expect("a number"))
    }

    /// A command of the probe's own: says an echo and commits; the rows are handed to the relay or left lying.
    pub async fn speak(&self, dossier: Uuid, label: &str, hand_over: bool) {
        let tx = self.app.db.begin().await.expect("a transaction");
        echo(&self.app, &tx, dossier, label).await.expect("an echo");
        let rows = tx.commit().await.expect("a commit");
        if hand_over {
            self.app.relay.publish(rows);
        }
    }
}

async fn echo(app: &App, tx: &Tx, dossier: Uuid, label: &str) -> Result<(), Fault<()>> {
    let (head, said) = (Head::load(tx, dossier).await?, Outgoing::of(&Echo { label: label.to_owned() }));
    head.advance(tx, vec![said], app.clocks.business.now(), app.clocks.wall.now())?;
    Ok(())
}

fn build(
    script: Script,
    slot: Arc<OnceLock<App>>,
) -> impl FnOnce(Env) -> BoxFuture<'static, Result<Service, StartError>> {
    move |env| {
        Box::pin(async move {
            let app = |env: &Env, relay: Relay| {
                let app = App { db: env.db.clone(), clocks: env.clocks.clone(), relay, script };
                slot.get_or_init(|| app).clone()
            };
            let table = Consumers::new(NAME, HEARS).on(hear_intake).on(hear_routing).on(hear_echo);
            let api = |_: App| Api { router: axum::Router::new(), openapi: utoipa::openapi::OpenApi::default() };
            Service::assemble(NAME, env, app, table, api).await
        })
    }
}

fn hear_intake<'a>(app: &'a App, tx: &'a Tx, event: Received<DossierSubmitted>) -> BoxFuture<'a, Result<(), Failure>> {
    Box::pin(apply(app, tx, event.aggregate, event.message.reference))
}

fn hear_routing<'a>(app: &'a App, tx: &'a Tx, event: Received<JourneyStarted>) -> BoxFuture<'a, Result<(), Failure>> {
    Box::pin(apply(app, tx, event.aggregate, event.message.code))
}

fn hear_echo<'a>(app: &'a App, tx: &'a Tx, event: Received<Echo>) -> BoxFuture<'a, Result<(), Failure>> {
    Box::pin(apply(app, tx, event.aggregate, format!("echo of {}", event.message.label)))
}

async fn apply(app: &App, tx: &Tx, dossier: Uuid, label: String) -> Result<(), Failure> {
    let behaviour = next(&app.script, &label);
    if let Some(Behaviour::After(other)) = behaviour {
        let before = effect::Entity::find().filter(effect::Column::Dossier.eq(dossier));
        let before = before.filter(effect::Column::Label.eq(other)).one(tx.db()).await?;
        before.ok_or(Failure::NotYet(other))?;
    }
    let row = effect::ActiveModel { dossier: Set(dossier), label: Set(label.clone()), ..Default::default() };
    effect::Entity::insert(row).exec_without_returning(tx.db()).await?;
    match behaviour {
        Some(Behaviour::Echo) => Ok(echo(app, tx, dossier, &label).await?),
        Some(Behaviour::Retry) => {
            echo(app, tx, dossier, &label).await?;
            Err(Failure::Retry("told so".into()))
        }
        Some(Behaviour::Panic(_)) => panic!("told so"),
        Some(Behaviour::Reject) => Err(Failure::Reject("told so".into())),
        Some(Behaviour::After(_)) | None => Ok(()),
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

mod effect {
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
        let mut all = motcua_kit::db::migrations();
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
