//! One running service: its operations, its consumers and its relay, on a database and a bus of its own.

mod recorder;
mod requests;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use chrono::{DateTime, Utc};
use motcua_contracts::Event;
use motcua_kit::Clocks;
use motcua_kit::config::Secret;
use motcua_messaging::{Bus, Env, IdleProbe, MemoryBus, Message, QueueState, Service, StartError};
use sea_orm_migration::MigratorTrait;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::broker::Nats;
use crate::clock::standing_at;
use crate::database::{Engine, TestDb, fresh};
use crate::tokens::Issuer;
use crate::wait::eventually;
use recorder::Recorder;
pub use requests::{Answer, key};

/// The business time a service starts at: a Monday morning, Vietnamese wall time.
pub const START: &str = "2022-03-14 08:00";
/// The lookup key of every service.
pub const LOOKUP_KEY: &str = "the lookup key of the tests";
const RECORDER: &str = "recorder";

/// What carries the events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Transport {
    /// The bus within the process.
    Memory,
    /// A nats-server of the test's own.
    Nats,
}

/// Engine and bus together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Shape {
    /// Where the database is.
    pub engine: Engine,
    /// What carries the events.
    pub transport: Transport,
}

impl Shape {
    /// As on a laptop.
    pub const EMBEDDED: Self = Self { engine: Engine::Sqlite, transport: Transport::Memory };
    /// As in production.
    pub const CLUSTER: Self = Self { engine: Engine::Postgres, transport: Transport::Nats };
}

impl From<Engine> for Shape {
    fn from(engine: Engine) -> Self {
        Self { engine, transport: Transport::Memory }
    }
}

/// A service that runs.
pub struct TestService {
    /// Its operations with all layers, as its process serves them.
    pub router: Router,
    /// Its clocks; the business clock shows [`START`] until it is set.
    pub clocks: Clocks,
    /// Issues the tokens it accepts.
    pub issuer: Issuer,
    /// Its database.
    pub database: TestDb,
    /// Its bus.
    pub bus: Arc<dyn Bus>,
    env: Env,
    idle: IdleProbe,
    published: Recorder,
    numbers: Mutex<HashMap<(String, Uuid), i64>>,
    running: Vec<JoinHandle<()>>,
    stop: CancellationToken,
    _broker: Option<Nats>,
}

