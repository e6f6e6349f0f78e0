//! Whether a service still has events in flight; the driver of a manual business clock waits until none has.

use std::sync::Arc;

use futures::future::try_join_all;
use motcua_kit::db::Db;
use sea_orm::PaginatorTrait;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::bus::Bus;
use crate::inbox::waiting;
use crate::relay::RelayProgress;
use crate::tables::outbox;

/// What one service still has to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueState {
    /// The service.
    pub service: String,
    /// Events saved and not yet published.
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

/// Reads the queues of one service.
#[derive(Clone)]
pub struct IdleProbe {
    service: &'static str,
    db: Db,
    bus: Arc<dyn Bus>,
    relay: RelayProgress,
    subscribes: bool,
}

impl IdleProbe {
    /// The probe of `service`; `subscribes` when it has a subscription.
    pub fn new(service: &'static str, db: Db, bus: Arc<dyn Bus>, relay: RelayProgress, subscribes: bool) -> Self {
        Self { service, db, bus, relay, subscribes }
    }

    /// What all services of a process still have to do. While one of them publishes, no database is read: not all are
    /// idle then.
    ///
    /// # Errors
    /// A description, when the database or the bus does not answer.
    pub async fn states(services: &[Self]) -> Result<Vec<QueueState>, String> {
        if services.iter().any(|service| service.relay.in_flight() > 0) {
            return Ok(services.iter().map(Self::in_flight).collect());
        }
        try_join_all(services.iter().map(Self::state)).await
    }

    async fn state(&self) -> Result<QueueState, String> {
        let outbox = outbox::Entity::find().filter(outbox::Column::PublishedAt.is_null()).count(self.db.read()).await;
        let outbox = outbox.map_err(|error| error.to_string())?;
        let (parked, dead) = waiting(self.db.read()).await.map_err(|error| error.to_string())?;
        let pending = match self.subscribes {
            true => self.bus.pending(self.service).await.map_err(|error| error.to_string())?,
            false => 0,
        };
        Ok(QueueState { outbox, parked, dead, pending, ..self.in_flight() })
    }

    fn in_flight(&self) -> QueueState {
        QueueState {
            service: self.service.to_owned(),
            outbox: self.relay.in_flight(),
            parked: 0,
            dead: 0,
            pending: 0,
            published: self.relay.published_count(),
        }
    }
}
