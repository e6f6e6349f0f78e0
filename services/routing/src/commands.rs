//! The one transaction: load, decide, save, announce. Events ask for nearly everything; work is moved by the director.

mod moves;

use std::ops::RangeInclusive;

use chrono::{DateTime, Utc};
use motcua_contracts::ids::{DossierId, TaskId};
use motcua_kit::auth::Actor;
use motcua_kit::{Problem, Tx};
use motcua_messaging::{Failure, Fault};

use crate::App;
use crate::announce::announce;
use crate::domain::{Command, Event, Refusal, decide};
use crate::store::{self, Record};

pub use moves::{Moved, Outcome, Wanted, move_work};

/// More than any process has: the number of a step is told by no other part of a task's id.
const MOST_STEPS: u32 = 64;

/// Why a command did not take effect.
pub type Error = Fault<Refusal>;

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NotFound => Self::not_found(),
            Refusal::TooEarly | Refusal::WrongStage | Refusal::Calendar(_) => Self::conflict_state(
                "Trạng thái hiện tại của hồ sơ không cho phép bước này. / The present status of the dossier does not allow this step.",
            ),
        }
    }
}

/// A refusal that a missing predecessor could cure is never silence: the event waits for it.
pub fn failure(error: Error) -> Failure {
    match error {
        Fault::Refused(Refusal::NotFound) => Failure::NotYet("journey"),
        Fault::Refused(Refusal::TooEarly) => Failure::NotYet("an earlier step"),
        // The next years of a calendar are published when the holidays are known.
        Fault::Refused(Refusal::Calendar(_)) => Failure::NotYet("a calendar that covers it"),
        other => other.into(),
    }
}

/// Loads, decides, saves and announces within the caller's transaction, at the business time `at`.
pub async fn apply(
    app: &App,
    tx: &Tx,
    actor: &Actor,
    id: DossierId,
    command: Command,
    at: DateTime<Utc>,
) -> Result<(), Error> {
    let record = store::load(tx, id).await?.ok_or(Fault::Refused(Refusal::NotFound))?;
    carry_out(app, tx, actor, record, &command, None, at).await.map(drop)
}

/// The same for what was done in a task. Work of a round that a correction ended has no effect any more; a decision
/// stands, because the result is on its way, and so does what was asked of the applicant or ended by the leader, who
/// speaks of the dossier. Of a round that a return for error ended nothing stands.
pub async fn apply_to_task(
    app: &App,
    tx: &Tx,
    actor: &Actor,
    id: DossierId,
    task: TaskId,
    command: Command,
    at: DateTime<Utc>,
) -> Result<(), Error> {
    let record = store::load(tx, id).await?.ok_or(Fault::Refused(Refusal::NotFound))?;
    let (process, returned) = (&record.journey.process, record.journey.carried.returned);
    let is_of = |rounds: RangeInclusive<u32>| {
        rounds.into_iter().any(|round| (1..=MOST_STEPS).any(|number| TaskId::of_step(id, round, number) == task))
    };
    let command = match command {
        now if is_of(process.round..=process.round) => now,
        Command::Pause(wait) if returned > 0 && is_of(0..=returned - 1) => Command::Lapse(wait),
        _ if returned > 0 && is_of(0..=returned - 1) => return Ok(()),
        Command::FinishApproval { .. } => Command::AdoptDecision,
        stands @ (Command::Pause(_) | Command::Stop(_)) => stands,
        _ => return Ok(()),
    };
    carry_out(app, tx, actor, record, &command, None, at).await.map(drop)
}

/// Decides about a record, saves and announces. `counted_by` names the version of the calendar when the due date was
/// counted elsewhere; otherwise it is counted here, by the newest. Answers what became true, if anything did.
pub async fn carry_out(
    app: &App,
    tx: &Tx,
    actor: &Actor,
    mut record: Record,
    command: &Command,
    counted_by: Option<u32>,
    at: DateTime<Utc>,
) -> Result<Option<Event>, Error> {
    let code = match (command, &record.journey.carried.overtaken) {
        (Command::Reroute(way), _) => &way.process.calendar,
        (Command::Reopen, Some(way)) => &way.process.calendar,
        _ => &record.journey.process.calendar,
    };
    let calendar = store::calendar(tx.db(), code).await?.ok_or(Fault::Refused(Refusal::TooEarly))?;
    let Some(event) = decide(&record.journey, command, &calendar, at).map_err(Fault::Refused)? else { return Ok(None) };
    record.take(&event, counted_by.unwrap_or(calendar.version), at);
    store::save(tx, &record, &event, actor, at)?;
    let events = announce(&record, &event);
    record.head()?.advance(tx, events, at, app.clocks.wall.now())?;
    Ok(Some(event))
}
