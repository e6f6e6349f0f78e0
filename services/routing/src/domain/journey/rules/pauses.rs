//! How the clock is paused, resumed and stopped: the law counts only the time the office had the dossier.

use chrono::{DateTime, Utc};
use motcua_contracts::StopCause;
use motcua_worktime::{Calendar, Frozen, Policy, freeze, resume};

use super::super::{ApplicantRequest, Decision, Event, EventKind, Journey, Refusal, Stage};

pub(super) fn pause(journey: &Journey, request: ApplicantRequest, calendar: &Calendar, at: DateTime<Utc>) -> Decision {
    match (&journey.stage, request) {
        (Stage::Running { open, due_at, withdrawing }, _) => {
            let frozen = freeze(calendar, journey.process.limit, *due_at, at)?;
            let new_stage = Stage::Paused { open: *open, request, since: at, frozen, withdrawing: *withdrawing };
            Ok(Some(Event { kind: EventKind::Paused, new_stage }))
        }
        (Stage::Paused { request: pending, .. }, _) if *pending == request => Ok(None),
        // Intake takes money for the newest payment requested only. The one before may have been paid just in time.
        (Stage::Paused { request: older @ ApplicantRequest::Payment(_), .. }, ApplicantRequest::Payment(_)) => {
            Ok(Some(replace_payment(&journey.stage, *older, request)))
        }
        // Papers were requested before the answer about the payment arrived, or the other way round.
        _ => Err(Refusal::TooEarly),
    }
}

fn replace_payment(stage: &Stage, older: ApplicantRequest, newest: ApplicantRequest) -> Event {
    let mut new_stage = stage.clone();
    if let Stage::Paused { request, .. } = &mut new_stage {
        *request = newest;
    }
    Event { kind: EventKind::RequestExpired { request: older }, new_stage }
}

/// A request that came too late is remembered, so that its answer is not taken for one that came too early.
pub(super) fn expire(journey: &Journey, request: ApplicantRequest) -> Option<Event> {
    let is_known = journey.round_state.expired.contains(&request);
    (!is_known).then(|| Event { kind: EventKind::RequestExpired { request }, new_stage: journey.stage.clone() })
}

/// The answer to a request that expired changes nothing; the answer to one that has not arrived yet is too early.
pub(super) fn answer_expired(journey: &Journey, request: ApplicantRequest) -> Decision {
    if journey.round_state.expired.contains(&request) {
        let new_stage = journey.stage.clone();
        return Ok(Some(Event { kind: EventKind::ExpiredRequestAnswered { request }, new_stage }));
    }
    Err(Refusal::TooEarly)
}

pub(super) fn resume_clock(
    journey: &Journey,
    request: ApplicantRequest,
    calendar: &Calendar,
    at: DateTime<Utc>,
) -> Decision {
    let process = &journey.process;
    match &journey.stage {
        Stage::Paused { open, request: pending, frozen, withdrawing, .. } if *pending == request => {
            let due = resume(calendar, process.limit, process.policy, *frozen, at)?;
            let new_stage = Stage::Running { open: *open, due_at: due.at, withdrawing: *withdrawing };
            Ok(Some(Event { kind: EventKind::Resumed { frozen: *frozen }, new_stage }))
        }
        _ => answer_expired(journey, request),
    }
}

pub(super) fn stop(journey: &Journey, cause: StopCause, calendar: &Calendar, at: DateTime<Utc>) -> Decision {
    let (due_at, frozen) = match &journey.stage {
        Stage::Running { due_at, .. } => (*due_at, None),
        Stage::Paused { frozen, .. } => end_of_pause(journey, *frozen, calendar, at),
        Stage::Absent | Stage::Completed { .. } | Stage::Stopped { .. } => return Err(Refusal::WrongStage),
    };
    Ok(Some(Event { kind: EventKind::Stopped { frozen }, new_stage: Stage::Stopped { at, due_at, cause } }))
}

/// A stop ends the pause it falls into: what was left then runs on from that moment, whatever the policy is for papers
/// that arrive. Where the calendar ends before that, nothing is counted: the end is on time, unless it was late before
/// the pause.
fn end_of_pause(
    journey: &Journey,
    frozen: Frozen,
    calendar: &Calendar,
    at: DateTime<Utc>,
) -> (DateTime<Utc>, Option<Frozen>) {
    match resume(calendar, journey.process.limit, Policy::Pause, frozen, at) {
        Ok(due) => (due.at, Some(frozen)),
        Err(_) if frozen.overdue => (frozen.due_at, None),
        Err(_) => (frozen.due_at.max(at), None),
    }
}
