//! Subscriptions that begin late, and brokers that lose their events: consumers get every event all the same.

use std::sync::Arc;

use motcua_contracts::Event;
use motcua_contracts::intake::DossierSubmitted;
use motcua_kit::config::Secret;
use motcua_kit::lifecycle::{Background, spawn};
use motcua_kit::{Clock, Clocks, Db};
use motcua_messaging::{
    AggregateVersion, Bus, Consumers, Env, HandlerError, MemoryBus, OutboxEvent, QueueState, Received, Resources,
    Service,
};
use motcua_testkit::service::Transport;
use motcua_testkit::{Engine, Issuer, Nats, TestDb, eventually, fresh, named};
use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, QueryOrder, QueryTrait};
use tokio_util::sync::CancellationToken;

use crate::fixture::{Migrator, effect, intake};

type Context = motcua_messaging::Context<Resources>;

/// A producer named intake and a consumer named late, each with its own database, on one bus.
struct Fixture {
    bus: Arc<dyn Bus>,
    nats: Option<Nats>,
    producer: TestDb,
    consumer: TestDb,
}

/// A service that runs until it is dropped.
struct Running {
    service: motcua_messaging::IdleProbe,
    stop: CancellationToken,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

impl Fixture {
    async fn start(transport: Transport) -> Self {
        let (producer, consumer) = (fresh::<Migrator>(Engine::Sqlite).await, fresh::<Migrator>(Engine::Sqlite).await);
        let (bus, nats): (Arc<dyn Bus>, _) = match transport {
            Transport::Memory => (Arc::new(MemoryBus::default()), None),
            Transport::Nats => {
                let nats = Nats::start().await;
                (Arc::new(nats.bus("intake", &[]).await), Some(nats))
            }
        };
        Self { bus, nats, producer, consumer }
    }

    async fn run(&self, name: &'static str, db: &Db, producers: &'static [&'static str], handles: bool) -> Running {
        let bus = match &self.nats {
            // As its migration does before it starts.
            Some(nats) => Arc::new(nats.bus(name, producers).await) as Arc<dyn Bus>,
            None => self.bus.clone(),
        };
        let clocks = Clocks { wall: Clock::System, business: Clock::System };
        let verifier = Issuer::new(Clock::System).verifier();
        let env = Env { db: db.clone(), bus, clocks, verifier, lookup_key: Secret::new("") };
        let mut table = Consumers::new(name, producers);
        if handles {
            table = table.on(record);
        }
        let api = |_: Resources| motcua_kit::http::Api {
            router: axum::Router::new(),
            openapi: utoipa::openapi::OpenApi::default(),
        };
        let service = Service::assemble(name, env, |_, resources| resources, table, api).await.expect("a service");
        let stop = CancellationToken::new();
        let start = |task: Background| drop(spawn((task.run)(stop.clone())));
        service.consumers.into_iter().chain(service.relays).for_each(start);
        Running { service: service.idle, stop }
    }

    async fn submit(&self, dossier: Uuid, label: &str) {
        let tx = self.producer.db.unit_of_work();
        let version = AggregateVersion::load(&tx, dossier).await.expect("a version");
        let now = Clock::System.now();
        version.advance(&tx, vec![OutboxEvent::of(&intake(label))], now, now).expect("an event");
        tx.commit().await.expect("a commit");
    }

    async fn effects(&self, dossier: Uuid) -> Vec<String> {
        let rows = effect::Entity::find().filter(effect::Column::Dossier.eq(dossier)).order_by_asc(effect::Column::Id);
        let rows = rows.all(self.consumer.db.read()).await.expect("the effects");
        rows.into_iter().map(|row| row.label).collect()
    }

    async fn wait_for(&self, dossier: Uuid, labels: &[&str]) {
        let what = format!("{labels:?} applied");
        eventually(&what, || async { (self.effects(dossier).await == labels).then_some(()) }).await;
    }
}

async fn record(context: Context, event: Received<DossierSubmitted>) -> Result<(), HandlerError> {
    let (dossier, label) = (Set(event.aggregate), Set(event.message.reference));
    let row = effect::ActiveModel { dossier, label, ..Default::default() };
    context.tx.defer(&effect::Entity::insert(row).into_query(), 1);
    Ok(())
}

async fn state(running: &Running) -> QueueState {
    let states = motcua_messaging::IdleProbe::states(std::slice::from_ref(&running.service)).await;
    states.expect("database and bus answer").remove(0)
}

async fn published(running: &Running, count: u64) {
    eventually("published", || async { (state(running).await.published == count).then_some(()) }).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_subscription_gets_the_past_events_of_its_producer() {
    for transport in [Transport::Memory, Transport::Nats] {
        named(transport, async {
            let (fixture, dossier) = (Fixture::start(transport).await, Uuid::now_v7());
            let producer = fixture.run("intake", &fixture.producer.db, &[], false).await;
            let before = fixture.run("late", &fixture.consumer.db, &["routing"], false).await;
            for label in ["1", "2"] {
                fixture.submit(dossier, label).await;
            }
            published(&producer, 2).await;
            drop(before);
            // The next release of the consumer subscribes to intake too.
            let after = fixture.run("late", &fixture.consumer.db, &["routing", "intake"], true).await;
            fixture.wait_for(dossier, &["1", "2"]).await;
            fixture.submit(dossier, "3").await;
            fixture.wait_for(dossier, &["1", "2", "3"]).await;
            assert_eq!((state(&after).await.parked, state(&after).await.dead), (0, 0));
            // Once: the start after that repeats nothing.
            drop(after);
            let count = state(&producer).await.published;
            let again = fixture.run("late", &fixture.consumer.db, &["routing", "intake"], true).await;
            fixture.submit(dossier, "4").await;
            fixture.wait_for(dossier, &["1", "2", "3", "4"]).await;
            published(&producer, count + 1).await;
            drop(again);
        })
        .await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn events_that_the_broker_lost_while_a_consumer_was_away_are_published_again() {
    let (fixture, dossiers) = (Fixture::start(Transport::Nats).await, [(); 20].map(|()| Uuid::now_v7()));
    let nats = fixture.nats.as_ref().expect("a server");
    let producer = fixture.run("intake", &fixture.producer.db, &[], false).await;
    let consumer = fixture.run("late", &fixture.consumer.db, &["intake"], true).await;
    fixture.submit(dossiers[0], "1").await;
    fixture.wait_for(dossiers[0], &["1"]).await;
    let seen = "SELECT last_sequence FROM stream_state";
    eventually("the stream was looked at", || async {
        let rows = fixture
            .producer
            .db
            .read()
            .query_all_raw(sea_orm::Statement::from_string(fixture.producer.db.backend(), seen));
        rows.await.is_ok_and(|rows| !rows.is_empty()).then_some(())
    })
    .await;
    drop(consumer);
    for dossier in &dossiers[1..] {
        fixture.submit(*dossier, "1").await;
    }
    published(&producer, 20).await;
    nats.lose_streams().await;
    // The operator runs the migration again, which makes the streams anew.
    let consumer = fixture.run("late", &fixture.consumer.db, &["intake"], true).await;
    for dossier in dossiers {
        fixture.wait_for(dossier, &["1"]).await;
    }
    assert_eq!((state(&consumer).await.parked, state(&consumer).await.dead), (0, 0));
    assert_eq!(DossierSubmitted::SUBJECT, "motcua.v1.intake.dossier.submitted");
}
