//! Publishing what was saved: at once by the process that committed it, by sweeps whatever was left.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use futures::future::{FutureExt, join_all};
use futures::stream::{FuturesUnordered, StreamExt};
use motcua_kit::clock::Clock;
use motcua_kit::db::{Db, OutboxRow, padded};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict, Query};
use sea_orm::{ActiveValue::Set, QueryOrder, QuerySelect};
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::bus::Bus;
use crate::message::Message;
use crate::outbox::stored;
use crate::tables::{outbox, relay_lease};

const BATCH: usize = 256;
/// Batches under way at once; while one waits for its acknowledgements the next is sent.
const WINDOW: usize = 16;
const SWEEP: Duration = Duration::from_millis(250);
const LEASE: TimeDelta = TimeDelta::seconds(15);
/// Rows younger than this are left to the process that wrote them.
const GRACE: TimeDelta = TimeDelta::seconds(2);

/// Hands committed rows to the publishing loop; cheap to clone.
#[derive(Clone)]
pub struct Relay {
    queue: mpsc::UnboundedSender<Vec<OutboxRow>>,
    under_way: Arc<AtomicI64>,
    moved: Arc<AtomicU64>,
}

/// The publishing loop, to be run in the background.
pub struct RelayLoop {
    db: Db,
    bus: Arc<dyn Bus>,
    wall: Clock,
    owner: Uuid,
    rows: mpsc::UnboundedReceiver<Vec<OutboxRow>>,
    /// Rows handed to the bus that wait for its answer: a sweep must not send them a second time meanwhile.
    sent: HashSet<Uuid>,
    under_way: Arc<AtomicI64>,
    moved: Arc<AtomicU64>,
}

impl Relay {
    /// A relay for the outbox in `db`, and its loop.
    pub fn new(db: Db, bus: Arc<dyn Bus>, wall: Clock) -> (Self, RelayLoop) {
        let (queue, rows) = mpsc::unbounded_channel();
        let (under_way, moved) = (Arc::<AtomicI64>::default(), Arc::<AtomicU64>::default());
        let relay = Self { queue, under_way: under_way.clone(), moved: moved.clone() };
        let owner = Uuid::now_v7();
        (relay, RelayLoop { db, bus, wall, owner, rows, sent: HashSet::new(), under_way, moved })
    }

    /// Publishes rows that are committed. Returns at once; should the process die now, a sweep takes them.
    pub fn publish(&self, rows: Vec<OutboxRow>) {
        if rows.is_empty() {
            return;
        }
        let count = i64::try_from(rows.len()).unwrap_or(i64::MAX);
        self.under_way.fetch_add(count, Ordering::SeqCst);
        if self.queue.send(rows).is_err() {
            self.under_way.fetch_sub(count, Ordering::SeqCst);
        }
    }

    /// Rows handed over and not yet marked.
    pub fn under_way(&self) -> i64 {
        self.under_way.load(Ordering::SeqCst)
    }

    /// Rows published since the start.
    pub fn moved(&self) -> u64 {
        self.moved.load(Ordering::SeqCst)
    }
}

/// What became of a batch.
struct Outcome {
    published: Vec<Uuid>,
    failed: Vec<(Uuid, String)>,
    handed_over: i64,
}

impl Outcome {
    fn add(&mut self, more: Self) {
        self.published.extend(more.published);
        self.failed.extend(more.failed);
        self.handed_over += more.handed_over;
    }
}

impl RelayLoop {
    /// Publishes until `stop`, then waits for the answers that are under way. What is left in the queue is taken by
    /// the sweep of the next start, or of another replica.
    pub async fn run(mut self, stop: CancellationToken) {
        let mut window = FuturesUnordered::new();
        let mut sweep = tokio::time::interval(SWEEP);
        sweep.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        let mut stopping = false;
        loop {
            tokio::select! {
                biased;
                Some(outcome) = window.next(), if !window.is_empty() => {
                    let mut outcome: Outcome = outcome;
                    // Whatever else was answered meanwhile is marked in the same transaction.
                    while let Some(Some(more)) = window.next().now_or_never() {
                        outcome.add(more);
                    }
                    self.settle(outcome).await;
                }
                rows = self.rows.recv(), if window.len() < WINDOW && !stopping => match rows {
                    Some(first) => {
                        let rows = self.gather(first);
                        self.sent.extend(rows.iter().map(|row| row.event_id));
                        window.push(publish(self.bus.clone(), rows, true));
                    }
                    None => stopping = true,
                },
                _ = sweep.tick(), if window.len() < WINDOW && !stopping => {
                    let left = self.left_over().await;
                    if !left.is_empty() {
                        self.sent.extend(left.iter().map(|row| row.event_id));
                        window.push(publish(self.bus.clone(), left, false));
                    }
                }
                () = stop.cancelled(), if !stopping => stopping = true,
                else => break,
            }
            if stopping && window.is_empty() {
                break;
            }
        }
    }

