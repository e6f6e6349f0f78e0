//! A service's consumers: a table from subject to function, and the loop that feeds it.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use futures::future::BoxFuture;
use motcua_contracts::Event;
use motcua_kit::Tx;
use motcua_kit::clock::Clock;
use motcua_kit::db::Db;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::bus::{Bus, Delivery, Subscription};
use crate::fault::Failure;
use crate::inbox::Inbox;
use crate::message::Message;
use crate::relay::Relay;

/// Deliveries that share one transaction at most.
const BATCH: usize = 128;
const SWEEP: Duration = Duration::from_secs(5);
const AGAIN: Duration = Duration::from_secs(1);

/// An event as a consumer's function receives it.
#[derive(Debug, Clone)]
pub struct Received<M> {
    /// The contract message.
    pub message: M,
    /// Business time at which the change was decided, UTC: the only time a consumer may use.
    pub at: DateTime<Utc>,
    /// What it is about.
    pub aggregate: Uuid,
}

type Function<A> = Arc<dyn for<'a> Fn(&'a A, &'a Tx, &Message) -> BoxFuture<'a, Result<(), Failure>> + Send + Sync>;

/// The function a consumer writes for one kind of event.
pub type Handler<A, M> = for<'a> fn(&'a A, &'a Tx, Received<M>) -> BoxFuture<'a, Result<(), Failure>>;

/// What a service hears, and what it does about it.
pub struct Consumers<A> {
    service: &'static str,
    producers: &'static [&'static str],
    functions: HashMap<&'static str, Function<A>>,
}

impl<A: Clone + Send + Sync + 'static> Consumers<A> {
    /// Consumers of `service` for everything that `producers` say. Whole producers, because the gate counts
    /// every event of a producer; one without a function only advances the cursor.
    pub fn new(service: &'static str, producers: &'static [&'static str]) -> Self {
        Self { service, producers, functions: HashMap::new() }
    }

    /// Adds the function for the events of type `M`.
    #[must_use]
    pub fn on<M: Event + 'static>(mut self, handle: Handler<A, M>) -> Self {
        let function: Function<A> = Arc::new(move |app, tx, event| match M::decode(event.payload.clone()) {
            Ok(message) => handle(app, tx, Received { message, at: event.at, aggregate: event.aggregate }),
            Err(error) => {
                let why = format!("cannot be decoded: {error}");
                Box::pin(async move { Err(Failure::Reject(why)) })
            }
        });
        self.functions.insert(M::SUBJECT, function);
        self
    }

    /// The subscriber's name and the producers it hears.
    pub fn subscription(&self) -> (&'static str, &'static [&'static str]) {
        (self.service, self.producers)
    }

    /// Runs the function for an event; an event without one has no effect here.
    pub(crate) async fn call(&self, app: &A, tx: &Tx, event: &Message) -> Result<(), Failure> {
        match self.functions.get(event.subject.as_str()) {
            Some(function) => function(app, tx, event).await,
            None => Ok(()),
        }
    }
}

/// The consumer loop of one service.
pub struct ConsumerLoop<A> {
    inbox: Inbox<A>,
    subscription: Box<dyn Subscription>,
}

impl<A: Clone + Send + Sync + 'static> ConsumerLoop<A> {
    /// Subscribes.
    ///
    /// # Errors
    /// When the bus refuses the subscription.
    pub async fn open(
        bus: &dyn Bus,
        consumers: Consumers<A>,
        app: A,
        db: Db,
        wall: Clock,
        relay: Relay,
    ) -> Result<Self, crate::BusError> {
        let subscription = bus.subscribe(consumers.service, consumers.producers).await?;
        Ok(Self { inbox: Inbox::new(Arc::new(consumers), app, db, wall, relay), subscription })
    }

    /// Applies what arrives until `stop`; between arrivals retries what is parked.
    pub async fn run(mut self, stop: CancellationToken) {
        let (mut sweep, mut swept) = (tokio::time::interval(SWEEP), Uuid::nil());
        sweep.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                biased;
                () = stop.cancelled() => return,
                _ = sweep.tick() => swept = self.inbox.sweep(swept).await,
                batch = self.subscription.next(BATCH) => {
                    if batch.is_empty() {
                        return;
                    }
                    settle(&self.inbox, batch).await;
                }
            }
        }
    }
}

/// Acknowledges what is durably settled; the rest comes again.
async fn settle<A: Clone + Send + Sync + 'static>(inbox: &Inbox<A>, batch: Vec<Delivery>) {
    let messages: Vec<Message> = batch.iter().map(|delivery| delivery.message.clone()).collect();
    match inbox.take(messages).await {
        Ok(()) => futures::future::join_all(batch.into_iter().map(Delivery::ack)).await,
        Err(()) => futures::future::join_all(batch.into_iter().map(|delivery| delivery.nak(AGAIN))).await,
    };
}
