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
/// A commit wakes the relay; the sweep finds what a crash or another replica left.
const SWEEP: Duration = Duration::from_secs(1);
const STREAM_CHECK: Duration = Duration::from_secs(10);
/// The pause after a failed batch: it doubles with each further failure.
const BACKOFF: Duration = Duration::from_millis(250);
const LONGEST_BACKOFF: Duration = Duration::from_secs(30);

/// How much a relay has in flight; cheap to clone.
#[derive(Clone, Default)]
pub struct RelayProgress {
    in_flight: Arc<AtomicU64>,
    published: Arc<AtomicU64>,
    /// How many commits had written events before the last read that found all unpublished rows.
    read_commits: Arc<AtomicU64>,
}

/// The outbox may hold unpublished rows, whatever the commits are.
const UNKNOWN: u64 = u64::MAX;

impl RelayProgress {
    /// Rows handed to the bus and not yet marked.
    pub fn in_flight(&self) -> u64 {
        self.in_flight.load(Ordering::SeqCst)
    }

    /// Whether no row is unpublished, when so many commits have written events.
    pub fn is_done(&self, commits: u64) -> bool {
        self.in_flight() == 0 && self.read_commits.load(Ordering::SeqCst) == commits
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
    /// Those of them that were handed over when the stream was found to have lost events.
    lost: HashSet<Uuid>,
    /// Whether the last read found more rows than a batch.
    has_more: bool,
    failures: u32,
    not_before: Instant,
}

/// The outcome of publishing a batch.
struct BatchOutcome {
    published: Vec<Uuid>,
    failed: Vec<Uuid>,
    error: Option<String>,
}

impl RelayLoop {
    /// The relay of the outbox in `db`.
    pub fn new(db: Db, bus: Arc<dyn Bus>, wall: Clock) -> Self {
        let (progress, in_flight) = (RelayProgress::default(), HashSet::new());
        progress.read_commits.store(UNKNOWN, Ordering::SeqCst);
        let (lost, not_before) = (HashSet::new(), Instant::now());
        Self { db, bus, wall, progress, in_flight, lost, has_more: false, failures: 0, not_before }
    }

    /// How much it has in flight.
    pub fn progress(&self) -> RelayProgress {
        self.progress.clone()
    }

    /// Publishes until `stop`, then waits for the answers in flight. What is left is published by the next start, or by
    /// another replica.
    pub async fn run(mut self, stop: CancellationToken) {
        let commits = self.db.event_commits();
        let (mut sweep, mut check) = (every(SWEEP), every(STREAM_CHECK));
        let mut window = FuturesUnordered::new();
        loop {
            let may_have_rows = tokio::select! {
                biased;
                () = stop.cancelled() => break,
                Some(outcome) = window.next(), if !window.is_empty() => {
                    self.settle(outcome).await;
                    self.has_more
                }
                _ = check.tick() => {
                    self.check_stream().await;
                    false
                }
                () = commits.notified(), if window.len() < WINDOW => true,
                _ = sweep.tick(), if window.len() < WINDOW => true,
            };
            if may_have_rows && window.len() < WINDOW && Instant::now() >= self.not_before {
                let rows = self.unpublished().await;
                if !rows.is_empty() {
                    window.push(publish(self.bus.clone(), rows));
                }
                if self.has_more {
                    commits.wake();
                }
            }
        }
        while let Some(outcome) = window.next().await {
            self.settle(outcome).await;
        }
    }

    /// The oldest rows that are neither published nor in flight.
    async fn unpublished(&mut self) -> Vec<outbox::Model> {
        // Before the read: a commit in between is read another time.
        let (commits, limit) = (self.db.event_commits().count(), BATCH + self.in_flight.len());
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
        self.has_more = rows.len() == limit;
        rows.retain(|row| !self.in_flight.contains(&row.event_id));
        rows.truncate(BATCH);
        self.in_flight.extend(rows.iter().map(|row| row.event_id));
        self.progress.in_flight.fetch_add(count(&rows), Ordering::SeqCst);
        self.progress.read_commits.store(if self.has_more { UNKNOWN } else { commits }, Ordering::SeqCst);
        rows
    }

