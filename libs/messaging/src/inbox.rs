//! Applies events: each in a unit of work of its own with cursor, effect and own outbox rows; parks, retries and
//! dead-letters.

mod applier;
mod known_cursors;
mod progress;
mod queue;
mod rows;

use std::collections::{BTreeMap, HashMap};

use futures::stream::{self, StreamExt};
use motcua_kit::clock::Clock;
use motcua_kit::db::Db;
use sea_orm::DbErr;
use uuid::Uuid;

use crate::bus::Delivery;
use crate::handlers::Consumers;
use applier::Applier;
use known_cursors::KnownCursors;
pub use progress::InboxProgress;
use queue::{Queue, Selection};
use rows::Parked;

const SWEEP_MOST: u64 = 256;
/// Aggregates whose events are handled at once: their commits share a flush.
const AT_ONCE: usize = 16;

/// The inbox of one service.
pub(crate) struct Inbox<A> {
    applier: Applier<A>,
}

impl<A: Clone + Send + Sync + 'static> Inbox<A> {
    /// Opens the inbox of a service.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub(crate) async fn open(consumers: Consumers<A>, app: A, db: Db, wall: Clock) -> Result<Self, DbErr> {
        let applier =
            Applier { consumers, app, db, wall, progress: InboxProgress::default(), known: KnownCursors::default() };
        applier.recount().await?;
        Ok(Self { applier })
    }

    /// How many events it has parked, and how many are dead.
    pub(crate) fn progress(&self) -> InboxProgress {
        self.applier.progress.clone()
    }

    /// Settles deliveries durably, those of an aggregate in their order: applied, parked or dead. What could not be
    /// settled is delivered again.
    pub(crate) async fn take(&self, deliveries: Vec<Delivery>) {
        let mut by_aggregate: BTreeMap<Uuid, Vec<Delivery>> = BTreeMap::new();
        for delivery in deliveries {
            by_aggregate.entry(delivery.message.aggregate).or_default().push(delivery);
        }
        let aggregates: Vec<Uuid> = by_aggregate.keys().copied().collect();
        match self.queues(&aggregates).await {
            Ok(queues) => {
                let pairs = queues.into_iter().zip(by_aggregate.into_values());
                stream::iter(pairs).for_each_concurrent(AT_ONCE, |(queue, deliveries)| settle(queue, deliveries)).await;
            }
            Err(error) => {
                tracing::error!(error = %error, "inbox not read, events will be delivered again");
                for delivery in by_aggregate.into_values().flatten() {
                    delivery.redeliver().await;
                }
            }
        }
    }

    /// Retries what is parked, from the aggregate behind `after` on. Returns the last aggregate, from
    /// which the next sweep goes on: many aggregates that cannot move must not starve the others.
    pub(crate) async fn sweep(&self, after: Uuid) -> Uuid {
        let swept = async {
            self.applier.recount().await?;
            if self.applier.progress.parked() == 0 {
                return Ok(Uuid::nil());
            }
            let waiting = rows::waiting_aggregates(self.applier.db.read(), after, SWEEP_MOST).await?;
            // Not by what is kept in memory: another replica, or an operator, may have moved the cursors.
            waiting.iter().for_each(|aggregate| self.applier.known.forget(*aggregate));
            let queues = self.queues(&waiting).await?;
            stream::iter(queues).for_each_concurrent(AT_ONCE, retry).await;
            Ok(waiting.last().copied().unwrap_or_default())
        };
        swept.await.unwrap_or_else(|error: DbErr| {
            tracing::warn!(error = %error, "parked events not retried");
            after
        })
    }

    /// The queues of the aggregates, in the same order.
    async fn queues(&self, aggregates: &[Uuid]) -> Result<Vec<Queue<'_, A>>, DbErr> {
        let (mut cursors, stored) = self.applier.stored(aggregates).await?;
        let mut parked: HashMap<Uuid, Vec<Parked>> = HashMap::new();
        for row in stored {
            parked.entry(row.aggregate_id).or_default().push(row);
        }
        let queues = aggregates.iter().map(|aggregate| {
            let cursors = cursors.remove(aggregate).unwrap_or_default();
            Queue::new(&self.applier, *aggregate, cursors, parked.remove(aggregate).unwrap_or_default())
        });
        Ok(queues.collect())
    }
}

/// Selection what is parked. A failure costs only this aggregate.
async fn retry<A: Clone + Send + Sync + 'static>(mut queue: Queue<'_, A>) {
    if let Err(error) = queue.drain(Selection::All).await {
        tracing::warn!(error = %error, "parked events of an aggregate not retried");
    }
}

/// Acknowledges what is settled; from the first delivery that cannot be settled on, the rest is delivered again.
async fn settle<A: Clone + Send + Sync + 'static>(mut queue: Queue<'_, A>, deliveries: Vec<Delivery>) {
    let mut is_available = true;
    for delivery in deliveries {
        if is_available && let Err(error) = queue.settle(&delivery.message).await {
            tracing::error!(error = %error, "event not settled, will be delivered again");
            is_available = false;
        }
        if is_available { delivery.ack().await } else { delivery.redeliver().await }
    }
}
