//! How steps open and end, up to the issue of the result.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use motcua_worktime::{Calendar, add_working_minutes, utc};

use super::super::{Decision, Event, EventKind, Journey, OpenStep, Refusal, Stage};
use crate::domain::process::{Process, Step, StepKind};

/// Closing time of a promised day that no calendar covers yet, local.
const END_OF_DAY: NaiveTime = NaiveTime::from_hms_opt(17, 0, 0).expect("a time of day");

pub(super) fn start(journey: &Journey, due_at: DateTime<Utc>, calendar: &Calendar, at: DateTime<Utc>) -> Decision {
    let open = open(first(&journey.process)?, due_at, calendar, at);
    Ok(Some(Event { kind: EventKind::Started, new_stage: Stage::Running { open, due_at, withdrawing: false } }))
}

/// The first step after the acceptance, which did the receiving.
pub(super) fn first(process: &Process) -> Result<&Step, Refusal> {
    process.steps.iter().find(|step| step.kind != StepKind::Receive).ok_or(Refusal::WrongStage)
}

/// Opens a step: its share of the limit counts from now, but never beyond the due date of the dossier.
pub(super) fn open(step: &Step, due_at: DateTime<Utc>, calendar: &Calendar, at: DateTime<Utc>) -> OpenStep {
    let share_ends = add_working_minutes(calendar, at, step.minutes).unwrap_or(due_at);
    OpenStep { number: step.number, since: at, due_at: share_ends.min(due_at), moved_at: None }
}

pub(super) fn finish_work(journey: &Journey, step: u32, calendar: &Calendar, at: DateTime<Utc>) -> Decision {
    finish(journey, (step, StepKind::Work), calendar, at)
}

pub(super) fn finish_approval(journey: &Journey, step: u32, calendar: &Calendar, at: DateTime<Utc>) -> Decision {
    finish(journey, (step, StepKind::Approve), calendar, at)
}

fn finish(journey: &Journey, done: (u32, StepKind), calendar: &Calendar, at: DateTime<Utc>) -> Decision {
    let ((number, kind), process) = (done, &journey.process);
    let Some(current) = journey.stage.open() else { return Err(Refusal::WrongStage) };
    if number < current.number {
        return Ok(None);
    }
    if number > current.number {
        return Err(Refusal::TooEarly);
    }
    match (&journey.stage, process.step(number), process.next_step(number)) {
        // An approval is also published as a completed task; the decision is what advances the journey.
        (_, Some(step), _) if step.kind == StepKind::Approve && kind == StepKind::Work => Ok(None),
        (Stage::Running { due_at, withdrawing, .. }, Some(step), Some(next)) if step.kind == kind => {
            // A decision ends a withdrawal that is still pending.
            let (due_at, withdrawing) = (*due_at, *withdrawing && kind != StepKind::Approve);
            let open = open(next, due_at, calendar, at);
            Ok(Some(Event { kind: EventKind::Advanced, new_stage: Stage::Running { open, due_at, withdrawing } }))
        }
        // The answer that the journey waits for is on its way.
        (Stage::Paused { .. }, Some(step), Some(_)) if step.kind == kind => Err(Refusal::TooEarly),
        _ => Err(Refusal::WrongStage),
    }
}

/// The result that was decided is issued, whatever steps remain under the right process.
pub(super) fn adopt_decision(journey: &Journey, calendar: &Calendar, at: DateTime<Utc>) -> Decision {
    let mut steps = journey.process.steps.iter();
    let issuing = steps.find(|step| step.kind == StepKind::Issue).ok_or(Refusal::WrongStage)?;
    match &journey.stage {
        Stage::Running { .. } if journey.is_issuing() => Ok(None),
        Stage::Running { due_at, .. } => {
            let (open, due_at) = (open(issuing, *due_at, calendar, at), *due_at);
            let new_stage = Stage::Running { open, due_at, withdrawing: false };
            Ok(Some(Event { kind: EventKind::DecisionAdopted, new_stage }))
        }
        _ => Err(Refusal::TooEarly),
    }
}

pub(super) fn issue(journey: &Journey, at: DateTime<Utc>) -> Decision {
    match &journey.stage {
        Stage::Running { due_at, .. } if journey.is_issuing() => {
            Ok(Some(Event { kind: EventKind::Completed, new_stage: Stage::Completed { at, due_at: *due_at } }))
        }
        _ => Err(Refusal::TooEarly),
    }
}

/// A promise ends when the office closes on that day, or on the next working day.
pub(super) fn extend(stage: &Stage, promised_on: NaiveDate, calendar: &Calendar) -> Event {
    let promised_at = closing(promised_on, calendar);
    Event { kind: EventKind::Extended { promised_at }, new_stage: stage.clone() }
}

fn closing(day: NaiveDate, calendar: &Calendar) -> DateTime<Utc> {
    const LONGEST: usize = 31;
    let closing =
        day.iter_days().take(LONGEST).find_map(|day| calendar.closing(day).map(|closing| day.and_time(closing)));
    utc(closing.unwrap_or(day.and_time(END_OF_DAY)))
}
