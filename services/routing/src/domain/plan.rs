//! Who held a dossier and who will: the control sheet (form 06) as the view of a journey, and the way ahead of it.

use chrono::{DateTime, Utc};
use motcua_worktime::{Calendar, Verdict, add_working_minutes, verdict};

use super::journey::{Event, Journey, OpenStep, What};
use super::process::{Process, Step};

/// A step that was opened, on the control sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// The step.
    pub step: Step,
    /// When its unit got the dossier, UTC.
    pub received_at: DateTime<Utc>,
    /// When it should be done, UTC.
    pub due_at: DateTime<Utc>,
    /// When its unit passed the dossier on, UTC.
    pub passed_on_at: Option<DateTime<Utc>>,
}

impl Progress {
    /// Early, on time or late, once it was passed on.
    pub fn verdict(&self) -> Option<Verdict> {
        self.passed_on_at.map(|at| verdict(at, self.due_at))
    }
}

/// The control sheet of a journey: its history read once more, in which every event stands with its business time.
/// A journey that was corrected, or whose work moved, names its steps and units as they were then; a step that moved
/// while it was open has a row for each unit. A move that was made while the end of the step was under way never took
/// effect: its row is not shown.
pub fn sheet(process: &Process, history: &[(Event, DateTime<Utc>)]) -> Vec<Progress> {
    let (mut rows, mut process): (Vec<Progress>, Process) = (Vec::new(), at_the_start(process, history));
    for (event, at) in history {
        match &event.what {
            What::Rerouted { process: other, .. } | What::Reopened { process: other, .. } => {
                process = (**other).clone()
            }
            What::Moved { to, steps, .. } => process.assign(steps, to),
            _ => {}
        }
        let opens = opens(&event.what);
        if opens || event.then.ended_at().is_some() {
            close_last(&mut rows, *at);
        }
        if opens
            && let Some(open) = event.then.open()
            && let Some(step) = process.step(open.number)
        {
            rows.push(row(step, open));
        }
    }
    rows
}

/// Whether a unit got the dossier.
fn opens(what: &What) -> bool {
    match what {
        What::Started | What::Advanced | What::Rerouted { .. } | What::DecisionAdopted | What::Reopened { .. } => true,
        What::Moved { holds, .. } => *holds,
        _ => false,
    }
}

/// The process that the journey began with: what happened to it taken back, last things first.
fn at_the_start(process: &Process, history: &[(Event, DateTime<Utc>)]) -> Process {
    let mut process = process.clone();
    for (event, _) in history.iter().rev() {
        match &event.what {
            What::Rerouted { before, .. } | What::Reopened { before, .. } => process = (**before).clone(),
            What::Moved { from, steps, .. } => process.assign(steps, from),
            _ => {}
        }
    }
    process
}

fn close_last(rows: &mut Vec<Progress>, at: DateTime<Utc>) {
    while let [.., before, last] = rows.as_mut_slice()
        && last.received_at > at
        && before.step.number == last.step.number
    {
        before.passed_on_at = None;
        rows.pop();
    }
    if let Some(last) = rows.last_mut() {
        last.passed_on_at.get_or_insert(at);
    }
}

fn row(step: &Step, open: OpenStep) -> Progress {
    Progress { step: step.clone(), received_at: open.held_since(), due_at: open.due_at, passed_on_at: None }
}

/// A step that is open or still to come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ahead {
    /// The step.
    pub step: Step,
    /// When it will be done if every unit takes its share of the limit, UTC; never after the due date.
    pub planned_at: DateTime<Utc>,
}

/// The way ahead: the critical path from the open step to the end. Steps follow one another, so all of them are on it.
/// While the clock stands it is counted from the moment the step was opened, as if it ran.
pub fn ahead(journey: &Journey, calendar: &Calendar) -> Vec<Ahead> {
    let (Some(open), Some(due_at)) = (journey.stage.open(), journey.stage.due_at()) else { return Vec::new() };
    let mut minutes = 0_u32;
    let steps = journey.process.steps.iter().filter(|step| step.number >= open.number);
    steps
        .map(|step| {
            minutes = minutes.saturating_add(step.minutes);
            let planned = add_working_minutes(calendar, open.since, minutes).unwrap_or(due_at);
            Ahead { step: step.clone(), planned_at: planned.min(due_at) }
        })
        .collect()
}
