//! The bus within one process. The outbox tables are its durable log: a publish returns only after every
//! durable subscriber has committed or parked the message, so whatever was unfinished at a crash is still
//! unpublished in its outbox.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

use async_trait::async_trait;
use futures::future::join_all;
use tokio::sync::{mpsc, oneshot};

use motcua_kit::Db;

use super::{Bus, BusError, Delivery, Receipt, StreamState, Subscription};
use crate::message::Message;
use crate::relay::republish_all;

const QUEUE: usize = 4096;

#[derive(Clone)]
struct Subscriber {
    producers: Vec<String>,
    queue: mpsc::Sender<Delivery>,
}

/// An in-process bus.
#[derive(Default)]
pub struct MemoryBus {
    subscribers: RwLock<HashMap<String, Subscriber>>,
    outboxes: RwLock<HashMap<&'static str, Db>>,
}

impl MemoryBus {
    fn subscribed_to(&self, producer: &str) -> Vec<Subscriber> {
        let subscribers = self.subscribers.read().unwrap_or_else(PoisonError::into_inner);
        subscribers.values().filter(|one| one.producers.iter().any(|name| name == producer)).cloned().collect()
    }
}

#[async_trait]
impl Bus for MemoryBus {
    async fn publish(&self, message: Message) -> Result<(), BusError> {
        let deliveries =
            self.subscribed_to(message.producer()).into_iter().map(|subscriber| deliver(subscriber, message.clone()));
        let settled = join_all(deliveries).await;
        if settled.into_iter().all(|done| done) {
            Ok(())
        } else {
            Err(BusError("a subscriber did not settle it".into()))
        }
    }

    async fn subscribe(&self, consumer: &str, producers: &[&str]) -> Result<Box<dyn Subscription>, BusError> {
        let (sender, queue) = mpsc::channel(QUEUE);
        let producers = producers.iter().map(|name| (*name).to_owned()).collect();
        let mut subscribers = self.subscribers.write().unwrap_or_else(PoisonError::into_inner);
        subscribers.insert(consumer.to_owned(), Subscriber { producers, queue: sender });
        Ok(Box::new(MemorySubscription { queue }))
    }

    async fn pending(&self, _consumer: &str) -> Result<u64, BusError> {
        // What is not settled is still unpublished in its outbox, and counted there.
        Ok(0)
    }

    fn register(&self, producer: &'static str, outbox: Db) {
        self.outboxes.write().unwrap_or_else(PoisonError::into_inner).insert(producer, outbox);
    }

    async fn replay(&self, producer: &str) -> Result<(), BusError> {
        let outbox = self.outboxes.read().unwrap_or_else(PoisonError::into_inner).get(producer).cloned();
        match outbox {
            Some(outbox) => republish_all(&outbox).await.map(drop).map_err(|error| BusError(error.to_string())),
            // A producer that does not run here has published nothing here.
            None => Ok(()),
        }
    }

    async fn stream_state(&self) -> Result<Option<(&'static str, StreamState)>, BusError> {
        Ok(None)
    }
}

async fn deliver(subscriber: Subscriber, message: Message) -> bool {
    let (settled, answer) = oneshot::channel();
    let delivery = Delivery { message, receipt: Receipt::Memory(settled) };
    subscriber.queue.send(delivery).await.is_ok() && answer.await.unwrap_or(false)
}

struct MemorySubscription {
    queue: mpsc::Receiver<Delivery>,
}

#[async_trait]
impl Subscription for MemorySubscription {
    async fn next(&mut self, most: usize) -> Vec<Delivery> {
        let mut batch = Vec::new();
        self.queue.recv_many(&mut batch, most).await;
        batch
    }
}
