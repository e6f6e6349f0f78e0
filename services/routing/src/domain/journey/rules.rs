//! Which command a journey takes in which stage. Commands come from events, in whatever order those arrive: what has
//! been overtaken changes nothing, what lacks its cause waits.

mod way;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use motcua_contracts::ids::TaskId;
use motcua_worktime::{Calendar, Frozen, Policy, add_working_minutes, freeze, resume, utc};

use super::{Ask, Cause, Command, Event, Journey, OpenStep, Opinion, Refusal, Stage, What};
use crate::domain::process::{Process, Step, StepKind};

/// For a promised day that no calendar covers yet.
const END_OF_DAY: NaiveTime = NaiveTime::from_hms_opt(17, 0, 0).expect("a time of day");

type Answer = Result<Option<Event>, Refusal>;

/// Decides at business time `at`, by the given calendar. `None`: it is so already, nothing changes.
///
/// # Errors
/// When the status does not allow the command, or does not yet.
pub fn decide(journey: &Journey, command: &Command, calendar: &Calendar, at: DateTime<Utc>) -> Answer {
    let (process, stage) = (&journey.process, &journey.stage);
    match (stage, command) {
        (Stage::Absent, Command::Start { due_at }) => start(process, *due_at, calendar, at),
        (Stage::Absent, _) => Err(Refusal::TooEarly),
        // Repeated: no change.
        (_, Command::Start { .. }) => Ok(None),
        (Stage::Completed { .. } | Stage::Stopped { .. }, _) => after_the_end(journey, command, calendar, at),
        (_, Command::FinishWork { step }) => finish(journey, (*step, StepKind::Work), calendar, at),
        (_, Command::FinishApproval { step }) => finish(journey, (*step, StepKind::Approve), calendar, at),
        (_, Command::AdoptDecision) => adopt_decision(process, stage, calendar, at),
        (_, Command::FinishIssue) => issue(process, stage, at),
        (_, Command::Lapse(ask)) => Ok(lapse(journey, *ask)),
        // The decision stands, whatever else was asked or decided before it was heard.
        (_, Command::Pause(ask)) if is_issuing(process, stage) => Ok(lapse(journey, *ask)),
        (_, Command::Stop(_)) if is_issuing(process, stage) => Ok(None),
        (_, Command::Pause(ask)) => pause(process, stage, *ask, calendar, at),
        (_, Command::Resume(ask)) => go_on(journey, *ask, calendar, at),
        (_, Command::AskWithdrawal) => ask_withdrawal(process, stage),
        (_, Command::Keep) => Ok(withdraw(stage, false).map(|then| Event { what: What::Kept, then })),
        (Stage::Running { due_at, .. }, Command::Stop(cause)) => Ok(Some(stop(*cause, *due_at, None, at))),
        (Stage::Paused { frozen, .. }, Command::Stop(cause)) => {
            let (due_at, counted) = end_of_pause(process, *frozen, calendar, at);
            Ok(Some(stop(*cause, due_at, counted, at)))
        }
        (_, Command::Extend { promised_on }) => {
            let what = What::Extended { promised_at: end_of(*promised_on, calendar) };
            Ok(Some(Event { what, then: stage.clone() }))
        }
        // The leader decided while the correction was under way: the decision stands, and the history says so.
        (_, Command::Reroute(way)) if is_issuing(process, stage) => Ok(Some(way::overtaken(stage, way))),
        (Stage::Running { withdrawing, .. }, Command::Reroute(way)) => {
            let (what, open, due_at) = way::reroute(journey, way, calendar, at)?;
            Ok(Some(Event { what, then: Stage::Running { open, due_at, withdrawing: *withdrawing } }))
        }
        (Stage::Paused { ask, since, withdrawing, .. }, Command::Reroute(way)) => {
            let (what, open, due_at) = way::reroute(journey, way, calendar, at)?;
            let frozen = freeze(calendar, way.process.limit, due_at, *since)?;
            let then = Stage::Paused { open, ask: *ask, since: *since, frozen, withdrawing: *withdrawing };
            Ok(Some(Event { what, then }))
        }
        // Results says so only of what it issued, and routing hears that first: it is open again already.
        (_, Command::Reopen) => Ok(None),
        (_, Command::AwaitOpinion(opinion)) => Ok(await_opinion(journey, opinion)),
        (_, Command::NoteOpinion { task }) => Ok(note_opinion(journey, *task)),
        (_, Command::Move(change)) => Ok(way::moved(journey, change, at)),
    }
}

