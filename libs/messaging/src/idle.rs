//! Whether a service still has events in flight; the driver of a manual business clock waits until none has.

use std::sync::Arc;

use futures::future::try_join_all;
use motcua_kit::db::EventCommits;
use serde::{Deserialize, Serialize};

use crate::bus::Bus;
use crate::inbox::InboxProgress;
use crate::relay::RelayProgress;

/// The events that one service still has in flight.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueState {
    /// The service.
    pub service: String,
    /// Events saved and not yet published: those in flight, and at least 1 when there may be more.
    pub outbox: u64,
    /// Events that wait for a predecessor.
    pub parked: u64,
    /// Events that are dead.
    pub dead: u64,
    /// Messages the bus holds for it.
    pub pending: u64,
    /// Events published since the start; equal in two readings means that none was published in between.
    pub published: u64,
}

impl QueueState {
    /// Whether nothing is in flight.
    pub fn is_idle(&self) -> bool {
        self.outbox == 0 && self.parked == 0 && self.pending == 0
    }
}

/// Knows the queues of one service, without reading its database.
#[derive(Clone)]
pub struct IdleProbe {
    service: &'static str,
    bus: Arc<dyn Bus>,
    commits: Arc<EventCommits>,
    relay: RelayProgress,
    /// None for a service without a subscription.
    inbox: Option<InboxProgress>,
}

impl IdleProbe {
    /// The probe of `service`; `inbox` when it has a subscription.
    pub fn new(
        service: &'static str,
        bus: Arc<dyn Bus>,
        commits: Arc<EventCommits>,
        relay: RelayProgress,
        inbox: Option<InboxProgress>,
    ) -> Self {
        Self { service, bus, commits, relay, inbox }
    }

    /// The events that all services of a process still have in flight.
    ///
    /// # Errors
    /// A description, when the bus does not answer.
    pub async fn states(services: &[Self]) -> Result<Vec<QueueState>, String> {
        try_join_all(services.iter().map(Self::state)).await
    }

    async fn state(&self) -> Result<QueueState, String> {
        let pending = match &self.inbox {
            Some(_) => self.bus.pending(self.service).await.map_err(|error| error.to_string())?,
            None => 0,
        };
        let unpublished = !self.relay.is_done(self.commits.count());
        Ok(QueueState {
            service: self.service.to_owned(),
            outbox: self.relay.in_flight().max(u64::from(unpublished)),
            parked: self.inbox.as_ref().map_or(0, InboxProgress::parked),
            dead: self.inbox.as_ref().map_or(0, InboxProgress::dead),
            pending,
            published: self.relay.published_count(),
        })
    }
}
