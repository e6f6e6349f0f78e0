//! Runs a plan from where an earlier start stopped, and reads the platform's review at the end.

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use chrono::NaiveDateTime;
use motcua_worktime::utc;
use serde_json::Value;

use crate::config::RunConfig;
use crate::driver::Driver;
use crate::examples::Examples;
use crate::failure::Failure;
use crate::journal::{Entry, Journal};
use crate::plan::{Actor, Plan};
use crate::preparation::prepare;
use crate::processes::Processes;
use crate::progress::ProgressDisplay;
use crate::result::{RunResult, RunStatistics};
use crate::session::Session;
use crate::visitors::count_visitors;

/// Runs the plan to the end of its year.
///
/// # Errors
/// When a command is refused, pending events make no progress, or the data folder belongs to another plan.
pub async fn run(plan: Arc<Plan>, config: RunConfig) -> Result<RunResult, Failure> {
    let mut journal = Journal::open(&config.data, &plan.header)?;
    let earlier = journal.statistics();
    let processes = Processes::new(config.private_ports.clone(), config.stall_timeout)?;
    let session = Arc::new(Session::new(&config.gateway, processes, earlier.commands)?);
    // Events of an interrupted start arrive first; the processes may also have published for others.
    let published = session.processes.wait_until_idle().await?;
    let meter = Meter { session: session.clone(), started: Instant::now(), earlier, published };
    let mut examples = prepare(&session, &plan, &config, &mut journal).await?;
    let setup_commands = journal.setup_commands().unwrap_or_else(|| session.commands());
    let progress = ProgressDisplay::new(plan.commands() as u64 + setup_commands, config.on_progress);
    let mut driver = Driver::new(session.clone(), plan.clone(), &journal.entries).await?;
    let run = run_ticks(&meter, &plan, &mut journal, &mut driver, &mut examples, &progress).await?;
    finish(&session, &plan, &mut journal).await?;
    progress.finish(plan.header.period.to);
    let visitors = count_visitors(&session, &plan, &driver, &examples).await?;
    Ok(RunResult { review: review(&session, &plan).await?, run, visitors })
}

/// The business time at which the platform must start: that of the next tick, so that the commands an interrupted start
/// left out are not sent in the past.
///
/// # Errors
/// When the data folder belongs to the run of another plan, or cannot be read.
pub fn start_moment(plan: &Plan, data: &Path) -> Result<NaiveDateTime, Failure> {
    let journal = Journal::open(data, &plan.header)?;
    Ok(match journal.completed_ticks() {
        0 => plan.first_moment(),
        completed => plan.ticks().nth(completed).map_or_else(|| plan.last_moment(), |(moment, _)| moment),
    })
}

/// Measures what the run took, earlier starts included.
struct Meter {
    session: Arc<Session>,
    started: Instant,
    earlier: RunStatistics,
    /// Events published before this start.
    published: u64,
}

impl Meter {
    fn statistics(&self, published: u64) -> RunStatistics {
        RunStatistics {
            commands: self.session.commands(),
            events: self.earlier.events + published.saturating_sub(self.published),
            seconds: self.earlier.seconds + self.started.elapsed().as_secs_f64(),
        }
    }
}

/// Plays the ticks that earlier starts did not complete.
async fn run_ticks(
    meter: &Meter,
    plan: &Arc<Plan>,
    journal: &mut Journal,
    driver: &mut Driver,
    examples: &mut Examples,
    progress: &ProgressDisplay,
) -> Result<RunStatistics, Failure> {
    let session = &meter.session;
    let mut statistics = meter.earlier.clone();
    for (number, (at, actions)) in plan.ticks().enumerate().skip(journal.completed_ticks()) {
        session.processes.set_clock(utc(at)).await?;
        examples.fill_monthly(at.date(), journal).await?;
        let mut entries = driver.tick(&actions, journal).await?;
        statistics = meter.statistics(session.processes.wait_until_idle().await?);
        let RunStatistics { commands, events, seconds } = statistics;
        entries.push(Entry::Tick { completed: number + 1, at, commands, events, seconds });
        journal.append_durably(&entries)?;
        progress.show(at.date(), commands, driver.submitted());
    }
    Ok(statistics)
}

async fn finish(session: &Session, plan: &Plan, journal: &mut Journal) -> Result<(), Failure> {
    session.processes.set_clock(utc(plan.last_moment())).await?;
    match journal.is_finished() {
        true => Ok(()),
        false => journal.append_durably(&[Entry::Finished { at: plan.last_moment() }]),
    }
}

/// The review of the period, as the director reads it.
async fn review(session: &Session, plan: &Plan) -> Result<Value, Failure> {
    let director = Actor::Staff("trungtam.giamdoc".to_owned());
    let period = &plan.header.period;
    let path = format!("/v1/reports/yearly-review?from={}&to={}", period.from, period.to);
    Ok(session.read(&director, &path).await?)
}
