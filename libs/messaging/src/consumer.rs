//! The consumer loop of a service: feeds deliveries to its inbox and retries what is parked.

use std::sync::Arc;
use std::time::Duration;

use motcua_kit::clock::Clock;
use motcua_kit::db::Db;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::bus::{Bus, Subscription};
use crate::handlers::Consumers;
use crate::inbox::{Inbox, InboxProgress};
use crate::start_error::StartError;
use crate::subscriptions;

/// Deliveries that are handled together at most.
const BATCH: usize = 128;
const SWEEP: Duration = Duration::from_secs(5);

/// The consumer loop of one service.
pub struct ConsumerLoop<A> {
    inbox: Inbox<A>,
    db: Db,
    bus: Arc<dyn Bus>,
    producers: &'static [&'static str],
    subscription: Box<dyn Subscription>,
}

impl<A: Clone + Send + Sync + 'static> ConsumerLoop<A> {
    /// Subscribes.
    ///
    /// # Errors
    /// When the database cannot be read, or the bus refuses the subscription.
    pub async fn open(
        bus: Arc<dyn Bus>,
        consumers: Consumers<A>,
        app: A,
        db: Db,
        wall: Clock,
    ) -> Result<Self, StartError> {
        let (service, producers) = consumers.subscription();
        let inbox = Inbox::open(consumers, app, db.clone(), wall).await?;
        let subscription = bus.subscribe(service, producers).await?;
        Ok(Self { inbox, db, bus, producers, subscription })
    }

    /// How many events are parked, and how many are dead.
    pub fn progress(&self) -> InboxProgress {
        self.inbox.progress()
    }

    /// Applies what arrives until `stop`; between arrivals retries what is parked.
    pub async fn run(mut self, stop: CancellationToken) {
        let (mut sweep, mut swept) = (tokio::time::interval(SWEEP), Uuid::nil());
        sweep.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        if let Err(error) = subscriptions::replay_new(&self.db, &*self.bus, self.producers).await {
            tracing::error!(error = %error, "events of a new subscription not replayed; the next start tries again");
        }
        loop {
            tokio::select! {
                biased;
                () = stop.cancelled() => return,
                _ = sweep.tick() => {
                    swept = self.inbox.sweep(swept).await;
                    // A sweep that took longer than its period must not follow itself: deliveries come in between.
                    sweep.reset();
                }
                batch = self.subscription.next(BATCH) => {
                    if batch.is_empty() {
                        return;
                    }
                    self.inbox.take(batch).await;
                }
            }
        }
    }
}
