//! Applying events: cursor, effect and own outbox rows in one transaction; parking, retrying and giving up.

mod apply;
mod rows;

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
    /// The store failed.
    Store(DbErr),
    /// A function failed in a way that may pass.
    Function(String),
}

impl From<DbErr> for Broken {
    fn from(error: DbErr) -> Self {
        Self::Store(error)
    }
}

impl<A: Clone + Send + Sync + 'static> Inbox<A> {
    pub(crate) fn new(consumers: Arc<Consumers<A>>, app: A, db: Db, wall: Clock, relay: Relay) -> Self {
        Self { consumers, app, db, wall, relay }
    }

    /// Settles a batch: applied, parked or dead, all durably. `Err` when the store did not even take that.
    pub(crate) async fn take(&self, messages: Vec<Message>) -> Result<(), ()> {
        if self.attempt(messages.clone()).await.is_ok() {
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

    /// One event in a transaction of its own; parked when it keeps failing.
    async fn take_one(&self, message: Message) -> Result<(), DbErr> {
        let mut why = String::new();
        for _ in 0..AT_ONCE {
            match self.attempt(vec![message.clone()]).await {
                Ok(()) => return Ok(()),
                Err(error) => why = error,
            }
        }
        self.park_failed(message, why).await
    }

    /// Applies messages in one transaction, in a task of its own, so that a panic costs only this transaction.
    async fn attempt(&self, messages: Vec<Message>) -> Result<(), String> {
        let inbox = self.clone();
        let task = motcua_kit::lifecycle::spawn(async move { inbox.transaction(messages).await });
        match task.await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(Broken::Store(error))) => Err(error.to_string()),
            Ok(Err(Broken::Function(why))) => Err(why),
            Err(panic) => Err(format!("a consumer died: {panic}")),
        }
    }

    async fn transaction(&self, messages: Vec<Message>) -> Result<(), Broken> {
        let count = u64::try_from(messages.len()).unwrap_or(u64::MAX);
        let tx = self.db.begin().await?;
        let mut batch = Batch::open(&tx, messages.iter().map(|message| message.aggregate).collect()).await?;
        for message in &messages {
            batch.take(self, &tx, message).await?;
        }
        batch.close(&tx).await?;
        self.relay.publish(tx.commit().await?);
        metrics::counter!("motcua_inbox_taken_total", "consumer" => self.consumers.subscription().0).increment(count);
        Ok(())
    }

    /// Counts a failed attempt in a transaction of its own; the eighth gives the event up and blocks its aggregate.
    async fn park_failed(&self, message: Message, why: String) -> Result<(), DbErr> {
        let now = self.wall.now();
        let tx = self.db.begin().await?;
        let attempts = rows::attempts(&tx, message.id).await? + 1;
        if attempts < ATTEMPTS {
            tracing::warn!(event.id = %message.id, subject = message.subject, attempts, error = why, "event failed, parked");
            rows::park(&tx, rows::parked_row(&message, "retry", attempts, now)).await?;
        } else {
            self.give_up(&tx, &message, "poison", &why).await?;
            rows::block(&tx, &message).await?;
        }
        self.relay.publish(tx.commit().await?);
        Ok(())
    }

    async fn give_up(&self, tx: &motcua_kit::Tx, message: &Message, reason: &str, why: &str) -> Result<(), DbErr> {
        let consumer = self.consumers.subscription().0;
        tracing::error!(event.id = %message.id, subject = message.subject, reason, error = why, "event given up");
        metrics::counter!("motcua_inbox_dead_total", "consumer" => consumer).increment(1);
        let now = self.wall.now();
        rows::bury(tx, message, reason, now).await?;
        let event = message.subject.rsplit('.').next().unwrap_or_default();
        let subject = format!("motcua.dlq.{consumer}.{event}");
        crate::outbox::dead_letter(tx, message.id, subject, message.payload.clone(), message.at, now).await
    }

    /// Tries again what is parked, an aggregate a transaction.
    pub(crate) async fn sweep(&self) {
        let waiting = match rows::waiting_aggregates(self.db.read(), SWEEP_MOST).await {
            Ok(waiting) => waiting,
            Err(error) => return tracing::warn!(error = %error, "inbox not swept"),
        };
        for aggregate in waiting {
            if let Err(error) = self.drain(aggregate).await {
                tracing::warn!(error = %error, aggregate = %aggregate, "parked events not drained");
            }
        }
    }

    async fn drain(&self, aggregate: Uuid) -> Result<(), DbErr> {
        let parked = rows::parked_of(self.db.read(), aggregate).await?;
        let failed: Vec<Message> =
            parked.iter().filter(|row| row.reason == "retry").cloned().map(rows::message).collect();
        let inbox = self.clone();
        let task = motcua_kit::lifecycle::spawn(async move {
            let tx = inbox.db.begin().await?;
            let mut batch = Batch::open(&tx, [aggregate].into()).await?;
            batch.drain(&inbox, &tx, aggregate).await?;
            batch.close(&tx).await?;
            inbox.relay.publish(tx.commit().await?);
            Ok::<(), Broken>(())
        });
        let why = match task.await {
            Ok(Ok(())) => return Ok(()),
            Ok(Err(Broken::Store(error))) => error.to_string(),
            Ok(Err(Broken::Function(why))) => why,
            Err(panic) => format!("a consumer died: {panic}"),
        };
        match failed.into_iter().next() {
            Some(message) => self.park_failed(message, why).await,
            None => Err(DbErr::Custom(why)),
        }
    }

    pub(crate) async fn call(&self, tx: &motcua_kit::Tx, message: &Message) -> Result<(), Failure> {
        self.consumers.call(&self.app, tx, message).await
    }

    fn now(&self) -> chrono::DateTime<chrono::Utc> {
        self.wall.now()
    }
}
