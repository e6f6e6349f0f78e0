//! Applies one event by its handler, and dead-letters what cannot be applied.

use std::sync::Arc;

use motcua_kit::Tx;
use motcua_kit::clock::Clock;
use motcua_kit::db::Db;
use sea_orm::DbErr;
use uuid::Uuid;

use super::progress::InboxProgress;
use super::rows::{self, Cursors, ParkReason, Parked, parked_row};
use crate::error::HandlerError;
use crate::handlers::Consumers;
use crate::message::Message;

/// How many failed attempts a dead letter stands for.
pub(super) const ATTEMPTS: i32 = 8;

/// The handlers of one service with its state.
pub(super) struct Applier<A> {
    pub(super) consumers: Arc<Consumers<A>>,
    pub(super) app: A,
    pub(super) db: Db,
    pub(super) wall: Clock,
    pub(super) progress: InboxProgress,
}

impl<A: Clone> Clone for Applier<A> {
    fn clone(&self) -> Self {
        Self {
            consumers: self.consumers.clone(),
            app: self.app.clone(),
            db: self.db.clone(),
            wall: self.wall.clone(),
            progress: self.progress.clone(),
        }
    }
}

impl<A: Clone + Send + Sync + 'static> Applier<A> {
    /// The name of the consumer.
    pub(super) fn consumer(&self) -> &'static str {
        self.consumers.subscription().0
    }

    /// Applies one event in a unit of work: the handler's writes, `written` by the inbox, and nothing else. In a task
    /// of its own, so that a panic costs only this event.
    ///
    /// # Errors
    /// Why it was not applied; nothing is written then.
    pub(super) async fn apply<F>(&self, message: &Message, written: F) -> Result<(), HandlerError>
    where
        F: FnOnce(&Tx) + Send + 'static,
    {
        let (applier, message) = (self.clone(), message.clone());
        let task = motcua_kit::lifecycle::spawn(async move {
            let tx = applier.db.unit_of_work();
            applier.consumers.call(&applier.app, &tx, &message, applier.wall.now()).await?;
            written(&tx);
            Ok(tx.commit().await?)
        });
        task.await.unwrap_or_else(|panic| Err(HandlerError::Retry(format!("handler panicked: {panic}"))))
    }

    /// The cursors and the parked events of aggregates. Nearly always none is parked at all, which saves a query.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub(super) async fn stored(&self, aggregates: &[Uuid]) -> Result<(Cursors, Vec<Parked>), DbErr> {
        let cursors = rows::cursors(self.db.read(), aggregates).await?;
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

    /// Defers what marks an event as dead and reports it in a dead letter. Returns whether it was not dead before.
    pub(super) async fn dead_letter(
        &self,
        tx: &Tx,
        message: &Message,
        reason: ParkReason,
        why: &str,
    ) -> Result<bool, DbErr> {
        if rows::is_dead(tx, message.id).await? {
            // Delivered once more: its letter is written.
            return Ok(false);
        }
        let (consumer, now) = (self.consumer(), self.wall.now());
        tracing::error!(event.id = %message.id, subject = message.subject, dossier.id = %message.aggregate,
            reason = reason.as_str(), error = why, "event dead-lettered");
        metrics::counter!("motcua_inbox_dead_total", "consumer" => consumer).increment(1);
        let row = parked_row(message, reason, ATTEMPTS, now);
        rows::mark_dead(tx, Parked { error: Some(why.to_owned()), ..row });
        let event = message.subject.rsplit('.').next().unwrap_or_default();
        let subject = format!("motcua.dlq.{consumer}.{event}");
        crate::outbox::dead_letter(tx, subject, message.payload.clone(), message.at, now);
        Ok(true)
    }
}
