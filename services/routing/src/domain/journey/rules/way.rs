//! What changes the way itself: a correction, a return for error, work that moves to another unit.

use chrono::{DateTime, Utc};
use motcua_worktime::{Calendar, freeze, resume};

use super::super::{Event, Journey, Move, Overtaken, Refusal, Replayed, RightWay, Stage, What};
use super::{Answer, first, open};
use crate::domain::process::{Process, Step, StepKind};

/// Begins the way anew under the right process, due by the right limit from the same acceptance.
pub(super) fn reroute(journey: &Journey, way: &RightWay, calendar: &Calendar, at: DateTime<Utc>) -> Answer {
    let (process, mut due_at, mut replayed) = (&way.process, way.due_at, Vec::new());
    // The pauses that ended count for the right limit too: what was in time does not become late by waiting.
    for (from, to) in &way.pauses {
        let frozen = freeze(calendar, process.limit, due_at, *from)?;
        due_at = resume(calendar, process.limit, process.policy, frozen, *to)?.at;
        replayed.push(Replayed { frozen, from: *to, due_at });
    }
    let open = open(first(process)?, due_at, calendar, at);
    let then = match &journey.stage {
        Stage::Running { withdrawing, .. } => Stage::Running { open, due_at, withdrawing: *withdrawing },
        Stage::Paused { wait, since, withdrawing, .. } => {
            let frozen = freeze(calendar, process.limit, due_at, *since)?;
            Stage::Paused { open, wait: *wait, since: *since, frozen, withdrawing: *withdrawing }
        }
        Stage::Absent | Stage::Completed { .. } | Stage::Stopped { .. } => return Err(Refusal::WrongStage),
    };
    let (before, process) = (Box::new(journey.process.clone()), Box::new(process.clone()));
    let (procedure, version) = (way.procedure, way.version);
    let what = What::Rerouted { before, process, due_at: way.due_at, replayed, procedure, version };
    Ok(Some(Event { what, then }))
}

/// The way stays; what the receipt issued again promises is kept beside it.
pub(super) fn overtaken(stage: &Stage, way: &RightWay) -> Event {
    let what =
        What::CorrectionOvertaken(Overtaken { procedure: way.procedure, version: way.version, due_at: way.due_at });
    Event { what, then: stage.clone() }
}

/// The clock goes on as if it had never ended, in a new round: whoever worked last corrects the error, then it is
/// decided and issued once more.
pub(super) fn reopen(process: &Process, due_at: DateTime<Utc>, calendar: &Calendar, at: DateTime<Utc>) -> Answer {
    let last = |kind| process.steps.iter().rfind(|step: &&Step| step.kind == kind);
    let step = last(StepKind::Work).or_else(|| last(StepKind::Approve)).map_or_else(|| first(process), Ok)?;
    let then = Stage::Running { open: open(step, due_at, calendar, at), due_at, withdrawing: false };
    Ok(Some(Event { what: What::Reopened { round: process.round + 1 }, then }))
}

/// The open step and those to come change their unit; what is done stays where it was done. Neither task nor due date
/// changes.
pub(super) fn moved(journey: &Journey, change: &Move, at: DateTime<Utc>) -> Option<Event> {
    let open = journey.stage.open()?;
    let not_done = journey.process.steps.iter().filter(|step| step.number >= open.number);
    let steps: Vec<u32> = not_done.filter(|step| step.unit == change.from).map(|step| step.number).collect();
    if steps.is_empty() || change.from == change.to {
        return None;
    }
    let holds = steps.contains(&open.number);
    let then = if holds { journey.stage.held_from(at) } else { journey.stage.clone() };
    let Move { from, to, reason } = change.clone();
    Some(Event { what: What::Moved { from, to, steps, holds, reason }, then })
}
