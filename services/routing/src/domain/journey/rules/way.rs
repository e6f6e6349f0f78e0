//! What changes the way itself: a correction, a return for error, work that moves to another unit.

use chrono::{DateTime, Utc};
use motcua_worktime::{Calendar, freeze, resume};

use super::super::{Correction, Event, Journey, Move, OpenStep, Refusal, Replayed, RightWay, Stage, What};
use super::{Answer, first, open};
use crate::domain::process::{Step, StepKind};

/// Begins the way anew under the right process, due by the right limit from the same acceptance: gives what becomes
/// true, the first step and the due date.
pub(super) fn reroute(
    journey: &Journey,
    way: &RightWay,
    calendar: &Calendar,
    at: DateTime<Utc>,
) -> Result<(What, OpenStep, DateTime<Utc>), Refusal> {
    let (correction, due_at) = counted(way, calendar)?;
    let mut process = way.process.clone();
    let number = first(&process)?.number;
    journey.carried.place(&mut process, number);
    let open = open(first(&process)?, due_at, calendar, at);
    let (before, process) = (Box::new(journey.process.clone()), Box::new(process));
    Ok((What::Rerouted { before, process, correction }, open, due_at))
}

/// The pauses that ended count for the right limit too: what was in time does not become late by waiting. Gives the due
/// date that results.
fn counted(way: &RightWay, calendar: &Calendar) -> Result<(Correction, DateTime<Utc>), Refusal> {
    let (process, mut due_at, mut replayed) = (&way.process, way.due_at, Vec::new());
    for (from, to) in &way.pauses {
        let frozen = freeze(calendar, process.limit, due_at, *from)?;
        due_at = resume(calendar, process.limit, process.policy, frozen, *to)?.at;
        replayed.push(Replayed { frozen, from: *to, due_at });
    }
    let RightWay { procedure, version, calendar_version, .. } = *way;
    Ok((Correction { procedure, version, due_at: way.due_at, calendar_version, replayed }, due_at))
}

/// The way stays; the correction is kept beside it, and a return for error follows it.
pub(super) fn overtaken(stage: &Stage, way: &RightWay) -> Event {
    Event { what: What::CorrectionOvertaken(Box::new(way.clone())), then: stage.clone() }
}

/// The clock goes on as if it had never ended, in a new round: whoever worked last corrects the error, then it is
/// decided and issued once more. A correction that came too late for the round before is followed from its beginning.
pub(super) fn reopen(journey: &Journey, due_at: DateTime<Utc>, calendar: &Calendar, at: DateTime<Utc>) -> Answer {
    let (mut process, correction, due_at) = match &journey.carried.overtaken {
        Some(way) => {
            let (correction, due_at) = counted(way, calendar)?;
            (way.process.clone(), Some(correction), due_at)
        }
        None => (journey.process.clone(), None, due_at),
    };
    process.round = journey.process.round + 1;
    let last = |kind| process.steps.iter().rfind(|step: &&Step| step.kind == kind);
    let step = match correction {
        Some(_) => first(&process)?,
        None => last(StepKind::Work).or_else(|| last(StepKind::Approve)).map_or_else(|| first(&process), Ok)?,
    };
    let (number, open) = (step.number, open(step, due_at, calendar, at));
    journey.carried.place(&mut process, number);
    let then = Stage::Running { open, due_at, withdrawing: false };
    let (before, process) = (Box::new(journey.process.clone()), Box::new(process));
    Ok(Some(Event { what: What::Reopened { before, process, correction }, then }))
}

/// The open step, those to come and the opinions that are awaited change their unit; what is done stays where it was
/// done. Neither task nor due date changes.
pub(super) fn moved(journey: &Journey, change: &Move, at: DateTime<Utc>) -> Option<Event> {
    let open = journey.stage.open()?;
    let not_done = journey.process.steps.iter().filter(|step| step.number >= open.number);
    let steps: Vec<u32> = not_done.filter(|step| step.unit == change.from).map(|step| step.number).collect();
    let is_asked = journey.carried.opinions.iter().any(|opinion| opinion.unit == change.from);
    if (steps.is_empty() && !is_asked) || change.from == change.to {
        return None;
    }
    let holds = steps.contains(&open.number);
    let then = if holds { journey.stage.held_from(at) } else { journey.stage.clone() };
    let Move { from, to, reason } = change.clone();
    Some(Event { what: What::Moved { from, to, steps, holds, reason }, then })
}
