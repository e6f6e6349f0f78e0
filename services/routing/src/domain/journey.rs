//! The journey of a dossier: which step is open, when it falls due, and how a supplement pauses that.

use chrono::{DateTime, Utc};
use motcua_worktime::{Calendar, Frozen, add_working_minutes, freeze, resume};
use serde::{Deserialize, Serialize};

use super::process::{Process, Step, StepKind};

/// A version of the due date. Version 1 is the receipt's promise; the original stays on record for ever.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DueVersion {
    /// From when it holds, UTC.
    pub since: DateTime<Utc>,
    /// The due moment, UTC.
    pub due_at: DateTime<Utc>,
    /// accepted or resumed.
    pub reason: String,
}

/// Where a journey stands; the national status is 4, 5 or 9.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "stage", rename_all = "camelCase")]
pub enum Stage {
    /// There is none.
    Absent,
    /// Đang xử lý (4): a unit holds the open step, the clock runs.
    Running {
        /// Number of the open step.
        step: u32,
        /// When the dossier is due.
        due_at: DateTime<Utc>,
    },
    /// Yêu cầu bổ sung giấy tờ (5): the clock stands.
    Paused {
        /// Number of the step that waits.
        step: u32,
        /// Since when.
        since: DateTime<Utc>,
        /// What was left when the clock stopped.
        frozen: Frozen,
    },
    /// Đã xử lý xong (9).
    Completed {
        /// When the result was issued.
        at: DateTime<Utc>,
        /// What early, on time and late are judged by.
        due_at: DateTime<Utc>,
    },
}

/// What every decision about a journey looks at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Journey {
    /// The process it follows.
    pub process: Process,
    /// Where it stands.
    pub stage: Stage,
}

/// What an event of another service asks of a journey.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Begin, with the due date of the receipt.
    Start {
        /// Due date version 1.
        due_at: DateTime<Utc>,
    },
    /// The work of a step is done.
    FinishWork {
        /// The step.
        step: u32,
    },
    /// The leader decided.
    FinishApproval {
        /// The step.
        step: u32,
    },
    /// The result is issued.
    FinishIssue,
    /// Papers are asked for.
    Pause,
    /// The papers came.
    Resume,
}

/// A step that was opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenStep {
    /// Its number.
    pub number: u32,
    /// When it should be done.
    pub due_at: DateTime<Utc>,
}

/// What became true; private to routing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "camelCase")]
pub enum Event {
    /// Begun.
    Started {
        /// When the dossier is due.
        due_at: DateTime<Utc>,
        /// The first step after the acceptance.
        open: OpenStep,
    },
    /// The next step was opened.
    Advanced {
        /// When the dossier is due.
        due_at: DateTime<Utc>,
        /// The step.
        open: OpenStep,
    },
    /// The clock stopped.
    Paused {
        /// The step that waits.
        step: u32,
        /// Since when.
        since: DateTime<Utc>,
        /// What was left.
        frozen: Frozen,
    },
    /// The clock goes on.
    Resumed {
        /// The step that goes on.
        step: u32,
        /// The due date that results.
        due_at: DateTime<Utc>,
    },
    /// The result is issued, the clock ended.
    Completed {
        /// When.
        at: DateTime<Utc>,
        /// When it was due.
        due_at: DateTime<Utc>,
    },
}

impl Event {
    /// Its name in history and audit trail.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Started { .. } => "started",
            Self::Advanced { .. } => "advanced",
            Self::Paused { .. } => "paused",
            Self::Resumed { .. } => "resumed",
            Self::Completed { .. } => "completed",
        }
    }
}

/// Why a command is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// No such journey, or not one the caller may see.
    NotFound,
    /// Something that must come first has not been heard yet.
    TooEarly,
    /// The status does not allow it.
    WrongStage,
    /// The calendar cannot answer.
    Calendar(motcua_worktime::Error),
}

impl From<motcua_worktime::Error> for Refusal {
    fn from(error: motcua_worktime::Error) -> Self {
        Self::Calendar(error)
    }
}

