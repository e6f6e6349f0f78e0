//! Applies one event by its handler, and dead-letters what cannot be applied.

use std::sync::Arc;

use motcua_kit::Tx;
use motcua_kit::clock::Clock;
use sea_orm::DbErr;

use super::rows::{self, ParkReason, parked_row};
use crate::error::HandlerError;
use crate::handlers::Consumers;
use crate::message::Message;

/// How many failed attempts a dead letter stands for.
pub(super) const ATTEMPTS: i32 = 8;

/// The handlers of one service with its state.
pub(super) struct Applier<A> {
    pub(super) consumers: Arc<Consumers<A>>,
    pub(super) app: A,
    pub(super) wall: Clock,
}

impl<A: Clone> Clone for Applier<A> {
    fn clone(&self) -> Self {
        Self { consumers: self.consumers.clone(), app: self.app.clone(), wall: self.wall.clone() }
    }
}

impl<A: Clone + Send + Sync + 'static> Applier<A> {
    /// The name of the consumer.
    pub(super) fn consumer(&self) -> &'static str {
        self.consumers.subscription().0
    }

    /// Runs the handler of an event.
    pub(super) async fn call(&self, tx: &Tx, message: &Message) -> Result<(), HandlerError> {
        self.consumers.call(&self.app, tx, message, self.wall.now()).await
    }

    /// Marks an event as dead and reports it in a dead letter.
    pub(super) async fn dead_letter(
        &self,
        tx: &Tx,
        message: &Message,
        reason: ParkReason,
        why: &str,
    ) -> Result<(), DbErr> {
        if rows::is_dead(tx, message.id).await? {
            // Delivered once more: its letter is written.
            return Ok(());
        }
        let (consumer, now) = (self.consumer(), self.wall.now());
        tracing::error!(event.id = %message.id, subject = message.subject, dossier.id = %message.aggregate,
            reason = reason.as_str(), error = why, "event dead-lettered");
        metrics::counter!("motcua_inbox_dead_total", "consumer" => consumer).increment(1);
        let row = parked_row(message, reason, ATTEMPTS, now);
        rows::mark_dead(tx, rows::Parked { error: Some(why.to_owned()), ..row }).await?;
        let event = message.subject.rsplit('.').next().unwrap_or_default();
        let subject = format!("motcua.dlq.{consumer}.{event}");
        crate::outbox::dead_letter(tx, subject, message.payload.clone(), message.at, now);
        Ok(())
    }
}
