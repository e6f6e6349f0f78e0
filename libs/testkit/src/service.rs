//! One running service: its operations, its consumers and its relay, on a database and a bus of its own.

mod heard;
mod requests;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use chrono::{DateTime, Utc};
use motcua_contracts::Event;
use motcua_kit::Clocks;
use motcua_kit::config::Secret;
use motcua_messaging::{Bus, Env, MemoryBus, Message, Quiet, Service, StartError, State};
use sea_orm_migration::MigratorTrait;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::broker::Nats;
use crate::clock::standing_at;
use crate::database::{Engine, TestDb, fresh};
use crate::tokens::Issuer;
use crate::wait::eventually;
use heard::Heard;
pub use requests::{Answer, key};

/// The business time a rig starts at: a Monday morning, Vietnamese wall time.
pub const START: &str = "2022-03-14 08:00";
/// The lookup key of every rig.
pub const LOOKUP_KEY: &str = "the lookup key of the tests";
const RECORDER: &str = "recorder";

/// What carries the events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Wire {
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
    pub wire: Wire,
}

impl Shape {
    /// As on a laptop.
    pub const EMBEDDED: Self = Self { engine: Engine::Sqlite, wire: Wire::Memory };
    /// As in production.
    pub const CLUSTER: Self = Self { engine: Engine::Postgres, wire: Wire::Nats };
}

impl From<Engine> for Shape {
    fn from(engine: Engine) -> Self {
        Self { engine, wire: Wire::Memory }
    }
}

/// A service that runs.
pub struct Rig {
    /// Its operations with all layers, as its process serves them.
    pub router: Router,
    /// Its clocks; the business clock stands at [`START`] until it is set.
    pub clocks: Clocks,
    /// Issues the tokens it accepts.
    pub issuer: Issuer,
    /// Its database.
    pub database: TestDb,
    /// Its bus.
    pub bus: Arc<dyn Bus>,
    env: Env,
    quiet: Quiet,
    heard: Heard,
    said: Mutex<HashMap<(String, Uuid), i64>>,
    running: Vec<JoinHandle<()>>,
    stop: CancellationToken,
    _broker: Option<Nats>,
}