    fn gather(&mut self, mut rows: Vec<OutboxRow>) -> Vec<OutboxRow> {
        while rows.len() < BATCH
            && let Ok(more) = self.rows.try_recv()
        {
            rows.extend(more);
        }
        rows
    }

    async fn settle(&mut self, outcome: Outcome) {
        let count = u64::try_from(outcome.published.len()).unwrap_or(u64::MAX);
        for (id, error) in &outcome.failed {
            tracing::warn!(event.id = %id, error, "event not published, will be tried again");
        }
        if let Err(error) = self.mark(&outcome).await {
            tracing::error!(error = %error, "published events not marked, they will be published again");
        }
        for id in outcome.published.iter().chain(outcome.failed.iter().map(|(id, _)| id)) {
            self.sent.remove(id);
        }
        self.moved.fetch_add(count, Ordering::SeqCst);
        self.under_way.fetch_sub(outcome.handed_over, Ordering::SeqCst);
        metrics::counter!("motcua_outbox_published_total").increment(count);
    }

    async fn mark(&self, outcome: &Outcome) -> Result<(), DbErr> {
        let now = self.wall.now();
        // Marks lost at a power cut, or one without the other, only mean a repeat, which the cursors drop.
        for ids in outcome.published.chunks(BATCH) {
            let update = Query::update()
                .table(outbox::Entity)
                .value(outbox::Column::PublishedAt, now)
                .and_where(outbox::Column::EventId.is_in(padded(ids.to_vec())))
                .to_owned();
            self.db.write_lazily(&update).await?;
        }
        for (id, error) in &outcome.failed {
            let update = Query::update()
                .table(outbox::Entity)
                .value(outbox::Column::Attempts, Expr::col(outbox::Column::Attempts).add(1))
                .value(outbox::Column::NextAttemptAt, now + TimeDelta::milliseconds(500))
                .value(outbox::Column::LastError, error.clone())
                .and_where(outbox::Column::EventId.eq(*id))
                .to_owned();
            self.db.write_lazily(&update).await?;
        }
        Ok(())
    }

    /// Rows that nobody published, when it is this process's turn to sweep.
    async fn left_over(&self) -> Vec<OutboxRow> {
        match self.try_left_over().await {
            Ok(rows) => rows,
            Err(error) => {
                tracing::warn!(error = %error, "outbox not swept");
                Vec::new()
            }
        }
    }

    async fn try_left_over(&self) -> Result<Vec<OutboxRow>, DbErr> {
        let now = self.wall.now();
        let waiting = outbox::Entity::find()
            .filter(outbox::Column::PublishedAt.is_null())
            .filter(outbox::Column::NextAttemptAt.lte(now - GRACE))
            // By the partial index of what is left: in any other order SQLite walks through the whole outbox.
            .order_by_asc(outbox::Column::NextAttemptAt)
            .limit(u64::try_from(BATCH).unwrap_or(u64::MAX));
        let mut rows = waiting.all(self.db.read()).await?;
        rows.retain(|row| !self.sent.contains(&row.event_id));
        if rows.is_empty() || !self.take_lease(now).await? {
            return Ok(Vec::new());
        }
        rows.sort_by_key(|row| (row.aggregate_id, row.seq));
        Ok(rows.into_iter().map(stored).collect())
    }

    async fn take_lease(&self, now: DateTime<Utc>) -> Result<bool, DbErr> {
        let tx = self.db.begin().await?;
        let mine = relay_lease::ActiveModel { shard: Set(0), owner: Set(self.owner), expires_at: Set(now + LEASE) };
        let free = OnConflict::column(relay_lease::Column::Shard)
            .update_columns([relay_lease::Column::Owner, relay_lease::Column::ExpiresAt])
            .action_and_where(
                Expr::col((relay_lease::Entity, relay_lease::Column::Owner)).eq(self.owner).or(Expr::col((
                    relay_lease::Entity,
                    relay_lease::Column::ExpiresAt,
                ))
                .lt(now)),
            )
            .to_owned();
        let taken = relay_lease::Entity::insert(mine).on_conflict(free).exec_without_returning(tx.db()).await;
        tx.commit_lazily().await?;
        Ok(matches!(taken, Ok(count) if count > 0))
    }
}

/// Publishes rows in their order, without waiting for one before sending the next: should the bus reorder
/// them, the gate at the other end restores the order.
async fn publish(bus: Arc<dyn Bus>, rows: Vec<OutboxRow>, fresh: bool) -> Outcome {
    let handed_over = if fresh { i64::try_from(rows.len()).unwrap_or(i64::MAX) } else { 0 };
    let attempts = rows.into_iter().map(|row| {
        let bus = &bus;
        async move {
            let id = row.event_id;
            (id, bus.publish(Message::from(row)).await)
        }
    });
    let mut outcome = Outcome { published: Vec::new(), failed: Vec::new(), handed_over };
    for (id, answer) in join_all(attempts).await {
        match answer {
            Ok(()) => outcome.published.push(id),
            Err(error) => outcome.failed.push((id, error.to_string())),
        }
    }
    outcome
}
