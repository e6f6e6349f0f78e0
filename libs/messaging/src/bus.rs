//! The bus between services: one trait, in-process or NATS, the same guarantees.

pub mod memory;
pub mod nats;

use std::time::Duration;

use async_trait::async_trait;
use motcua_kit::Db;
use tokio::sync::oneshot;

use crate::message::Message;

/// Why the bus did not take or give a message.
#[derive(Debug, thiserror::Error)]
#[error("bus: {0}")]
pub struct BusError(pub String);

/// State of a broker's stream; compared with an earlier one, it shows whether events were lost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StreamState {
    /// When it was created.
    pub created: String,
    /// Number of the last event it took.
    pub last_sequence: u64,
}

/// Carries events.
#[async_trait]
pub trait Bus: Send + Sync {
    /// Publishes a message. `Ok` means that the bus has it durably; after an error it may have arrived or not, and is
    /// published again.
    async fn publish(&self, message: Message) -> Result<(), BusError>;

    /// Opens the durable subscription of `consumer` to every event of `producers`.
    async fn subscribe(&self, consumer: &str, producers: &[&str]) -> Result<Box<dyn Subscription>, BusError>;

    /// How many messages the bus holds that `consumer` has not settled.
    async fn pending(&self, consumer: &str) -> Result<u64, BusError>;

    /// Makes the outbox of `producer` known, for a bus that has no log of its own.
    fn register(&self, producer: &'static str, outbox: Db);

    /// Has every event of `producer` delivered again to a consumer that is new to it.
    async fn replay(&self, producer: &str) -> Result<(), BusError>;

    /// Name and state of the stream that holds the events; none for a bus that has no log of its own.
    async fn stream_state(&self) -> Result<Option<(&'static str, StreamState)>, BusError>;
}

/// A stream of deliveries.
#[async_trait]
pub trait Subscription: Send {
    /// Waits for a delivery and returns it with all others that have arrived, at most `most`. An empty list means that
    /// the subscription has ended.
    async fn next(&mut self, most: usize) -> Vec<Delivery>;
}

/// The pause before an event that could not be settled is delivered again.
const REDELIVERY: Duration = Duration::from_secs(1);

/// A message that waits to be settled.
pub struct Delivery {
    /// The message.
    pub message: Message,
    receipt: Receipt,
}

enum Receipt {
    Memory(oneshot::Sender<bool>),
    Nats(Box<async_nats::jetstream::Message>),
}

impl Delivery {
    /// Acknowledges the message: it is applied, parked or dead. Call it after the commit.
    pub async fn ack(self) {
        match self.receipt {
            // The publisher may be gone; then it publishes again, and the cursor drops the repeat.
            Receipt::Memory(settled) => drop(settled.send(true)),
            Receipt::Nats(message) => {
                if let Err(error) = message.ack().await {
                    tracing::warn!(error = %error, "acknowledgement not sent");
                }
            }
        }
    }

    /// Not settled: deliver it again after a pause.
    pub async fn redeliver(self) {
        self.nak(REDELIVERY).await;
    }

    /// Not settled: deliver it again after `delay`.
    pub async fn nak(self, delay: Duration) {
        match self.receipt {
            Receipt::Memory(settled) => drop(settled.send(false)),
            Receipt::Nats(message) => {
                let kind = async_nats::jetstream::AckKind::Nak(Some(delay));
                if let Err(error) = message.ack_with(kind).await {
                    tracing::warn!(error = %error, "negative acknowledgement not sent");
                }
            }
        }
    }
}
