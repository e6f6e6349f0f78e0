//! What carries events between services: one trait, in-process or NATS, the same promises.

pub mod memory;
pub mod nats;

use std::time::Duration;

use async_trait::async_trait;
use tokio::sync::oneshot;

use crate::message::Message;

/// Why the bus did not take or give a message.
#[derive(Debug, thiserror::Error)]
#[error("bus: {0}")]
pub struct BusError(pub String);

/// Carries events.
#[async_trait]
pub trait Bus: Send + Sync {
    /// Hands a message over. `Ok` means that the bus is answerable for it from now on; after an error it
    /// may have arrived or not, and is simply published again.
    async fn publish(&self, message: Message) -> Result<(), BusError>;

    /// Opens the durable subscription of `consumer` to everything that `producers` say.
    async fn subscribe(&self, consumer: &str, producers: &[&str]) -> Result<Box<dyn Subscription>, BusError>;

    /// How many messages the bus still holds that `consumer` has not settled.
    async fn pending(&self, consumer: &str) -> Result<u64, BusError>;
}

/// A stream of deliveries.
#[async_trait]
pub trait Subscription: Send {
    /// Waits for a delivery and gives it with whatever else is there, at most `most`.
    /// An empty answer means that the subscription has ended.
    async fn next(&mut self, most: usize) -> Vec<Delivery>;
}

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
    /// Applied, parked or dead: the bus may forget it. Call it after the commit.
    pub async fn ack(self) {
        match self.receipt {
            // The publisher may be gone; then it publishes again, and the cursor drops the repeat.
            Receipt::Memory(settled) => drop(settled.send(true)),
            Receipt::Nats(message) => {
                if let Err(error) = message.ack().await {
                    tracing::warn!(error = %error, "an acknowledgement was not sent");
                }
            }
        }
    }

    /// Not settled: deliver it again after `delay`.
    pub async fn nak(self, delay: Duration) {
        match self.receipt {
            Receipt::Memory(settled) => drop(settled.send(false)),
            Receipt::Nats(message) => {
                let kind = async_nats::jetstream::AckKind::Nak(Some(delay));
                if let Err(error) = message.ack_with(kind).await {
                    tracing::warn!(error = %error, "a negative acknowledgement was not sent");
                }
            }
        }
    }
}
