//! The relay: publishes committed outbox rows and marks them. A commit wakes it; a sweep takes what a crash left.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use futures::future::join_all;
use futures::stream::{FuturesUnordered, StreamExt};
use motcua_kit::clock::Clock;
use motcua_kit::db::{Db, pad_to_power_of_two};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Query;
use sea_orm::{QueryOrder, QuerySelect};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::bus::Bus;
use crate::message::Message;
use crate::stream_state;
use crate::tables::outbox;

const BATCH: usize = 256;
/// Batches in flight at once; while one waits for its acknowledgements the next is sent.
const WINDOW: usize = 4;
const SWEEP: Duration = Duration::from_millis(250);
const STREAM_CHECK: Duration = Duration::from_secs(10);
/// The pause after a failed batch: it doubles with each further failure.
const BACKOFF: Duration = Duration::from_millis(250);
const LONGEST_BACKOFF: Duration = Duration::from_secs(30);

/// How much a relay has in flight; cheap to clone.
#[derive(Clone, Default)]
pub struct RelayProgress {
    in_flight: Arc<AtomicU64>,
    published: Arc<AtomicU64>,
}

impl RelayProgress {
    /// Rows handed to the bus and not yet marked.
    pub fn in_flight(&self) -> u64 {
        self.in_flight.load(Ordering::SeqCst)
    }

    /// Rows published since the start.
    pub fn published_count(&self) -> u64 {
        self.published.load(Ordering::SeqCst)
    }
}

/// The publishing loop of one service.
pub struct RelayLoop {
    db: Db,
    bus: Arc<dyn Bus>,
    wall: Clock,
    progress: RelayProgress,
    /// Rows handed to the bus and not yet marked: they are read again until they are.
    in_flight: HashSet<Uuid>,
    failures: u32,
    not_before: Instant,
}

/// What the bus answered to a batch.
struct BatchOutcome {
    published: Vec<Uuid>,
    failed: Vec<Uuid>,
    error: Option<String>,
}

impl RelayLoop {
    /// The relay of the outbox in `db`.
    pub fn new(db: Db, bus: Arc<dyn Bus>, wall: Clock) -> Self {
        let (progress, in_flight) = (RelayProgress::default(), HashSet::new());
        Self { db, bus, wall, progress, in_flight, failures: 0, not_before: Instant::now() }
    }

    /// How much it has in flight.
    pub fn progress(&self) -> RelayProgress {
        self.progress.clone()
    }

    /// Publishes until `stop`, then waits for the answers in flight. What is left is published by the next start, or by
    /// another replica.
    pub async fn run(mut self, stop: CancellationToken) {
        let committed = self.db.committed();
        let (mut sweep, mut check) = (tokio::time::interval(SWEEP), tokio::time::interval(STREAM_CHECK));
        sweep.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        check.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        let mut window = FuturesUnordered::new();
        loop {
            tokio::select! {
                biased;
                () = stop.cancelled() => break,
                Some(outcome) = window.next(), if !window.is_empty() => self.settle(outcome).await,
                _ = check.tick() => self.check_stream().await,
                () = committed.notified(), if window.len() < WINDOW => {}
                _ = sweep.tick(), if window.len() < WINDOW => {}
            }
            if window.len() < WINDOW && Instant::now() >= self.not_before {
                let rows = self.unpublished().await;
                if !rows.is_empty() {
                    window.push(publish(self.bus.clone(), rows));
                }
            }
        }
        while let Some(outcome) = window.next().await {
            self.settle(outcome).await;
        }
    }

    /// The oldest rows that are neither published nor in flight.
    async fn unpublished(&mut self) -> Vec<outbox::Model> {
        let limit = BATCH + self.in_flight.len();
        let waiting = outbox::Entity::find()
            .filter(outbox::Column::PublishedAt.is_null())
            .order_by_asc(outbox::Column::EventId)
            .limit(u64::try_from(limit).unwrap_or(u64::MAX));
        let mut rows = match waiting.all(self.db.read()).await {
            Ok(rows) => rows,
            Err(error) => {
                tracing::warn!(error = %error, "outbox not read");
                self.back_off();
                return Vec::new();
            }
        };
        rows.retain(|row| !self.in_flight.contains(&row.event_id));
        rows.truncate(BATCH);
        self.in_flight.extend(rows.iter().map(|row| row.event_id));
        self.progress.in_flight.fetch_add(count(&rows), Ordering::SeqCst);
        rows
    }

