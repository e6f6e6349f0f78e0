//! What changes the process of a journey: a correction, a return for error, work that moves to another unit.

use chrono::{DateTime, Utc};
use motcua_worktime::{Calendar, freeze, resume};

use super::super::{
    CorrectedProcess, Correction, Decision, Event, EventKind, Journey, Move, Refusal, ReplayedPause, Stage,
};
use super::steps::{first, open};
use crate::domain::process::{Process, Step, StepKind};

/// Begins again under the right process, due by the right limit from the same acceptance. A paused clock stays paused.
pub(super) fn reroute(
    journey: &Journey,
    corrected: &CorrectedProcess,
    calendar: &Calendar,
    at: DateTime<Utc>,
) -> Decision {
    let (correction, due_at) = count(corrected, calendar)?;
    let mut process = corrected.process.clone();
    let number = first(&process)?.number;
    journey.round_state.repeat_moves(&mut process, number);
    let open = open(first(&process)?, due_at, calendar, at);
    let new_stage = match journey.stage {
        Stage::Running { withdrawing, .. } => Stage::Running { open, due_at, withdrawing },
        Stage::Paused { request, since, withdrawing, .. } => {
            let frozen = freeze(calendar, process.limit, due_at, since)?;
            Stage::Paused { open, request, since, frozen, withdrawing }
        }
        Stage::Absent | Stage::Completed { .. } | Stage::Stopped { .. } => return Err(Refusal::WrongStage),
    };
    let (before, process) = (Box::new(journey.process.clone()), Box::new(process));
    Ok(Some(Event { kind: EventKind::Rerouted { before, process, correction }, new_stage }))
}

/// Counts the due date by the right limit. The pauses that ended count for it too, so that waiting does not make late
/// what was in time.
fn count(corrected: &CorrectedProcess, calendar: &Calendar) -> Result<(Correction, DateTime<Utc>), Refusal> {
    let (process, mut due_at, mut replayed) = (&corrected.process, corrected.due_at, Vec::new());
    for (from, to) in &corrected.pauses {
        let frozen = freeze(calendar, process.limit, due_at, *from)?;
        due_at = resume(calendar, process.limit, process.policy, frozen, *to)?.at;
        replayed.push(ReplayedPause { frozen, from: *to, due_at });
    }
    let CorrectedProcess { procedure, version, calendar_version, .. } = *corrected;
    Ok((Correction { procedure, version, due_at: corrected.due_at, calendar_version, replayed }, due_at))
}

/// The process stays; the correction is remembered, and a return for error follows it.
pub(super) fn supersede(stage: &Stage, corrected: &CorrectedProcess) -> Event {
    Event { kind: EventKind::CorrectionSuperseded(Box::new(corrected.clone())), new_stage: stage.clone() }
}

/// The clock continues as if it had never ended, in a new round: the last step of work corrects the error, then it is
/// decided and issued once more. A correction that came too late for the round before is followed from its beginning.
pub(super) fn reopen(journey: &Journey, due_at: DateTime<Utc>, calendar: &Calendar, at: DateTime<Utc>) -> Decision {
    let (mut process, correction, due_at) = match &journey.round_state.superseded {
        Some(corrected) => {
            let (correction, due_at) = count(corrected, calendar)?;
            (corrected.process.clone(), Some(correction), due_at)
        }
        None => (journey.process.clone(), None, due_at),
    };
    process.round = journey.process.round + 1;
    let step = if correction.is_some() { first(&process)? } else { last_work(&process)? };
    let (number, open) = (step.number, open(step, due_at, calendar, at));
    journey.round_state.repeat_moves(&mut process, number);
    let new_stage = Stage::Running { open, due_at, withdrawing: false };
    let (before, process) = (Box::new(journey.process.clone()), Box::new(process));
    Ok(Some(Event { kind: EventKind::Reopened { before, process, correction }, new_stage }))
}

fn last_work(process: &Process) -> Result<&Step, Refusal> {
    let last = |kind| process.steps.iter().rfind(|step: &&Step| step.kind == kind);
    last(StepKind::Work).or_else(|| last(StepKind::Approve)).map_or_else(|| first(process), Ok)
}

/// The open step, the upcoming ones and the opinions that are awaited change their unit; what is done stays where it was
/// done. Neither task nor due date changes.
pub(super) fn move_work(journey: &Journey, change: &Move, at: DateTime<Utc>) -> Option<Event> {
    let open = journey.stage.open()?;
    let not_done = journey.process.steps.iter().filter(|step| step.number >= open.number);
    let steps: Vec<u32> = not_done.filter(|step| step.unit == change.from).map(|step| step.number).collect();
    let is_asked = journey.round_state.opinions.iter().any(|opinion| opinion.unit == change.from);
    if (steps.is_empty() && !is_asked) || change.from == change.to {
        return None;
    }
    let open_step_moved = steps.contains(&open.number);
    let new_stage = if open_step_moved { journey.stage.with_open_step_moved(at) } else { journey.stage.clone() };
    let Move { from, to, reason } = change.clone();
    Some(Event { kind: EventKind::Moved { from, to, steps, open_step_moved, reason }, new_stage })
}
