//! Runs a plan from where an earlier start stopped, and reads the platform's review at the end.

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use chrono::NaiveDateTime;
use motcua_worktime::utc;
use serde_json::Value;

use crate::config::RunConfig;
use crate::driver::Driver;
use crate::failure::Failure;
use crate::journal::{Entry, Journal};
use crate::plan::{Actor, Plan};
use crate::processes::Processes;
use crate::progress::ProgressDisplay;
use crate::result::{RunResult, RunStatistics};
use crate::seed::Catalogue;
use crate::session::Session;
use crate::setup::set_up;

/// Runs the plan to the end of its year.
///
/// # Errors
/// When a command is refused, pending events make no progress, or the data folder belongs to another plan.
pub async fn run(plan: Arc<Plan>, config: RunConfig) -> Result<RunResult, Failure> {
    let mut journal = Journal::open(&config.data, &plan.header)?;
    let earlier = journal.statistics();
    let processes = Processes::new(config.private_ports, config.stall_timeout)?;
    let session = Arc::new(Session::new(&config.gateway, processes, earlier.commands)?);
    // Events of an interrupted start arrive first; the processes may also have published for others.
    let published = session.processes.wait_until_idle().await?;
    let meter = Meter { session: session.clone(), started: Instant::now(), earlier, published };
    let setup_commands = set_up_once(&session, &plan, &config.catalogue, &config.admin_password, &mut journal).await?;
    let progress = ProgressDisplay::new(plan.commands() as u64 + setup_commands, config.on_progress);
    let statistics = run_ticks(&meter, &plan, &mut journal, &progress).await?;
    finish(&session, &plan, &mut journal).await?;
    progress.finish(plan.header.period.to, plan.dossiers.len() as u64);
    Ok(RunResult { review: review(&session, &plan).await?, run: statistics })
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

/// Sets the platform up unless an earlier start did; returns the commands this took.
async fn set_up_once(
    session: &Arc<Session>,
    plan: &Plan,
    catalogue: &Catalogue,
    admin_password: &str,
    journal: &mut Journal,
) -> Result<u64, Failure> {
    if let Some(commands) = journal.setup_commands() {
        return Ok(commands);
    }
    eprintln!("Lập danh mục 1.481 thủ tục… / Creating the catalogue of 1,481 procedures…");
    session.processes.set_clock(utc(plan.first_moment())).await?;
    set_up(session, catalogue, admin_password).await?;
    let commands = session.commands();
    journal.append_durably(&[Entry::SetupCompleted { commands }])?;
    Ok(commands)
}

async fn run_ticks(
    meter: &Meter,
    plan: &Arc<Plan>,
    journal: &mut Journal,
    progress: &ProgressDisplay,
) -> Result<RunStatistics, Failure> {
    let session = &meter.session;
    let mut driver = Driver::new(session.clone(), plan.clone(), &journal.entries).await?;
    let mut statistics = meter.earlier.clone();
    for (number, (at, actions)) in plan.ticks().enumerate().skip(journal.completed_ticks()) {
        session.processes.set_clock(utc(at)).await?;
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
