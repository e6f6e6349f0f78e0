//! The control sheet (form 06): which unit held the dossier from when to when, read from the history of its journey.

use chrono::{DateTime, Utc};
use motcua_worktime::{Verdict, verdict};

use super::journey::{Event, EventKind, OpenStep};
use super::process::{Process, Step};

/// A step that was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ControlSheetRow {
    /// The step.
    pub step: Step,
    /// When its unit got the dossier, UTC.
    pub received_at: DateTime<Utc>,
    /// When it should be done, UTC.
    pub due_at: DateTime<Utc>,
    /// When its unit passed the dossier on, UTC.
    pub passed_on_at: Option<DateTime<Utc>>,
}

impl ControlSheetRow {
    /// Early, on time or late, once it was passed on.
    pub fn verdict(&self) -> Option<Verdict> {
        self.passed_on_at.map(|at| verdict(at, self.due_at))
    }
}

/// The control sheet of a journey with this process, from its history of events with their business times. A journey
/// that was corrected, or whose work moved, shows its steps and units as they were then; a step that moved while it was
/// open has a row for each unit. A move that crossed the end of its step never took effect: its row is left out.
pub fn control_sheet(process: &Process, history: &[(Event, DateTime<Utc>)]) -> Vec<ControlSheetRow> {
    let (mut rows, mut process) = (Vec::new(), process_at_start(process, history));
    for (event, at) in history {
        process.apply(event.kind.process_change());
        let hands_over = hands_over(&event.kind);
        if hands_over || event.new_stage.ended_at().is_some() {
            close_last(&mut rows, *at);
        }
        if hands_over
            && let Some(open) = event.new_stage.open()
            && let Some(step) = process.step(open.number)
        {
            rows.push(row(step, open));
        }
    }
    rows
}

/// The process that the journey began with: what changed it is reverted, newest first.
fn process_at_start(process: &Process, history: &[(Event, DateTime<Utc>)]) -> Process {
    let mut process = process.clone();
    history.iter().rev().for_each(|(event, _)| process.revert(event.kind.process_change()));
    process
}

/// Whether a unit got the dossier.
fn hands_over(kind: &EventKind) -> bool {
    match kind {
        EventKind::Started
        | EventKind::Advanced
        | EventKind::Rerouted { .. }
        | EventKind::DecisionAdopted
        | EventKind::Reopened { .. } => true,
        EventKind::Moved { open_step_moved, .. } => *open_step_moved,
        EventKind::Paused
        | EventKind::Resumed { .. }
        | EventKind::Completed
        | EventKind::WithdrawalRequested
        | EventKind::WithdrawalDeclined
        | EventKind::Stopped { .. }
        | EventKind::Extended { .. }
        | EventKind::OpinionRequested(_)
        | EventKind::OpinionGiven { .. }
        | EventKind::CorrectionSuperseded(_)
        | EventKind::RequestExpired { .. }
        | EventKind::ExpiredRequestAnswered { .. } => false,
    }
}

fn close_last(rows: &mut Vec<ControlSheetRow>, at: DateTime<Utc>) {
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

fn row(step: &Step, open: OpenStep) -> ControlSheetRow {
    ControlSheetRow { step: step.clone(), received_at: open.held_since(), due_at: open.due_at, passed_on_at: None }
}
