//! Applying events: cursor, effect and own outbox rows in one transaction; parking, retrying and giving up.

mod apply;
mod rows;

use std::collections::BTreeSet;
use std::sync::Arc;

use motcua_kit::clock::Clock;
use motcua_kit::db::Db;
use sea_orm::DbErr;
use uuid::Uuid;

use crate::consumer::Consumers;
use crate::fault::Failure;
use crate::message::Message;
use crate::relay::Relay;
use apply::Batch;
pub(crate) use rows::waiting;

/// How often an event may fail before it is given up.
const ATTEMPTS: i32 = 8;
/// Tries at once before an event is parked for the sweep: most conflicts are gone by then.
const AT_ONCE: usize = 3;
const SWEEP_MOST: u64 = 256;

/// The inbox of one service.
pub(crate) struct Inbox<A> {
    consumers: Arc<Consumers<A>>,
    app: A,
    db: Db,
    wall: Clock,
    relay: Relay,
}

impl<A: Clone> Clone for Inbox<A> {
    fn clone(&self) -> Self {
        Self {
            consumers: self.consumers.clone(),
            app: self.app.clone(),
            db: self.db.clone(),
            wall: self.wall.clone(),
            relay: self.relay.clone(),
        }
    }
}

/// Why a transaction of events did not commit.
enum Broken {
    /// It may commit another time.
    Again(String),
    /// A function said that it never will.
    Never(String),
}

impl From<DbErr> for Broken {
    fn from(error: DbErr) -> Self {
        Self::Again(error.to_string())
    }
}

/// What one transaction is about.
enum Work {
    /// Messages, and what is parked behind them.
    Batch(Vec<Message>),
    /// One message and nothing else: when this fails, no other can be to blame.
    Alone(Message),
    /// What is parked of an aggregate.
    Parked(Uuid),
}

impl Work {
    fn aggregates(&self) -> BTreeSet<Uuid> {
        match self {
            Self::Batch(messages) => messages.iter().map(|message| message.aggregate).collect(),
            Self::Alone(message) => [message.aggregate].into(),
            Self::Parked(aggregate) => [*aggregate].into(),
        }
    }

    fn delivered(&self) -> u64 {
        match self {
            Self::Batch(messages) => u64::try_from(messages.len()).unwrap_or(u64::MAX),
            Self::Alone(_) | Self::Parked(_) => 0,
        }
    }
}

