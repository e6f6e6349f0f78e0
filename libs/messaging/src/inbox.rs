//! Applies events: cursor, effect and own outbox rows in one transaction; parks, retries and dead-letters.

mod applier;
mod batch;
mod rows;

use std::collections::BTreeSet;
use std::sync::Arc;

use motcua_kit::clock::Clock;
use motcua_kit::db::Db;
use sea_orm::DbErr;
use uuid::Uuid;

use crate::handlers::Consumers;
use crate::message::Message;
use applier::{ATTEMPTS, Applier};
use batch::{Batch, BatchError, Scope};
pub(crate) use rows::waiting;
use rows::{ParkReason, parked_row};

const SWEEP_MOST: u64 = 256;

/// The inbox of one service.
pub(crate) struct Inbox<A> {
    applier: Applier<A>,
    db: Db,
}

impl<A: Clone> Clone for Inbox<A> {
    fn clone(&self) -> Self {
        Self { applier: self.applier.clone(), db: self.db.clone() }
    }
}

impl<A: Clone + Send + Sync + 'static> Inbox<A> {
    pub(crate) fn new(consumers: Arc<Consumers<A>>, app: A, db: Db, wall: Clock) -> Self {
        Self { applier: Applier { consumers, app, wall }, db }
    }

    /// Settles deliveries durably: applied, parked or dead.
    ///
    /// # Errors
    /// When the database did not even take that; nothing is settled then.
    pub(crate) async fn take(&self, messages: Vec<Message>) -> Result<(), DbErr> {
        let count = u64::try_from(messages.len()).unwrap_or(u64::MAX);
        let outcome = match self.attempt(messages.clone(), Scope::WithParked).await {
            Ok(()) => "applied",
            // Which of them failed is found out one by one.
            Err(_) => {
                self.park_all(&messages).await?;
                for aggregate in aggregates(&messages) {
                    self.drain(aggregate).await?;
                }
                "one-by-one"
            }
        };
        let consumer = self.applier.consumer();
        metrics::counter!("motcua_inbox_events_total", "consumer" => consumer, "outcome" => outcome).increment(count);
        Ok(())
    }

    /// One transaction in a task of its own, so that a panic costs only this transaction.
    async fn attempt(&self, messages: Vec<Message>, scope: Scope) -> Result<(), BatchError> {
        let inbox = self.clone();
        let task = motcua_kit::lifecycle::spawn(async move { inbox.transaction(messages, scope).await });
        task.await.unwrap_or_else(|panic| Err(BatchError::Retryable(format!("handler panicked: {panic}"))))
    }

    async fn transaction(&self, messages: Vec<Message>, scope: Scope) -> Result<(), BatchError> {
        let tx = self.db.begin().await?;
        let mut batch = Batch::open(&tx, aggregates(&messages)).await?;
        for message in &messages {
            batch.take(&self.applier, message, scope).await?;
        }
        batch.close();
        Ok(tx.commit().await?)
    }

    /// Parks deliveries that did not go together; what was settled before is left out.
    async fn park_all(&self, messages: &[Message]) -> Result<(), DbErr> {
        let (tx, now) = (self.db.begin().await?, self.applier.wall.now());
        for message in messages {
            if !rows::is_settled(&tx, message).await? && !rows::is_parked(&tx, message.id).await? {
                rows::park(&tx, parked_row(message, ParkReason::Retry, 0, now)).await?;
            }
        }
        tx.commit().await
    }

    /// Applies what is parked of an aggregate and next in line, one event a transaction, until a pass applies nothing.
    async fn drain(&self, aggregate: Uuid) -> Result<(), DbErr> {
        loop {
            let mut progress = false;
            for row in rows::parked_of(self.db.read(), aggregate).await? {
                progress |= self.retry(rows::message(row)).await?;
            }
            if !progress {
                return Ok(());
            }
        }
    }

    /// Tries one parked event; answers whether it is parked no longer.
    async fn retry(&self, message: Message) -> Result<bool, DbErr> {
        if let Err(error) = self.attempt(vec![message.clone()], Scope::Alone).await {
            return self.fail(message, error).await;
        }
        Ok(!rows::is_parked(self.db.read(), message.id).await?)
    }

    /// Counts a failed attempt in a transaction of its own; the eighth, or a permanent failure, dead-letters the event
    /// and blocks its aggregate. Answers whether it is parked no longer.
    async fn fail(&self, message: Message, error: BatchError) -> Result<bool, DbErr> {
        let (tx, now) = (self.db.begin().await?, self.applier.wall.now());
        // The cursor is written below: not as it was before another replica moved it.
        rows::lock(&tx, &[message.aggregate]).await?;
        if rows::is_settled(&tx, &message).await? {
            tx.rollback().await?;
            return Ok(false);
        }
        let attempts = rows::attempts(&tx, message.id).await? + 1;
        let is_dead = match error {
            BatchError::Retryable(why) if attempts < ATTEMPTS => {
                tracing::warn!(event.id = %message.id, subject = message.subject, attempts, error = why, "event failed, parked");
                let row = parked_row(&message, ParkReason::Retry, attempts, now);
                rows::park(&tx, rows::Parked { error: Some(why), ..row }).await?;
                false
            }
            BatchError::Retryable(why) | BatchError::Permanent(why) => {
                self.applier.dead_letter(&tx, &message, ParkReason::Poison, &why).await?;
                rows::block(&tx, &message).await?;
                true
            }
        };
        tx.commit().await?;
        Ok(is_dead)
    }

    /// Retries what is parked, from the aggregate behind `after` on. Returns the last aggregate, from
    /// which the next sweep goes on: many aggregates that cannot move must not starve the others.
    pub(crate) async fn sweep(&self, after: Uuid) -> Uuid {
        let waiting = match rows::waiting_aggregates(self.db.read(), after, SWEEP_MOST).await {
            Ok(waiting) => waiting,
            Err(error) => {
                tracing::warn!(error = %error, "inbox not swept");
                return after;
            }
        };
        for aggregate in &waiting {
            if let Err(error) = self.drain(*aggregate).await {
                tracing::warn!(error = %error, aggregate = %aggregate, "parked events not drained");
            }
        }
        waiting.last().copied().unwrap_or_default()
    }
}

fn aggregates(messages: &[Message]) -> BTreeSet<Uuid> {
    messages.iter().map(|message| message.aggregate).collect()
}
