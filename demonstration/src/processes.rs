//! The private ports of the processes: moving business time, and waiting until no event is pending.

use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use futures::future::try_join_all;
use motcua_messaging::{ClockReading, QueueState};

use crate::failure::Failure;

const TIME_LIMIT: Duration = Duration::from_secs(20);
const SHORTEST_PAUSE: Duration = Duration::from_millis(1);
const LONGEST_PAUSE: Duration = Duration::from_millis(2);

/// The private ports of all processes.
pub struct Processes {
    http: reqwest::Client,
    ports: Vec<String>,
    stall_timeout: Duration,
}

impl Processes {
    /// The processes with private ports at these addresses.
    ///
    /// # Errors
    /// When the HTTP client cannot be built.
    pub fn new(ports: Vec<String>, stall_timeout: Duration) -> Result<Self, Failure> {
        let http = reqwest::Client::builder().timeout(TIME_LIMIT).no_proxy().build()?;
        Ok(Self { http, ports, stall_timeout })
    }

    /// Sets the business clock of every process.
    ///
    /// # Errors
    /// When a process refuses: its clock is not manual, or is later already.
    pub async fn set_clock(&self, now: DateTime<Utc>) -> Result<(), Failure> {
        try_join_all(self.ports.iter().map(|port| self.set_one(port, now))).await.map(drop)
    }

    async fn set_one(&self, port: &str, now: DateTime<Utc>) -> Result<(), Failure> {
        let response = self.http.put(format!("{port}/clock")).json(&ClockReading { now }).send().await?;
        let status = response.status();
        if status.is_success() {
            return Ok(());
        }
        let problem = response.text().await?;
        Err(format!("{port}: the business clock cannot be set to {now} ({status}): {problem}").into())
    }

    /// Waits until no event is pending: every queue is empty in two consecutive readings that are equal.
    /// Returns how many events were published since the processes started.
    ///
    /// # Errors
    /// When an event is dead, or events are pending without progress for the stall timeout.
    pub async fn wait_until_idle(&self) -> Result<u64, Failure> {
        let mut pause = SHORTEST_PAUSE;
        let (mut before, mut changed_at): (Option<Vec<QueueState>>, Instant) = (None, Instant::now());
        loop {
            let now = self.queue_states().await?;
            if let Some(dead) = now.iter().find(|state| state.dead > 0) {
                return Err(format!("{}: {} dead events, see its log", dead.service, dead.dead).into());
            }
            let idle = now.iter().all(QueueState::is_idle);
            if before.as_ref() == Some(&now) {
                if idle {
                    return Ok(now.iter().map(|state| state.published).sum());
                }
                if changed_at.elapsed() > self.stall_timeout {
                    return Err(stalled(&now, self.stall_timeout).into());
                }
            } else {
                changed_at = Instant::now();
            }
            before = Some(now);
            if !idle {
                tokio::time::sleep(pause).await;
                pause = (pause * 2).min(LONGEST_PAUSE);
            }
        }
    }

    async fn queue_states(&self) -> Result<Vec<QueueState>, Failure> {
        let all = try_join_all(self.ports.iter().map(|port| self.queue_states_of(port))).await?;
        Ok(all.into_iter().flatten().collect())
    }

    async fn queue_states_of(&self, port: &str) -> Result<Vec<QueueState>, Failure> {
        Ok(self.http.get(format!("{port}/idle")).send().await?.error_for_status()?.json().await?)
    }
}

fn stalled(states: &[QueueState], timeout: Duration) -> String {
    let waiting = states.iter().filter(|state| !state.is_idle()).map(|state| {
        format!(
            "{}: {} unpublished, {} parked, {} pending on the bus",
            state.service, state.outbox, state.parked, state.pending
        )
    });
    format!(
        "no progress for {} s although events are pending — {}",
        timeout.as_secs(),
        waiting.collect::<Vec<_>>().join("; ")
    )
}
