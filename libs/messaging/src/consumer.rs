//! The consumer loop of a service: feeds deliveries to its inbox and retries what is parked.

use std::sync::Arc;
use std::time::Duration;

use motcua_kit::clock::Clock;
use motcua_kit::db::Db;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::bus::{Bus, Delivery, Subscription};
use crate::handlers::Consumers;
use crate::inbox::Inbox;
use crate::message::Message;
use crate::subscriptions;

/// Deliveries that share one transaction at most.
const BATCH: usize = 128;
const SWEEP: Duration = Duration::from_secs(5);
const REDELIVERY: Duration = Duration::from_secs(1);

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
    /// When the bus refuses the subscription.
    pub async fn open(
        bus: Arc<dyn Bus>,
        consumers: Consumers<A>,
        app: A,
        db: Db,
        wall: Clock,
    ) -> Result<Self, crate::BusError> {
        let (service, producers) = consumers.subscription();
        let subscription = bus.subscribe(service, producers).await?;
        let inbox = Inbox::new(Arc::new(consumers), app, db.clone(), wall);
        Ok(Self { inbox, db, bus, producers, subscription })
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

/// Acknowledges what is durably applied, parked or dead; the rest is delivered again.
async fn settle<A: Clone + Send + Sync + 'static>(inbox: &Inbox<A>, batch: Vec<Delivery>) {
    let messages: Vec<Message> = batch.iter().map(|delivery| delivery.message.clone()).collect();
    match inbox.take(messages).await {
        Ok(()) => futures::future::join_all(batch.into_iter().map(Delivery::ack)).await,
        Err(error) => {
            tracing::error!(error = %error, "failed to park events");
            futures::future::join_all(batch.into_iter().map(|delivery| delivery.nak(REDELIVERY))).await
        }
    };
}