/// The end is the end: what was under way at that moment changes nothing any more, unless the result comes back.
fn after_the_end(journey: &Journey, command: &Command, calendar: &Calendar, at: DateTime<Utc>) -> Answer {
    match (&journey.stage, command) {
        (Stage::Completed { due_at, .. }, Command::Reopen) => way::reopen(journey, *due_at, calendar, at),
        (stage, Command::Reroute(way)) => Ok(Some(way::overtaken(stage, way))),
        // It may be open again when the answer comes.
        (Stage::Completed { .. }, Command::Pause(ask) | Command::Lapse(ask)) => Ok(lapse(journey, *ask)),
        (Stage::Completed { .. }, Command::Resume(ask)) => answered(journey, *ask),
        _ => Ok(None),
    }
}

fn start(process: &Process, due_at: DateTime<Utc>, calendar: &Calendar, at: DateTime<Utc>) -> Answer {
    let open = open(first(process)?, due_at, calendar, at);
    Ok(Some(Event { what: What::Started, then: Stage::Running { open, due_at, withdrawing: false } }))
}

/// The first step after the acceptance, which did the receiving.
fn first(process: &Process) -> Result<&Step, Refusal> {
    process.steps.iter().find(|step| step.kind != StepKind::Receive).ok_or(Refusal::WrongStage)
}

fn finish(journey: &Journey, done: (u32, StepKind), calendar: &Calendar, at: DateTime<Utc>) -> Answer {
    let ((number, kind), process) = (done, &journey.process);
    let Some(current) = journey.stage.open() else { return Err(Refusal::WrongStage) };
    if number < current.number {
        return Ok(None);
    }
    if number > current.number {
        return Err(Refusal::TooEarly);
    }
    match (&journey.stage, process.step(number), process.after(number)) {
        // An approval is also reported as a completed task; the decision is what moves the journey on.
        (_, Some(step), _) if step.kind == StepKind::Approve && kind == StepKind::Work => Ok(None),
        (Stage::Running { due_at, withdrawing, .. }, Some(step), Some(next)) if step.kind == kind => {
            // A decision ends the wish to withdraw that it came before.
            let (due_at, withdrawing) = (*due_at, *withdrawing && kind != StepKind::Approve);
            let open = open(next, due_at, calendar, at);
            Ok(Some(Event { what: What::Advanced, then: Stage::Running { open, due_at, withdrawing } }))
        }
        // The answer to what the journey waits for is on its way.
        (Stage::Paused { .. }, Some(step), Some(_)) if step.kind == kind => Err(Refusal::TooEarly),
        _ => Err(Refusal::WrongStage),
    }
}

/// The result that was decided is issued, whatever was still to be done under the right process.
fn adopt_decision(process: &Process, stage: &Stage, calendar: &Calendar, at: DateTime<Utc>) -> Answer {
    let issuing = process.steps.iter().find(|step| step.kind == StepKind::Issue).ok_or(Refusal::WrongStage)?;
    match stage {
        Stage::Running { .. } if is_issuing(process, stage) => Ok(None),
        Stage::Running { due_at, .. } => {
            let (open, due_at) = (open(issuing, *due_at, calendar, at), *due_at);
            let then = Stage::Running { open, due_at, withdrawing: false };
            Ok(Some(Event { what: What::DecisionAdopted, then }))
        }
        _ => Err(Refusal::TooEarly),
    }
}

fn issue(process: &Process, stage: &Stage, at: DateTime<Utc>) -> Answer {
    match stage {
        Stage::Running { due_at, .. } if is_issuing(process, stage) => {
            Ok(Some(Event { what: What::Completed, then: Stage::Completed { at, due_at: *due_at } }))
        }
        _ => Err(Refusal::TooEarly),
    }
}

/// When the office closes on a day, or on the next one it works.
fn end_of(day: NaiveDate, calendar: &Calendar) -> DateTime<Utc> {
    const LONGEST: usize = 31;
    let works =
        day.iter_days().take(LONGEST).find_map(|day| calendar.closing(day).map(|closing| day.and_time(closing)));
    utc(works.unwrap_or(day.and_time(END_OF_DAY)))
}

fn is_issuing(process: &Process, stage: &Stage) -> bool {
    let open = stage.open().and_then(|open| process.step(open.number));
    open.is_some_and(|step| step.kind == StepKind::Issue)
}

/// The clock stops: the law counts only the time the office had the dossier.
fn pause(process: &Process, stage: &Stage, ask: Ask, calendar: &Calendar, at: DateTime<Utc>) -> Answer {
    match (stage, ask) {
        (Stage::Running { open, due_at, withdrawing }, _) => {
            let frozen = freeze(calendar, process.limit, *due_at, at)?;
            let then = Stage::Paused { open: *open, ask, since: at, frozen, withdrawing: *withdrawing };
            Ok(Some(Event { what: What::Paused, then }))
        }
        (Stage::Paused { ask: already, .. }, _) if *already == ask => Ok(None),
        // Intake takes money for the newest demand only. Where the one before was paid just in time, that comes too.
        (Stage::Paused { open, ask: old @ Ask::Payment(_), since, frozen, withdrawing }, Ask::Payment(_)) => {
            let then = Stage::Paused { open: *open, ask, since: *since, frozen: *frozen, withdrawing: *withdrawing };
            Ok(Some(Event { what: What::PauseLapsed { ask: *old }, then }))
        }
        // Asked for the other thing before the first answer was heard.
        _ => Err(Refusal::TooEarly),
    }
}

