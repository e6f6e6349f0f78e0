//! Playing a plan from wherever an earlier run stopped, and asking the platform for its review.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use motcua_portal::DemoProgress;
use motcua_reporting::{Review, render};
use motcua_worktime::utc;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::client::{CallError, Client};
use super::control::Control;
use super::drive::Drive;
use super::journal::{Journal, Line};
use super::plan::{By, Plan};
use super::progress::Progress;
use super::seed::Catalogue;
use super::wallet::Wallet;
use crate::cli::Failure;

/// Where a plan is played.
pub struct Stage {
    /// Address of the gateway.
    pub gateway: String,
    /// Private ports of all processes.
    pub control: Vec<String>,
    /// Password of the first administrator.
    pub admin_password: String,
    /// Where the journal is kept.
    pub data: PathBuf,
    /// What the pages show.
    pub progress: Option<DemoProgress>,
    /// The catalogue to set up.
    pub catalogue: Catalogue,
    /// How long nothing may move, although something waits, before the run is given up.
    pub patience: Duration,
}

impl Stage {
    /// Nobody waits longer than this for something that is stuck.
    pub const PATIENCE: Duration = Duration::from_secs(60);
}

/// What all parts of the driver share.
pub struct Run {
    /// The public API.
    pub client: Client,
    /// The tokens of all persons.
    pub wallet: Wallet,
    /// Business time.
    pub control: Control,
    commands: AtomicU64,
}

impl Run {
    /// Sends a command of a person and counts it; a token that is no longer taken is renewed once.
    ///
    /// # Errors
    /// When it is refused.
    pub async fn command(
        &self,
        who: &By,
        path: &str,
        key: &str,
        body: &(impl Serialize + Sync),
    ) -> Result<Value, CallError> {
        let token = self.wallet.token(who).await?;
        match self.command_with(&token, path, key, body).await {
            Err(error) if error.is_unauthorised() => {
                let token = self.wallet.renewed(who, &token).await?;
                self.command_with(&token, path, key, body).await
            }
            answer => answer,
        }
    }

    /// Reads as a person; a token that is no longer taken is renewed once.
    ///
    /// # Errors
    /// When it is refused.
    pub async fn read(&self, who: &By, path: &str) -> Result<Value, CallError> {
        let token = self.wallet.token(who).await?;
        match self.client.get(Some(&token), path).await {
            Err(error) if error.is_unauthorised() => {
                let token = self.wallet.renewed(who, &token).await?;
                self.client.get(Some(&token), path).await
            }
            answer => answer,
        }
    }

    /// Sends a command with this token and counts it.
    ///
    /// # Errors
    /// When it is refused.
    pub async fn command_with(
        &self,
        token: &str,
        path: &str,
        key: &str,
        body: &(impl Serialize + Sync),
    ) -> Result<Value, CallError> {
        let answer = self.client.post(token, path, key, body).await?;
        self.commands.fetch_add(1, Ordering::Relaxed);
        Ok(answer)
    }
}

/// What the run itself took.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Effort {
    /// Commands answered.
    pub commands: u64,
    /// Events published.
    pub events: u64,
    /// Seconds of playing.
    pub seconds: f64,
}

/// The review as the platform counted it, and what the run took.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Outcome {
    /// The review.
    #[serde(flatten)]
    pub review: Review,
    /// The effort.
    pub run: Effort,
}

impl Outcome {
    /// For people, Vietnamese first.
    pub fn text(&self) -> String {
        let Effort { commands, events, seconds } = &self.run;
        format!(
            "{}\n{}\n{commands} lệnh/commands · {events} sự kiện/events · {seconds:.0} s",
            render::text_vi(&self.review),
            render::text_en(&self.review)
        )
    }
}

/// Plays the plan on the stage.
///
/// # Errors
/// When something is refused, gets stuck, or belongs to another plan.
pub async fn play(plan: Arc<Plan>, stage: Stage) -> Result<Outcome, Failure> {
    let client = Client::new(&stage.gateway)?;
    let run = Arc::new(Run {
        wallet: Wallet::new(client.clone()),
        client,
        control: Control::new(stage.control, stage.patience)?,
        commands: AtomicU64::new(0),
    });
    let mut journal = Journal::open(&stage.data, &plan.header)?;
    let (done, before) = (journal.done(), so_far(&journal.lines));
    let started = Instant::now();
    run.commands.store(before.commands, Ordering::Relaxed);
    // What an interrupted run left on its way arrives first; the processes may have published for others as well.
    let base = run.control.quiet().await?;
    let set_up = if let Some(commands) = journal.set_up() {
        commands
    } else {
        eprintln!("Lập danh mục 1.481 thủ tục… / Building the catalogue of 1,481 procedures…");
        run.control.set(utc(plan.first_moment())).await?;
        super::setup::set_up(&run, &stage.catalogue, &stage.admin_password).await?;
        let commands = run.commands.load(Ordering::Relaxed);
        journal.write(&[Line::SetUp { commands }])?;
        commands
    };
    let progress = Progress::new(plan.commands() as u64 + set_up, stage.progress);
    let mut drive = Drive::new(run.clone(), plan.clone(), &journal.lines).await?;
    let mut effort = before.clone();
    let mut dossiers = drive.known();
    for (number, (moment, actions)) in plan.ticks().enumerate().skip(done) {
        run.control.set(utc(moment)).await?;
        let mut lines = drive.tick(&actions, &mut journal).await?;
        dossiers += lines.iter().filter(|line| matches!(line, Line::Dossier { .. })).count() as u64;
        let published = run.control.quiet().await?;
        effort = Effort {
            commands: run.commands.load(Ordering::Relaxed),
            events: before.events + published.saturating_sub(base),
            seconds: before.seconds + started.elapsed().as_secs_f64(),
        };
        lines.push(Line::Tick {
            done: number + 1,
            at: moment,
            commands: effort.commands,
            events: effort.events,
            seconds: effort.seconds,
        });
        journal.write(&lines)?;
        progress.show(moment.date(), effort.commands, dossiers);
    }
    run.control.set(utc(plan.last_moment())).await?;
    if !journal.lines.iter().any(|line| matches!(line, Line::Over { .. })) {
        journal.write(&[Line::Over { at: plan.last_moment() }])?;
    }
    progress.finish(plan.header.period.to);
    Ok(Outcome { review: review(&run, &plan).await?, run: effort })
}

/// What earlier runs took, as far as they came.
fn so_far(journal: &[Line]) -> Effort {
    let last = journal.iter().rev().find_map(|line| match line {
        Line::Tick { commands, events, seconds, .. } => {
            Some(Effort { commands: *commands, events: *events, seconds: *seconds })
        }
        Line::SetUp { commands } => Some(Effort { commands: *commands, ..Effort::default() }),
        _ => None,
    });
    last.unwrap_or_default()
}

/// Asks for the review as the director would.
async fn review(run: &Run, plan: &Plan) -> Result<Review, Failure> {
    let director = By::Staff("trungtam.giamdoc".to_owned());
    let period = &plan.header.period;
    let path = format!("/v1/reports/yearly-review?from={}&to={}", period.from, period.to);
    Ok(serde_json::from_value(run.read(&director, &path).await?)?)
}