/// Decides at business time `at`, by the given calendar. `None`: it is so already, nothing changes.
///
/// # Errors
/// When the status does not allow the command, or does not yet.
pub fn decide(
    journey: &Journey,
    command: &Command,
    calendar: &Calendar,
    at: DateTime<Utc>,
) -> Result<Option<Event>, Refusal> {
    let process = &journey.process;
    let event = match (&journey.stage, command) {
        (Stage::Absent, Command::Start { due_at }) => {
            Event::Started { due_at: *due_at, open: first_step(process, *due_at, calendar, at)? }
        }
        (Stage::Absent, _) => return Err(Refusal::TooEarly),
        (Stage::Running { step, due_at }, Command::FinishWork { step: done }) => {
            return finish(process, *step, *due_at, (*done, StepKind::Work), calendar, at);
        }
        (Stage::Running { step, due_at }, Command::FinishApproval { step: done }) => {
            return finish(process, *step, *due_at, (*done, StepKind::Approve), calendar, at);
        }
        (Stage::Running { step, due_at }, Command::FinishIssue) => match process.step(*step) {
            Some(open) if open.kind == StepKind::Issue => Event::Completed { at, due_at: *due_at },
            _ => return Err(Refusal::TooEarly),
        },
        (Stage::Running { step, due_at }, Command::Pause) => {
            // The clock stops: the law counts only the time the office had the dossier.
            Event::Paused { step: *step, since: at, frozen: freeze(calendar, process.limit, *due_at, at)? }
        }
        (Stage::Running { .. }, Command::Resume) => return Err(Refusal::TooEarly),
        (Stage::Paused { step, frozen, .. }, Command::Resume) => {
            let due = resume(calendar, process.limit, process.policy, *frozen, at)?;
            Event::Resumed { step: *step, due_at: due.at }
        }
        // Repeated: no change.
        (Stage::Running { .. } | Stage::Paused { .. } | Stage::Completed { .. }, Command::Start { .. })
        | (Stage::Paused { .. }, Command::Pause)
        | (Stage::Completed { .. }, Command::FinishIssue) => return Ok(None),
        _ => return Err(Refusal::WrongStage),
    };
    Ok(Some(event))
}

fn first_step(
    process: &Process,
    due_at: DateTime<Utc>,
    calendar: &Calendar,
    at: DateTime<Utc>,
) -> Result<OpenStep, Refusal> {
    let first = process.steps.iter().find(|step| step.kind != StepKind::Receive).ok_or(Refusal::WrongStage)?;
    Ok(open(first, due_at, calendar, at))
}

fn finish(
    process: &Process,
    current: u32,
    due_at: DateTime<Utc>,
    done: (u32, StepKind),
    calendar: &Calendar,
    at: DateTime<Utc>,
) -> Result<Option<Event>, Refusal> {
    let (number, kind) = done;
    if number < current {
        return Ok(None);
    }
    if number > current {
        return Err(Refusal::TooEarly);
    }
    match (process.step(number), process.after(number)) {
        // An approval is also reported as a completed task; the decision is what moves the journey on.
        (Some(step), _) if step.kind == StepKind::Approve && kind == StepKind::Work => Ok(None),
        (Some(step), Some(next)) if step.kind == kind => {
            Ok(Some(Event::Advanced { due_at, open: open(next, due_at, calendar, at) }))
        }
        _ => Err(Refusal::WrongStage),
    }
}

/// Opens a step: its share of the limit counts from now, but never beyond the due date of the dossier.
fn open(step: &Step, due_at: DateTime<Utc>, calendar: &Calendar, at: DateTime<Utc>) -> OpenStep {
    let share_ends = add_working_minutes(calendar, at, step.minutes).unwrap_or(due_at);
    OpenStep { number: step.number, due_at: share_ends.min(due_at) }
}

/// The stage after an event; the event carries all it needs.
pub fn evolve(event: &Event) -> Stage {
    match event.clone() {
        Event::Started { due_at, open } | Event::Advanced { due_at, open } => {
            Stage::Running { step: open.number, due_at }
        }
        Event::Paused { step, since, frozen } => Stage::Paused { step, since, frozen },
        Event::Resumed { step, due_at } => Stage::Running { step, due_at },
        Event::Completed { at, due_at } => Stage::Completed { at, due_at },
    }
}

impl Stage {
    /// The national status code; 0 for none.
    pub fn status(&self) -> i32 {
        match self {
            Self::Absent => 0,
            Self::Running { .. } => 4,
            Self::Paused { .. } => 5,
            Self::Completed { .. } => 9,
        }
    }