/// A pause that came too late is remembered, so that its answer is not taken for one that came too early.
fn lapse(journey: &Journey, ask: Ask) -> Option<Event> {
    let known = journey.carried.lapsed.contains(&ask);
    (!known).then(|| Event { what: What::PauseLapsed { ask }, then: journey.stage.clone() })
}

/// The answer to a pause that lapsed changes nothing; to one that was not heard of yet it waits.
fn answered(journey: &Journey, ask: Ask) -> Answer {
    if journey.carried.lapsed.contains(&ask) {
        return Ok(Some(Event { what: What::AnswerLapsed { ask }, then: journey.stage.clone() }));
    }
    Err(Refusal::TooEarly)
}

fn go_on(journey: &Journey, ask: Ask, calendar: &Calendar, at: DateTime<Utc>) -> Answer {
    let process = &journey.process;
    match &journey.stage {
        Stage::Paused { open, ask: waits, frozen, withdrawing, .. } if *waits == ask => {
            let due = resume(calendar, process.limit, process.policy, *frozen, at)?;
            let then = Stage::Running { open: *open, due_at: due.at, withdrawing: *withdrawing };
            Ok(Some(Event { what: What::Resumed { frozen: *frozen }, then }))
        }
        _ => answered(journey, ask),
    }
}

/// Another unit is asked, whose work may move. What crosses a correction was closed with its step in processing: it is
/// forgotten when the next step ends.
fn await_opinion(journey: &Journey, opinion: &Opinion) -> Option<Event> {
    let known = journey.carried.opinions.iter().any(|known| known.task == opinion.task);
    (!known).then(|| Event { what: What::OpinionAsked(opinion.clone()), then: journey.stage.clone() })
}

/// Processing names the unit that gave it as it was there: the opinion may have moved here meanwhile.
fn note_opinion(journey: &Journey, task: TaskId) -> Option<Event> {
    let awaited = journey.carried.opinions.iter().any(|opinion| opinion.task == task);
    awaited.then(|| Event { what: What::OpinionGiven { task }, then: journey.stage.clone() })
}

/// The same stage with or without a pending withdrawal; `None` when that is so already.
fn withdraw(stage: &Stage, pending: bool) -> Option<Stage> {
    let mut then = stage.clone();
    match &mut then {
        Stage::Running { withdrawing, .. } | Stage::Paused { withdrawing, .. } if *withdrawing != pending => {
            *withdrawing = pending;
            Some(then)
        }
        _ => None,
    }
}

/// A wish that comes while another is unanswered waits for that answer: intake lets nobody ask twice without one. Once
/// the leader decided, the result is on its way and the wish has lapsed.
fn ask_withdrawal(process: &Process, stage: &Stage) -> Answer {
    if is_issuing(process, stage) {
        return Ok(None);
    }
    match withdraw(stage, true) {
        Some(then) => Ok(Some(Event { what: What::WithdrawalAsked, then })),
        None => Err(Refusal::TooEarly),
    }
}

fn stop(cause: Cause, due_at: DateTime<Utc>, frozen: Option<Frozen>, at: DateTime<Utc>) -> Event {
    Event { what: What::Stopped { frozen }, then: Stage::Stopped { at, due_at, cause } }
}

/// A stop ends the pause it falls into: what was left then runs on from that moment, whatever the policy says of papers
/// that come. Where the calendar ends before that, nothing is counted: the end is on time, unless it was late already.
fn end_of_pause(
    process: &Process,
    frozen: Frozen,
    calendar: &Calendar,
    at: DateTime<Utc>,
) -> (DateTime<Utc>, Option<Frozen>) {
    match resume(calendar, process.limit, Policy::Pause, frozen, at) {
        Ok(due) => (due.at, Some(frozen)),
        Err(_) if frozen.overdue => (frozen.due_at, None),
        Err(_) => (frozen.due_at.max(at), None),
    }
}

/// Opens a step: its share of the limit counts from now, but never beyond the due date of the dossier.
fn open(step: &Step, due_at: DateTime<Utc>, calendar: &Calendar, at: DateTime<Utc>) -> OpenStep {
    let share_ends = add_working_minutes(calendar, at, step.minutes).unwrap_or(due_at);
    OpenStep { number: step.number, since: at, due_at: share_ends.min(due_at), moved_at: None }
}