impl<A: Clone + Send + Sync + 'static> Inbox<A> {
    pub(crate) fn new(consumers: Arc<Consumers<A>>, app: A, db: Db, wall: Clock, relay: Relay) -> Self {
        Self { consumers, app, db, wall, relay }
    }

    /// Settles a batch: applied, parked or dead, all durably. `Err` when the store did not even take that.
    pub(crate) async fn take(&self, messages: Vec<Message>) -> Result<(), ()> {
        if self.attempt(Work::Batch(messages.clone())).await.is_ok() {
            return Ok(());
        }
        let mut all = Ok(());
        for message in messages {
            if let Err(error) = self.take_one(message).await {
                tracing::error!(error = %error, "an event could not even be parked");
                all = Err(());
            }
        }
        all
    }

    /// One event in a transaction of its own, then what is parked behind it.
    async fn take_one(&self, message: Message) -> Result<(), DbErr> {
        let aggregate = message.aggregate;
        if self.take_alone(message, AT_ONCE).await? { self.drain(aggregate).await } else { Ok(()) }
    }

    /// Tries one event a few times; parks it or gives it up when it keeps failing. Answers whether its function, or
    /// the gate, settled it.
    async fn take_alone(&self, message: Message, tries: usize) -> Result<bool, DbErr> {
        let mut failure = None;
        for _ in 0..tries {
            match self.attempt(Work::Alone(message.clone())).await {
                Ok(()) => return Ok(true),
                Err(never @ Broken::Never(_)) => {
                    failure = Some(never);
                    break;
                }
                Err(again) => failure = Some(again),
            }
        }
        match failure {
            Some(failure) => self.fail(message, failure).await.map(|()| false),
            None => Ok(true),
        }
    }

    /// One transaction, in a task of its own, so that a panic costs only this transaction.
    async fn attempt(&self, work: Work) -> Result<(), Broken> {
        let inbox = self.clone();
        let task = motcua_kit::lifecycle::spawn(async move { inbox.transaction(work).await });
        task.await.unwrap_or_else(|panic| Err(Broken::Again(format!("a consumer died: {panic}"))))
    }

    async fn transaction(&self, work: Work) -> Result<(), Broken> {
        let delivered = work.delivered();
        let tx = self.db.begin().await?;
        let mut batch = Batch::open(&tx, work.aggregates()).await?;
        match &work {
            Work::Batch(messages) => {
                for message in messages {
                    if batch.take(self, &tx, message).await? {
                        batch.drain(self, &tx, message.aggregate).await?;
                    }
                }
            }
            Work::Alone(message) => drop(batch.take(self, &tx, message).await?),
            Work::Parked(aggregate) => batch.drain(self, &tx, *aggregate).await?,
        }
        batch.close(&tx);
        self.relay.publish(tx.commit().await?);
        metrics::counter!("motcua_inbox_taken_total", "consumer" => self.consumers.subscription().0)
            .increment(delivered);
        Ok(())
    }

    /// Counts a failed attempt in a transaction of its own; the eighth, or one that says never, gives the event up
    /// and blocks its aggregate.
    async fn fail(&self, message: Message, failure: Broken) -> Result<(), DbErr> {
        let now = self.wall.now();
        let tx = self.db.begin().await?;
        // The cursor is written below: not as it was before another replica moved it.
        rows::lock(&tx, &[message.aggregate]).await?;
        if rows::is_settled(&tx, &message).await? {
            return tx.rollback().await;
        }
        let attempts = rows::attempts(&tx, message.id).await? + 1;
        match failure {
            Broken::Again(why) if attempts < ATTEMPTS => {
                tracing::warn!(event.id = %message.id, subject = message.subject, attempts, error = why, "event failed, parked");
                rows::park(&tx, rows::parked_row(&message, "retry", attempts, now)).await?;
            }
            Broken::Again(why) | Broken::Never(why) => {
                self.give_up(&tx, &message, "poison", attempts, &why).await?;
                rows::block(&tx, &message).await?;
            }
        }
        self.relay.publish(tx.commit().await?);
        Ok(())
    }

    async fn give_up(
        &self,
        tx: &motcua_kit::Tx,
        message: &Message,
        reason: &str,
        attempts: i32,
        why: &str,
    ) -> Result<(), DbErr> {
        if rows::is_dead(tx, message.id).await? {
            // Delivered once more: its letter is written.
            return Ok(());
        }
        let consumer = self.consumers.subscription().0;
        tracing::error!(event.id = %message.id, subject = message.subject, reason, error = why, "event given up");
        metrics::counter!("motcua_inbox_dead_total", "consumer" => consumer).increment(1);
        let now = self.wall.now();
        rows::bury(tx, rows::parked_row(message, reason, attempts, now)).await?;
        let event = message.subject.rsplit('.').next().unwrap_or_default();
        let subject = format!("motcua.dlq.{consumer}.{event}");
        crate::outbox::dead_letter(tx, message.id, subject, message.payload.clone(), message.at, now);
        Ok(())
    }

    /// Tries again what is parked, an aggregate a transaction, from the aggregate behind `after` on. Answers where
    /// the next sweep goes on: many aggregates that cannot move must not keep the others from their turn.
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

    /// Applies what is parked of an aggregate and next in line; one event at a time when they do not go together, so
    /// that a failure is counted against the event that failed.
    async fn drain(&self, aggregate: Uuid) -> Result<(), DbErr> {
        let parked = rows::parked_of(self.db.read(), aggregate).await?;
        if parked.is_empty() || self.attempt(Work::Parked(aggregate)).await.is_ok() {
            return Ok(());
        }
        for row in parked {
            self.take_alone(rows::message(row), 1).await?;
        }
        Ok(())
    }

    pub(crate) async fn call(&self, tx: &motcua_kit::Tx, message: &Message) -> Result<(), Failure> {
        self.consumers.call(&self.app, tx, message).await
    }

    fn now(&self) -> chrono::DateTime<chrono::Utc> {
        self.wall.now()
    }
}