    async fn settle(&mut self, outcome: BatchOutcome) {
        let (published, failed) = (count(&outcome.published), count(&outcome.failed));
        // What a lost stream had acknowledged is not marked: it is published again.
        let markable: Vec<Uuid> = outcome.published.iter().filter(|id| !self.lost.remove(*id)).copied().collect();
        let marked = self.mark(&markable).await;
        match (&outcome.error, &marked) {
            (None, Ok(())) if markable.len() == outcome.published.len() => self.failures = 0,
            (None, Ok(())) => self.progress.read_commits.store(UNKNOWN, Ordering::SeqCst),
            (not_published, not_marked) => {
                if let Some(error) = not_published {
                    tracing::warn!(failed, error, "events not published, will be retried");
                }
                if let Err(error) = not_marked {
                    tracing::error!(error = %error, "published events not marked, they will be published again");
                }
                self.progress.read_commits.store(UNKNOWN, Ordering::SeqCst);
                self.back_off();
            }
        }
        for id in outcome.published.iter().chain(&outcome.failed) {
            self.in_flight.remove(id);
            self.lost.remove(id);
        }
        self.progress.published.fetch_add(published, Ordering::SeqCst);
        self.progress.in_flight.fetch_sub(published + failed, Ordering::SeqCst);
        metrics::counter!("motcua_outbox_published_total").increment(published);
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
    async fn check_stream(&mut self) {
        if let Err(error) = self.try_check_stream().await {
            tracing::warn!(error, "state of the stream not checked");
        }
    }

    async fn try_check_stream(&mut self) -> Result<(), String> {
        // First what is remembered: the broker's state is then not older, whatever another replica remembers meanwhile.
        let mut seen = stream_state::last_seen(&self.db).await.map_err(|error| error.to_string())?;
        let Some((stream, now)) = self.bus.stream_state().await.map_err(|error| error.to_string())? else {
            return Ok(());
        };
        let before = seen.remove(stream);
        if before.as_ref() == Some(&now) {
            return Ok(());
        }
        if before.is_some_and(|before| stream_state::lost_events(&before, &now)) {
            // Their acknowledgements may be of the stream as it was.
            self.lost.extend(&self.in_flight);
            let events = republish_all(&self.db).await.map_err(|error| error.to_string())?;
            metrics::counter!("motcua_stream_lost_total").increment(1);
            tracing::error!(stream, events, "the broker lost events: all are published again");
        }
        stream_state::remember(&self.db, stream, &now).await.map_err(|error| error.to_string())
    }
}

fn every(period: Duration) -> tokio::time::Interval {
    let mut interval = tokio::time::interval(period);
    interval.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    interval
}

/// Has every event of an outbox published again; consumers drop what they have applied. Returns their number.
///
/// # Errors
/// When the database cannot be written.
pub async fn republish_all(db: &Db) -> Result<u64, DbErr> {
    // In parts: an outbox of years does not fit into the time limit of one statement.
    const PART: u64 = 4096;
    let (mut last, mut changed) = (Uuid::nil(), 0);
    loop {
        let part: Vec<Uuid> = outbox::Entity::find()
            .select_only()
            .column(outbox::Column::EventId)
            .filter(outbox::Column::PublishedAt.is_not_null())
            // Dead letters are for people: a copy would be a second report of one event.
            .filter(outbox::Column::Subject.not_like("motcua.dlq.%"))
            .filter(outbox::Column::EventId.gt(last))
            .order_by_asc(outbox::Column::EventId)
            .limit(PART)
            .into_tuple()
            .all(db.read())
            .await?;
        let Some(end) = part.last().copied() else { return Ok(changed) };
        last = end;
        changed += count(&part);
        let tx = db.unit_of_work();
        let unmark = Query::update()
            .table(outbox::Entity)
            .value(outbox::Column::PublishedAt, Option::<DateTimeUtc>::None)
            .and_where(outbox::Column::EventId.is_in(pad_to_power_of_two(part)))
            .to_owned();
        tx.defer_any(&unmark);
        tx.wake_relay();
        tx.commit().await?;
    }
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
