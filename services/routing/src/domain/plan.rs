//! The plan of a journey: when each of its remaining steps will be done.

use chrono::{DateTime, Utc};
use motcua_worktime::{Calendar, add_working_minutes};

use super::journey::Journey;
use super::process::Step;

/// A step that is open or upcoming.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedStep {
    /// The step.
    pub step: Step,
    /// When it will be done if every unit takes its share of the limit, UTC; never after the due date.
    pub planned_at: DateTime<Utc>,
}

/// The critical path from the open step to the end. Steps follow one another, so all of them are on it. While the clock
/// is paused it is counted from the moment the step was opened, as if the clock ran.
pub fn remaining_steps(journey: &Journey, calendar: &Calendar) -> Vec<PlannedStep> {
    let (Some(open), Some(due_at)) = (journey.stage.open(), journey.stage.due_at()) else { return Vec::new() };
    let mut minutes = 0_u32;
    let steps = journey.process.steps.iter().filter(|step| step.number >= open.number);
    steps
        .map(|step| {
            minutes = minutes.saturating_add(step.minutes);
            let planned = add_working_minutes(calendar, open.since, minutes).unwrap_or(due_at);
            PlannedStep { step: step.clone(), planned_at: planned.min(due_at) }
        })
        .collect()
}