impl Rig {
    /// Starts the service that `build` makes, with the tables of `M`; `hears` are the producers it hears.
    pub async fn start<M, F, Fut>(shape: impl Into<Shape>, name: &'static str, hears: &[&str], build: F) -> Self
    where
        M: MigratorTrait,
        F: FnOnce(Env) -> Fut,
        Fut: Future<Output = Result<Service, StartError>>,
    {
        Self::with_clocks::<M, F, Fut>(shape, standing_at(START), name, hears, build).await
    }

    /// The same with clocks of the test's choice, for instance a wall clock that is moved by hand.
    pub async fn with_clocks<M, F, Fut>(
        shape: impl Into<Shape>,
        clocks: Clocks,
        name: &'static str,
        hears: &[&str],
        build: F,
    ) -> Self
    where
        M: MigratorTrait,
        F: FnOnce(Env) -> Fut,
        Fut: Future<Output = Result<Service, StartError>>,
    {
        let shape = shape.into();
        let database = fresh::<M>(shape.engine).await;
        let (bus, broker) = wire(shape.wire, name, hears).await;
        let heard = Heard::open(&*bus, RECORDER, name).await;
        let issuer = Issuer::new(clocks.wall.clone());
        let env = Env {
            db: database.db.clone(),
            bus: bus.clone(),
            clocks: clocks.clone(),
            verifier: issuer.verifier(),
            lookup_key: Secret::new(LOOKUP_KEY),
        };
        let service = build(env.clone()).await.expect("a service");
        let (router, quiet) = (Router::new(), service.quiet.clone());
        let stop = CancellationToken::new();
        let mut rig = Self {
            router,
            clocks,
            issuer,
            database,
            bus,
            env,
            quiet,
            heard,
            said: Mutex::default(),
            running: Vec::new(),
            stop,
            _broker: broker,
        };
        rig.run(service);
        rig
    }

    fn run(&mut self, service: Service) {
        self.stop = CancellationToken::new();
        self.quiet = service.quiet;
        self.router = motcua_kit::http::layers(service.api.router);
        let background = service.consumers.into_iter().chain(service.relays);
        let start =
            |task: motcua_kit::lifecycle::Background| motcua_kit::lifecycle::spawn((task.run)(self.stop.clone()));
        self.running = background.map(start).collect();
    }

    /// Ends consumers and relay without any farewell, wherever they are.
    pub async fn crash(&mut self) {
        for task in self.running.drain(..) {
            task.abort();
            drop(task.await);
        }
    }

    /// Starts the service again after a crash, on the same database and bus.
    pub async fn revive<F, Fut>(&mut self, build: F)
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

    /// Says an event as its producer would, at the business time of now, with the number that is next.
    pub async fn say<M: Event>(&self, aggregate: Uuid, event: &M) -> Message {
        let message = self.next(aggregate, event);
        self.deliver(&message).await;
        message
    }

    /// The event that its producer would say next about the aggregate; it is not delivered.
    pub fn next<M: Event>(&self, aggregate: Uuid, event: &M) -> Message {
        let mut message = numbered(aggregate, 0, event, self.clocks.business.now());
        let mut said = self.said.lock().unwrap_or_else(PoisonError::into_inner);
        let seq = said.entry((message.producer().to_owned(), aggregate)).or_default();
        *seq += 1;
        message.seq = *seq;
        message
    }

    /// Hands a message to the bus, again until the bus takes it, as a relay does.
    pub async fn deliver(&self, message: &Message) {
        eventually("the bus takes a message", || async { self.bus.publish(message.clone()).await.ok() }).await;
    }

    /// What the service said so far, each event once, in the order it was heard.
    pub fn heard(&self) -> Vec<Message> {
        self.heard.all()
    }

    /// The same for one kind of event, decoded.
    pub fn heard_of<M: Event>(&self) -> Vec<M> {
        let mine = self.heard().into_iter().filter(|message| message.subject == M::SUBJECT);
        mine.map(|message| M::decode(message.payload).expect("a contract message")).collect()
    }

    /// What the service still has to do.
    pub async fn state(&self) -> State {
        let states = Quiet::states(std::slice::from_ref(&self.quiet)).await;
        states.expect("database and bus answer").remove(0)
    }

    /// Waits until nothing is on its way to or from the service.
    pub async fn settle(&self) {
        self.settle_with(0).await;
    }

    /// Waits until nothing is on its way and exactly `parked` events wait for a predecessor.
    pub async fn settle_with(&self, parked: u64) -> State {
        let what = format!("nothing on its way and {parked} events parked");
        eventually(&what, || async {
            let state = self.quiet_with(parked).await?;
            // Twice the same: nothing moved between two looks.
            (self.quiet_with(parked).await? == state).then_some(state)
        })
        .await
    }

    async fn quiet_with(&self, parked: u64) -> Option<State> {
        let state = self.state().await;
        let unheard = self.bus.pending(RECORDER).await.ok()?;
        let quiet = state.outbox == 0 && state.pending == 0 && unheard == 0 && state.parked == parked;
        quiet.then_some(state)
    }

    /// Waits until nothing is on its way; fails when an event is left parked or was given up.
    pub async fn assert_clean(&self) {
        let state = self.settle_with(0).await;
        assert_eq!(state.dead, 0, "events were given up: {state:?}");
    }
}

impl Drop for Rig {
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

async fn wire(wire: Wire, name: &str, hears: &[&str]) -> (Arc<dyn Bus>, Option<Nats>) {
    match wire {
        Wire::Memory => (Arc::new(MemoryBus::default()), None),
        Wire::Nats => {
            let nats = Nats::start().await;
            drop(nats.bus(RECORDER, &[name]).await);
            (Arc::new(nats.bus(name, hears).await), Some(nats))
        }
    }
}
