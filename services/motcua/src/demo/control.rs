//! Moving business time: only when nothing is on its way anywhere.

use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use futures::future::try_join_all;
use motcua_messaging::{Clockwork, State};

use crate::cli::Failure;

/// The private ports of all processes.
pub struct Control {
    http: reqwest::Client,
    ports: Vec<String>,
    patience: Duration,
}

impl Control {
    /// Controls the processes with these private ports.
    ///
    /// # Errors
    /// When the HTTP library cannot start.
    pub fn new(ports: Vec<String>, patience: Duration) -> Result<Self, Failure> {
        let http = reqwest::Client::builder().timeout(Duration::from_secs(20)).no_proxy().build()?;
        Ok(Self { http, ports, patience })
    }

    /// Sets the business clock of every process.
    ///
    /// # Errors
    /// When a process refuses: its clock is not manual, or stands later already.
    pub async fn set(&self, now: DateTime<Utc>) -> Result<(), Failure> {
        try_join_all(self.ports.iter().map(|port| self.set_one(port, now))).await.map(drop)
    }

    async fn set_one(&self, port: &str, now: DateTime<Utc>) -> Result<(), Failure> {
        let answer = self.http.put(format!("{port}/clock")).json(&Clockwork { now }).send().await?;
        let status = answer.status();
        if status.is_success() {
            return Ok(());
        }
        let why = answer.text().await?;
        Err(format!("{port}: the business clock cannot be set to {now} ({status}): {why}").into())
    }

    /// Waits until nothing is on its way: every queue empty in two rounds between which nothing moved.
    /// Answers how many events were published since the processes started.
    ///
    /// # Errors
    /// When an event was given up, or nothing moves for too long although something is waiting.
    pub async fn quiet(&self) -> Result<u64, Failure> {
        let mut pause = Duration::from_millis(1);
        let (mut before, mut moved_at): (Option<Vec<State>>, Instant) = (None, Instant::now());
        loop {
            let now = self.states().await?;
            if let Some(dead) = now.iter().find(|state| state.dead > 0) {
                return Err(format!("{}: {} events were given up, see its log", dead.service, dead.dead).into());
            }
            let quiet = now.iter().all(State::is_quiet);
            if before.as_ref() == Some(&now) {
                if quiet {
                    return Ok(now.iter().map(|state| state.moved).sum());
                }
                if moved_at.elapsed() > self.patience {
                    return Err(stuck(&now, self.patience).into());
                }
            } else {
                moved_at = Instant::now();
            }
            before = Some(now);
            if !quiet {
                tokio::time::sleep(pause).await;
                pause = (pause * 2).min(Duration::from_millis(2));
            }
        }
    }

    async fn states(&self) -> Result<Vec<State>, Failure> {
        let all = try_join_all(self.ports.iter().map(|port| self.states_of(port))).await?;
        Ok(all.into_iter().flatten().collect())
    }

    async fn states_of(&self, port: &str) -> Result<Vec<State>, Failure> {
        Ok(self.http.get(format!("{port}/quiet")).send().await?.error_for_status()?.json().await?)
    }
}

fn stuck(states: &[State], patience: Duration) -> String {
    let waiting = states.iter().filter(|state| !state.is_quiet()).map(|state| {
        format!(
            "{}: {} unpublished, {} parked, {} at the bus",
            state.service, state.outbox, state.parked, state.pending
        )
    });
    format!(
        "nothing moved for {} s although events wait — {}",
        patience.as_secs(),
        waiting.collect::<Vec<_>>().join("; ")
    )
}