    /// When the dossier is due, as far as that can be said: while paused, what held when the clock stopped.
    pub fn due_at(&self) -> Option<DateTime<Utc>> {
        match self {
            Self::Absent => None,
            Self::Running { due_at, .. } | Self::Completed { due_at, .. } => Some(*due_at),
            Self::Paused { frozen, .. } => Some(frozen.due_at),
        }
    }

    /// The open or waiting step.
    pub fn step(&self) -> Option<u32> {
        match self {
            Self::Running { step, .. } | Self::Paused { step, .. } => Some(*step),
            Self::Absent | Self::Completed { .. } => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;
    use motcua_worktime::{Limit, Policy, Unit, due, utc};

    fn calendar() -> Calendar {
        let day = |year| NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
        Calendar::office_hours("H35", 1, day(2021), day(2024))
    }

    fn at(day: u32, hour: u32) -> DateTime<Utc> {
        utc(NaiveDate::from_ymd_opt(2022, 3, day).unwrap().and_hms_opt(hour, 0, 0).unwrap())
    }

    fn step(number: u32, kind: StepKind, minutes: u32) -> Step {
        Step { number, kind, name: "n".into(), unit: "u".into(), role: "r".into(), minutes }
    }

    fn journey(stage: Stage) -> Journey {
        let steps = vec![
            step(1, StepKind::Receive, 120),
            step(2, StepKind::Work, 960),
            step(3, StepKind::Approve, 240),
            step(4, StepKind::Issue, 120),
        ];
        let limit = Limit { unit: Unit::WorkingDay, amount: 3 };
        Journey { process: Process { steps, limit, policy: Policy::Pause, calendar: "H35".into() }, stage }
    }

    fn run(journey: &mut Journey, command: Command, at: DateTime<Utc>) -> Event {
        let event = decide(journey, &command, &calendar(), at).unwrap().unwrap();
        journey.stage = evolve(&event);
        event
    }

    fn started() -> Journey {
        let mut journey = journey(Stage::Absent);
        let due_at = due(&calendar(), at(1, 9), journey.process.limit).unwrap().at;
        run(&mut journey, Command::Start { due_at }, at(1, 9));
        journey
    }

    #[test]
    fn a_journey_goes_through_its_steps_and_ends_with_the_issue() {
        let mut journey = started();
        assert_eq!(journey.stage.step(), Some(2));
        run(&mut journey, Command::FinishWork { step: 2 }, at(2, 9));
        assert_eq!(decide(&journey, &Command::FinishWork { step: 3 }, &calendar(), at(2, 10)), Ok(None));
        run(&mut journey, Command::FinishApproval { step: 3 }, at(2, 14));
        run(&mut journey, Command::FinishIssue, at(3, 9));
        assert_eq!(journey.stage.status(), 9);
    }

    #[test]
    fn a_supplement_request_stops_the_clock() {
        let mut journey = started();
        let promised = journey.stage.due_at().unwrap();
        run(&mut journey, Command::Pause, at(2, 9));
        assert_eq!(journey.stage.status(), 5);
        run(&mut journey, Command::Resume, at(4, 9));
        assert_eq!(
            journey.stage.due_at().unwrap(),
            promised + chrono::TimeDelta::days(4),
            "two working days over a weekend"
        );
    }

    #[test]
    fn what_comes_before_its_cause_waits() {
        let journey = started();
        for early in [Command::FinishIssue, Command::Resume, Command::FinishApproval { step: 3 }] {
            assert_eq!(decide(&journey, &early, &calendar(), at(2, 9)), Err(Refusal::TooEarly), "{early:?}");
        }
    }

    #[test]
    fn a_completed_journey_moves_no_more() {
        let done = journey(Stage::Completed { at: at(3, 9), due_at: at(4, 17) });
        for command in [Command::Pause, Command::Resume, Command::FinishWork { step: 2 }, Command::FinishIssue] {
            assert!(!matches!(decide(&done, &command, &calendar(), at(5, 9)), Ok(Some(_))), "{command:?}");
        }
    }

    #[test]
    fn no_step_is_due_after_its_dossier() {
        let mut journey = started();
        let promised = journey.stage.due_at().unwrap();
        let Event::Advanced { open, .. } = run(&mut journey, Command::FinishWork { step: 2 }, at(4, 16)) else {
            panic!()
        };
        assert_eq!(open.due_at, promised);
    }
}