impl TestService {
    /// Starts the service that `build` makes, with the tables of `M`; `producers` are those it subscribes to.
    pub async fn start<M, F, Fut>(shape: impl Into<Shape>, name: &'static str, producers: &[&str], build: F) -> Self
    where
        M: MigratorTrait,
        F: FnOnce(Env) -> Fut,
        Fut: Future<Output = Result<Service, StartError>>,
    {
        Self::with_clocks::<M, F, Fut>(shape, standing_at(START), name, producers, build).await
    }

    /// The same with clocks of the test's choice, for instance a wall clock that is moved by hand.
    pub async fn with_clocks<M, F, Fut>(
        shape: impl Into<Shape>,
        clocks: Clocks,
        name: &'static str,
        producers: &[&str],
        build: F,
    ) -> Self
    where
        M: MigratorTrait,
        F: FnOnce(Env) -> Fut,
        Fut: Future<Output = Result<Service, StartError>>,
    {
        let shape = shape.into();
        let database = fresh::<M>(shape.engine).await;
        let (bus, broker) = connect(shape.transport, name, producers).await;
        let published = Recorder::open(&*bus, RECORDER, name).await;
        let issuer = Issuer::new(clocks.wall.clone());
        let env = Env {
            db: database.db.clone(),
            bus: bus.clone(),
            clocks: clocks.clone(),
            verifier: issuer.verifier(),
            lookup_key: Secret::new(LOOKUP_KEY),
        };
        let service = build(env.clone()).await.expect("a service");
        let (router, idle) = (Router::new(), service.idle.clone());
        let stop = CancellationToken::new();
        let mut started = Self {
            router,
            clocks,
            issuer,
            database,
            bus,
            env,
            idle,
            published,
            numbers: Mutex::default(),
            running: Vec::new(),
            stop,
            _broker: broker,
        };
        started.run(service);
        started
    }

    fn run(&mut self, service: Service) {
        self.stop = CancellationToken::new();
        self.idle = service.idle;
        self.router = motcua_kit::http::layers(service.api.router);
        let background = service.consumers.into_iter().chain(service.relays);
        let start =
            |task: motcua_kit::lifecycle::Background| motcua_kit::lifecycle::spawn((task.run)(self.stop.clone()));
        self.running = background.map(start).collect();
    }

    /// What the service is built from.
    pub fn env(&self) -> Env {
        self.env.clone()
    }

    /// Aborts consumers and relay, as a kill does.
    pub async fn crash(&mut self) {
        for task in self.running.drain(..) {
            task.abort();
            drop(task.await);
        }
    }

    /// Starts the service again after a crash, on the same database and bus.
    pub async fn restart<F, Fut>(&mut self, build: F)
    where
        F: FnOnce(Env) -> Fut,
        Fut: Future<Output = Result<Service, StartError>>,
    {
        let service = build(self.env.clone()).await.expect("a service");
        self.run(service);
    }

    /// Moves business time to a Vietnamese wall time.
    pub fn set_clock(&self, local: &str) {
        assert!(self.clocks.business.set(crate::clock::moment(local)), "business time does not run backwards: {local}");
    }

    /// Publishes an event as its producer would, at the present business time, with the next number.
    pub async fn publish<M: Event>(&self, aggregate: Uuid, event: &M) -> Message {
        let message = self.next(aggregate, event);
        self.deliver(&message).await;
        message
    }

    /// The next event of its producer about the aggregate; it is not delivered.
    pub fn next<M: Event>(&self, aggregate: Uuid, event: &M) -> Message {
        let mut message = numbered(aggregate, 0, event, self.clocks.business.now());
        let mut numbers = self.numbers.lock().unwrap_or_else(PoisonError::into_inner);
        let seq = numbers.entry((message.producer().to_owned(), aggregate)).or_default();
        *seq += 1;
        message.seq = *seq;
        message
    }

    /// Hands a message to the bus, again until the bus takes it, as a relay does.
    pub async fn deliver(&self, message: &Message) {
        eventually("the bus takes a message", || async { self.bus.publish(message.clone()).await.ok() }).await;
    }

    /// The events that the service published, each once, in the order of arrival.
    pub fn published(&self) -> Vec<Message> {
        self.published.all()
    }

    /// The same for one kind of event, decoded.
    pub fn published_of<M: Event>(&self) -> Vec<M> {
        let mine = self.published().into_iter().filter(|message| message.subject == M::SUBJECT);
        mine.map(|message| M::decode(message.payload).expect("a contract message")).collect()
    }

    /// The events that the service still has in flight.
    pub async fn state(&self) -> QueueState {
        let states = IdleProbe::states(std::slice::from_ref(&self.idle)).await;
        states.expect("database and bus answer").remove(0)
    }

    /// Waits until nothing is on its way to or from the service.
    pub async fn settle(&self) {
        self.settle_with(0).await;
    }

    /// Waits until nothing is on its way and exactly `parked` events wait for a predecessor.
    pub async fn settle_with(&self, parked: u64) -> QueueState {
        let what = format!("no event in flight and {parked} events parked");
        eventually(&what, || async {
            let state = self.idle_with(parked).await?;
            // The same twice: nothing moved in between.
            (self.idle_with(parked).await? == state).then_some(state)
        })
        .await
    }

    async fn idle_with(&self, parked: u64) -> Option<QueueState> {
        let state = self.state().await;
        let unread = self.bus.pending(RECORDER).await.ok()?;
        let idle = state.outbox == 0 && state.pending == 0 && unread == 0 && state.parked == parked;
        idle.then_some(state)
    }

    /// Waits until no event is in flight; fails when one is parked or dead.
    pub async fn assert_clean(&self) {
        let state = self.settle_with(0).await;
        assert_eq!(state.dead, 0, "events are dead: {state:?}");
    }
}

impl Drop for TestService {
    fn drop(&mut self) {
        self.stop.cancel();
        self.running.iter().for_each(JoinHandle::abort);
    }
}

/// An event as a message with a given number.
pub fn numbered<M: Event>(aggregate: Uuid, seq: i64, event: &M, at: DateTime<Utc>) -> Message {
    let (id, payload) = (Uuid::now_v7(), event.encode_to_vec().into());
    Message { id, subject: M::SUBJECT.to_owned(), aggregate, seq, at, traceparent: None, payload }
}

async fn connect(transport: Transport, name: &str, producers: &[&str]) -> (Arc<dyn Bus>, Option<Nats>) {
    match transport {
        Transport::Memory => (Arc::new(MemoryBus::default()), None),
        Transport::Nats => {
            let nats = Nats::start().await;
            drop(nats.bus(RECORDER, &[name]).await);
            (Arc::new(nats.bus(name, producers).await), Some(nats))
        }
    }
}