    async fn settle(&mut self, outcome: BatchOutcome) {
        let (published, failed) = (count(&outcome.published), count(&outcome.failed));
        match outcome.error {
            None => self.failures = 0,
            Some(error) => {
                tracing::warn!(failed, error, "events not published, will be retried");
                self.back_off();
            }
        }
        if let Err(error) = self.mark(&outcome.published).await {
            tracing::error!(error = %error, "published events not marked, they will be published again");
        }
        for id in outcome.published.iter().chain(&outcome.failed) {
            self.in_flight.remove(id);
        }
        self.progress.published.fetch_add(published, Ordering::SeqCst);
        self.progress.in_flight.fetch_sub(published + failed, Ordering::SeqCst);
        metrics::counter!("motcua_outbox_published_total").increment(published);
        // There may be more than one batch.
        self.db.committed().notify_one();
    }

    fn back_off(&mut self) {
        self.failures = self.failures.saturating_add(1);
        let pause = BACKOFF.saturating_mul(1 << self.failures.min(8)).min(LONGEST_BACKOFF);
        self.not_before = Instant::now() + pause;
    }

    /// Marks rows as published. A mark that is lost at a power cut means a repeat, which the sequence check drops.
    async fn mark(&self, published: &[Uuid]) -> Result<(), DbErr> {
        if published.is_empty() {
            return Ok(());
        }
        let update = Query::update()
            .table(outbox::Entity)
            .value(outbox::Column::PublishedAt, self.wall.now())
            .and_where(outbox::Column::EventId.is_in(pad_to_power_of_two(published.to_vec())))
            .to_owned();
        self.db.write_lazily(&update).await
    }

    /// Publishes everything again when the broker lost events; consumers drop what they have applied.
    async fn check_stream(&self) {
        if let Err(error) = self.try_check_stream().await {
            tracing::warn!(error, "state of the stream not checked");
        }
    }

    async fn try_check_stream(&self) -> Result<(), String> {
        let Some((stream, now)) = self.bus.stream_state().await.map_err(|error| error.to_string())? else {
            return Ok(());
        };
        let before = stream_state::last_seen(&self.db, stream).await.map_err(|error| error.to_string())?;
        if before.as_ref() == Some(&now) {
            return Ok(());
        }
        if before.is_some_and(|before| stream_state::lost_events(&before, &now)) {
            let events = republish_all(&self.db).await.map_err(|error| error.to_string())?;
            metrics::counter!("motcua_stream_lost_total").increment(1);
            tracing::error!(stream, events, "the broker lost events: all are published again");
        }
        stream_state::remember(&self.db, stream, &now).await.map_err(|error| error.to_string())
    }
}

/// Has every event of an outbox published again; consumers drop what they have applied. Answers how many there are.
///
/// # Errors
/// When the database cannot be written.
pub async fn republish_all(db: &Db) -> Result<u64, DbErr> {
    let tx = db.begin().await?;
    let unmark = outbox::Entity::update_many()
        .col_expr(outbox::Column::PublishedAt, sea_orm::sea_query::Expr::value(Option::<DateTimeUtc>::None))
        .filter(outbox::Column::PublishedAt.is_not_null());
    let changed = unmark.exec(tx.db()).await?.rows_affected;
    tx.wake_relay();
    tx.commit().await?;
    Ok(changed)
}

/// Publishes rows in their order without waiting for one before sending the next: should the bus reorder them, the
/// sequence check of the consumer restores the order.
async fn publish(bus: Arc<dyn Bus>, rows: Vec<outbox::Model>) -> BatchOutcome {
    let attempts = rows.into_iter().map(|row| {
        let bus = &bus;
        async move {
            let id = row.event_id;
            (id, bus.publish(Message::from(row)).await)
        }
    });
    let mut outcome = BatchOutcome { published: Vec::new(), failed: Vec::new(), error: None };
    for (id, answer) in join_all(attempts).await {
        match answer {
            Ok(()) => outcome.published.push(id),
            Err(error) => {
                outcome.failed.push(id);
                outcome.error = Some(error.to_string());
            }
        }
    }
    outcome
}

fn count<T>(items: &[T]) -> u64 {
    u64::try_from(items.len()).unwrap_or(u64::MAX)
}
