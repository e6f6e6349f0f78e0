//! Whether anything is still on its way from or to a service; a driver of the business clock waits for that.

use std::sync::Arc;

use futures::future::try_join_all;
use motcua_kit::db::Db;
use sea_orm::PaginatorTrait;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::bus::Bus;
use crate::inbox::waiting;
use crate::relay::Relay;
use crate::tables::outbox;

/// What one service still has to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// The service.
    pub service: String,
    /// Events saved and not yet published.
    pub outbox: u64,
    /// Events that wait for a predecessor.
    pub parked: u64,
    /// Events given up.
    pub dead: u64,
    /// Messages the bus holds for it.
    pub pending: u64,
    /// Events published since the start; equal in two rounds means that nothing moved between them.
    pub moved: u64,
}

impl State {
    /// Whether nothing is on its way.
    pub fn is_quiet(&self) -> bool {
        self.outbox == 0 && self.parked == 0 && self.pending == 0
    }
}

/// Looks at one service.
#[derive(Clone)]
pub struct Quiet {
    service: &'static str,
    db: Db,
    bus: Arc<dyn Bus>,
    relay: Relay,
    hears: bool,
}

impl Quiet {
    /// Looks at `service`; `hears` when it has a subscription.
    pub fn new(service: &'static str, db: Db, bus: Arc<dyn Bus>, relay: Relay, hears: bool) -> Self {
        Self { service, db, bus, relay, hears }
    }

    /// What all services of a process still have to do, now. While one of them publishes, no database is asked: that
    /// not all is quiet is certain then.
    ///
    /// # Errors
    /// A description, when database or bus do not answer.
    pub async fn states(services: &[Self]) -> Result<Vec<State>, String> {
        if services.iter().any(|service| service.relay.under_way() > 0) {
            return Ok(services.iter().map(Self::under_way).collect());
        }
        try_join_all(services.iter().map(Self::state)).await
    }

    async fn state(&self) -> Result<State, String> {
        let outbox = outbox::Entity::find().filter(outbox::Column::PublishedAt.is_null()).count(self.db.read()).await;
        let outbox = outbox.map_err(|error| error.to_string())?;
        let (parked, dead) = waiting(self.db.read()).await.map_err(|error| error.to_string())?;
        let pending = match self.hears {
            true => self.bus.pending(self.service).await.map_err(|error| error.to_string())?,
            false => 0,
        };
        Ok(State { service: self.service.to_owned(), outbox, parked, dead, pending, moved: self.relay.moved() })
    }

    fn under_way(&self) -> State {
        let outbox = self.relay.under_way().max(0).unsigned_abs();
        State { service: self.service.to_owned(), outbox, parked: 0, dead: 0, pending: 0, moved: self.relay.moved() }
    }
}
