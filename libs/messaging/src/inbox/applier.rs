//! Applies one event by its handler, and dead-letters what cannot be applied.

use std::panic::AssertUnwindSafe;

use futures::FutureExt;
use motcua_kit::Tx;
use motcua_kit::clock::Clock;
use motcua_kit::db::Db;
use sea_orm::DbErr;
use uuid::Uuid;

use super::known_cursors::KnownCursors;
use super::progress::InboxProgress;
use super::rows::{self, Cursors, ParkReason, Parked, parked_row};
use crate::error::HandlerError;
use crate::handlers::Consumers;
use crate::message::Message;

/// How many failed attempts a dead letter stands for.
pub(super) const ATTEMPTS: i32 = 8;

/// The handlers of one service with its state.
pub(super) struct Applier<A> {
    pub(super) consumers: Consumers<A>,
    pub(super) app: A,
    pub(super) db: Db,
    pub(super) wall: Clock,
    pub(super) progress: InboxProgress,
    pub(super) known: KnownCursors,
}

impl<A: Clone + Send + Sync + 'static> Applier<A> {
    /// The name of the consumer.
    pub(super) fn consumer(&self) -> &'static str {
        self.consumers.subscription().0
    }

    /// Applies one event in a unit of work: the handler's writes, `written` by the inbox, and nothing else. A panic costs
    /// only this event.
    ///
    /// # Errors
    /// Why it was not applied; nothing is written then.
    pub(super) async fn apply(&self, message: &Message, written: impl FnOnce(&Tx)) -> Result<(), HandlerError> {
        let applied = AssertUnwindSafe(async {
            let tx = self.db.unit_of_work();
            self.consumers.call(&self.app, &tx, message, self.wall.now()).await?;
            written(&tx);
            Ok(tx.commit().await?)
        });
        // The default panic hook has logged its message.
        applied.catch_unwind().await.unwrap_or_else(|_| Err(HandlerError::Retry("the handler panicked".into())))
    }

    /// The cursors and the parked events of aggregates, as far as this process knows them. Nearly always none is parked
    /// at all, which saves a query.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub(super) async fn stored(&self, aggregates: &[Uuid]) -> Result<(Cursors, Vec<Parked>), DbErr> {
        let (mut cursors, mut new) = (Cursors::new(), Vec::new());
        for aggregate in aggregates {
            match self.known.get(*aggregate) {
                Some(known) => drop(cursors.insert(*aggregate, known)),
                None => new.push(*aggregate),
            }
        }
        if !new.is_empty() {
            cursors.extend(rows::cursors(self.db.read(), &new).await?);
        }
        let is_empty = self.progress.parked() == 0;
        let parked = if is_empty { Vec::new() } else { rows::parked_among(self.db.read(), aggregates).await? };
        Ok((cursors, parked))
    }

    /// Counts what is parked and dead.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub(super) async fn recount(&self) -> Result<(), DbErr> {
        self.progress.set(self.consumer(), rows::waiting(self.db.read()).await?);
        Ok(())
    }

    /// Adds what a write changed about these counts.
    pub(super) fn count(&self, parked: i64, dead: u64) {
        self.progress.add(self.consumer(), parked, dead);
    }

    /// Counts and logs an event that is dead now.
    pub(super) fn report_dead(&self, message: &Message, reason: ParkReason, why: &str) {
        tracing::error!(event.id = %message.id, subject = message.subject, dossier.id = %message.aggregate,
            reason = reason.as_str(), error = why, "event dead-lettered");
        metrics::counter!("motcua_inbox_dead_total", "consumer" => self.consumer()).increment(1);
        self.count(0, 1);
    }

    /// Defers what marks an event as dead and reports it in a dead letter. Returns whether it was not dead before.
    pub(super) async fn dead_letter(
        &self,
        tx: &Tx,
        message: &Message,
        reason: ParkReason,
        why: &str,
    ) -> Result<bool, DbErr> {
        if rows::is_dead(tx, message.id).await? {
            // Delivered again: its dead letter is written already.
            return Ok(false);
        }
        let (consumer, now) = (self.consumer(), self.wall.now());
        let row = parked_row(message, reason, ATTEMPTS, now);
        rows::mark_dead(tx, Parked { error: Some(why.to_owned()), ..row });
        let event = message.subject.rsplit('.').next().unwrap_or_default();
        let subject = format!("motcua.dlq.{consumer}.{event}");
        crate::outbox::dead_letter(tx, subject, message.payload.clone(), message.at, now);
        Ok(true)
    }
}
