//! A subscriber that records what a service publishes.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

use motcua_messaging::{Bus, Message, Subscription};
use tokio::task::JoinHandle;

/// Every event of a producer, from the moment this was opened.
pub struct Recorder {
    messages: Arc<Mutex<Vec<Message>>>,
    task: JoinHandle<()>,
}

impl Recorder {
    /// Subscribes as `name`.
    pub async fn open(bus: &dyn Bus, name: &str, producer: &str) -> Self {
        let subscription = bus.subscribe(name, &[producer]).await.expect("a subscription");
        let messages = Arc::<Mutex<Vec<Message>>>::default();
        let task = motcua_kit::lifecycle::spawn(record(subscription, messages.clone()));
        Self { messages, task }
    }

    /// Each event once, in the order of arrival.
    pub fn all(&self) -> Vec<Message> {
        let mut seen = HashSet::new();
        let messages = self.messages.lock().unwrap_or_else(PoisonError::into_inner);
        messages.iter().filter(|message| seen.insert(message.id)).cloned().collect()
    }
}

impl Drop for Recorder {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn record(mut subscription: Box<dyn Subscription>, messages: Arc<Mutex<Vec<Message>>>) {
    loop {
        let batch = subscription.next(64).await;
        if batch.is_empty() {
            return;
        }
        for delivery in batch {
            messages.lock().unwrap_or_else(PoisonError::into_inner).push(delivery.message.clone());
            delivery.ack().await;
        }
    }
}
