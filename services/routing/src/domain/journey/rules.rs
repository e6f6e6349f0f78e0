//! Which command a journey accepts in which stage. Events arrive in any order: a command that was superseded changes
//! nothing, one whose cause has not arrived is refused as too early.

mod opinions;
mod pauses;
mod route;
mod steps;

use chrono::{DateTime, Utc};
use motcua_worktime::Calendar;

use super::{Command, Decision, Event, EventKind, Journey, Refusal, Stage};

impl Journey {
    /// Decides at business time `at`, by the given calendar. `None` when nothing changes.
    ///
    /// # Errors
    /// `TooEarly` when an event that must come first has not arrived; `WrongStage` or `Calendar` when it cannot succeed.
    pub fn decide(&self, command: &Command, calendar: &Calendar, at: DateTime<Utc>) -> Decision {
        match (&self.stage, command) {
            (Stage::Absent, Command::Start { due_at, .. }) => steps::start(self, *due_at, calendar, at),
            (Stage::Absent, _) => Err(Refusal::TooEarly),
            // Repeated: no change.
            (_, Command::Start { .. }) => Ok(None),
            (Stage::Completed { .. } | Stage::Stopped { .. }, _) => after_the_end(self, command, calendar, at),
            (_, Command::FinishWork { step }) => steps::finish_work(self, *step, calendar, at),
            (_, Command::FinishApproval { step }) => steps::finish_approval(self, *step, calendar, at),
            (_, Command::AdoptDecision) => steps::adopt_decision(self, calendar, at),
            (_, Command::FinishIssue) => steps::issue(self, at),
            (_, Command::Expire(request)) => Ok(pauses::expire(self, *request)),
            // The decision stands, whatever else was requested or decided before it arrived.
            (_, Command::Pause(request)) if self.is_issuing() => Ok(pauses::expire(self, *request)),
            (_, Command::Stop(_)) if self.is_issuing() => Ok(None),
            (_, Command::Pause(request)) => pauses::pause(self, *request, calendar, at),
            (_, Command::Resume(request)) => pauses::resume_clock(self, *request, calendar, at),
            (_, Command::RequestWithdrawal) => request_withdrawal(self),
            (_, Command::DeclineWithdrawal) => Ok(decline_withdrawal(&self.stage)),
            (_, Command::Stop(cause)) => pauses::stop(self, *cause, calendar, at),
            (_, Command::Extend { promised_on }) => Ok(Some(steps::extend(&self.stage, *promised_on, calendar))),
            // The leader decided before the correction arrived: the decision stands, and the history shows both.
            (_, Command::Reroute(corrected)) if self.is_issuing() => Ok(Some(route::supersede(&self.stage, corrected))),
            (_, Command::Reroute(corrected)) => route::reroute(self, corrected, calendar, at),
            // Results recalls only what it issued, which routing handles first: the journey is open again already.
            (_, Command::Reopen) => Ok(None),
            (_, Command::AwaitOpinion(opinion)) => Ok(opinions::await_opinion(self, opinion)),
            (_, Command::RecordOpinion { task }) => Ok(opinions::record_opinion(self, *task)),
            (_, Command::Move(change)) => Ok(route::move_work(self, change, at)),
        }
    }
}

/// After the end, an event that was in flight at that moment changes nothing, unless the result is returned for error.
fn after_the_end(journey: &Journey, command: &Command, calendar: &Calendar, at: DateTime<Utc>) -> Decision {
    match (&journey.stage, command) {
        (Stage::Completed { due_at, .. }, Command::Reopen) => route::reopen(journey, *due_at, calendar, at),
        (stage, Command::Reroute(corrected)) => Ok(Some(route::supersede(stage, corrected))),
        // The journey may be open again when the answer arrives.
        (Stage::Completed { .. }, Command::Pause(request) | Command::Expire(request)) => {
            Ok(pauses::expire(journey, *request))
        }
        (Stage::Completed { .. }, Command::Resume(request)) => pauses::answer_expired(journey, *request),
        (
            _,
            Command::Start { .. }
            | Command::FinishWork { .. }
            | Command::FinishApproval { .. }
            | Command::AdoptDecision
            | Command::FinishIssue
            | Command::Pause(_)
            | Command::Expire(_)
            | Command::Resume(_)
            | Command::RequestWithdrawal
            | Command::DeclineWithdrawal
            | Command::Stop(_)
            | Command::Extend { .. }
            | Command::Reopen
            | Command::AwaitOpinion(_)
            | Command::RecordOpinion { .. }
            | Command::Move(_),
        ) => Ok(None),
    }
}

/// A withdrawal asked for while another is pending waits for the answer to that one: intake allows one at a time. Once
/// the leader decided, the result is on its way and the withdrawal has no effect.
fn request_withdrawal(journey: &Journey) -> Decision {
    if journey.is_issuing() {
        return Ok(None);
    }
    let new_stage = journey.stage.with_withdrawal(true).ok_or(Refusal::TooEarly)?;
    Ok(Some(Event { kind: EventKind::WithdrawalRequested, new_stage }))
}

fn decline_withdrawal(stage: &Stage) -> Option<Event> {
    let new_stage = stage.with_withdrawal(false)?;
    Some(Event { kind: EventKind::WithdrawalDeclined, new_stage })
}
