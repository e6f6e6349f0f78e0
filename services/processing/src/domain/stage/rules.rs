//! Which command a task takes in which stage.

mod opinion;

use chrono::{DateTime, Days, NaiveDate, Utc};
use motcua_contracts::ids::AccountId;
use motcua_worktime::local_date;

use super::{Cause, Command, Decision, Event, Extension, Fee, Refusal, Situation, Stage, Supplement};
use crate::domain::Kind;

/// Furthest day that is promised, or given for papers: beyond it is a slip of the pen, and no calendar covers it.
const FURTHEST: Days = Days::new(366);

type Answer = Result<Option<Event>, Refusal>;

/// Decides at business time `at`. `None`: it is so already, nothing changes.
///
/// # Errors
/// When stage or situation do not allow the command.
pub fn decide(stage: &Stage, situation: &Situation, command: &Command, at: DateTime<Utc>) -> Answer {
    match (stage, command) {
        // Routing had not heard of the end yet when it opened the step.
        (Stage::Absent, Command::Open) if situation.over => Ok(Some(Event::OpenedTooLate)),
        (Stage::Absent, Command::Open) => Ok(Some(Event::Opened)),
        (Stage::Absent, _) => Err(Refusal::NotFound),
        (_, Command::Open) => open_again(stage),
        (_, Command::Claim { by }) => claim(stage, *by),
        (_, Command::Move { from, to }) => Ok(move_on(stage, situation, from, to)),
        _ if situation.kind == Kind::Opinion => opinion::decide(stage, command),
        (_, Command::Complete { by, note }) => complete(stage, situation, *by, note.as_ref()),
        (_, Command::AskOpinion { accepted: false, .. }) => Err(Refusal::NoUnit),
        (_, Command::AskOpinion { by, question, .. }) => opinion::ask(stage, situation, *by, question, at),
        (_, Command::RequestSupplement { by, supplement }) => ask(stage, situation, *by, supplement, at),
        (_, Command::RequireFee { by, fee }) => require_fee(stage, situation, *by, fee),
        (_, Command::Extend { by, extension }) => extend(stage, situation, *by, extension, at),
        (_, Command::Stop { by, cause, reason }) => stop(stage, situation, *by, *cause, reason, at),
        (_, Command::NoteWithdrawal) => Ok(note_withdrawal(stage, situation)),
        (_, Command::DeclineWithdrawal { by, reason }) => decline_withdrawal(stage, situation, *by, reason),
        (_, Command::NoteKept) => Ok(note_kept(stage, situation)),
        (_, Command::Pause { papers }) => Ok(pause(stage, *papers)),
        (_, Command::Resume { dossier_due_at }) => Ok(resume(stage, *dossier_due_at)),
        (_, Command::Approve { by, decision }) => approve(stage, situation, *by, decision),
        (_, Command::Close) => Ok(close(stage)),
    }
}

fn close(stage: &Stage) -> Option<Event> {
    (!stage.has_ended()).then_some(Event::Closed)
}

fn is_too_far(day: NaiveDate, from: NaiveDate) -> bool {
    from.checked_add_days(FURTHEST).is_some_and(|furthest| day > furthest)
}

/// Who held the task belongs to the unit it leaves, so nobody holds it in the other.
fn move_on(stage: &Stage, situation: &Situation, from: &str, to: &str) -> Option<Event> {
    if situation.unit != from || from == to {
        return None;
    }
    let stage = match stage {
        Stage::Open | Stage::Claimed { .. } => Stage::Open,
        Stage::Paused { papers, .. } => Stage::Paused { by: None, papers: *papers },
        Stage::Absent | Stage::Done { .. } | Stage::Closed => return None,
    };
    Some(Event::Moved { from: from.to_owned(), to: to.to_owned(), stage })
}

fn open_again(stage: &Stage) -> Answer {
    if stage.has_ended() { Err(Refusal::WrongStage) } else { Ok(None) }
}

fn claim(stage: &Stage, by: AccountId) -> Answer {
    match stage {
        Stage::Open => Ok(Some(Event::Claimed { by })),
        Stage::Claimed { by: holder } if *holder == by => Ok(None),
        Stage::Claimed { .. } => Err(Refusal::TakenByAnother),
        _ => Err(Refusal::WrongStage),
    }
}

fn complete(stage: &Stage, situation: &Situation, by: AccountId, note: Option<&String>) -> Answer {
    if situation.kind != Kind::Work {
        return Err(Refusal::WrongKind);
    }
    match stage {
        Stage::Claimed { by: holder } if *holder == by => Ok(Some(Event::Completed { by, note: note.cloned() })),
        Stage::Claimed { .. } => Err(Refusal::NotClaimer),
        Stage::Done { by: doer, .. } if *doer == by => Ok(None),
        _ => Err(Refusal::WrongStage),
    }
}

/// The office may ask once (NĐ 118/2025 Art. 17.2a).
fn ask(stage: &Stage, situation: &Situation, by: AccountId, supplement: &Supplement, at: DateTime<Utc>) -> Answer {
    if situation.kind != Kind::Work {
        return Err(Refusal::WrongKind);
    }
    match stage {
        Stage::Claimed { by: holder } if *holder != by => Err(Refusal::NotClaimer),
        Stage::Claimed { .. } | Stage::Paused { .. } if situation.asked => Err(Refusal::AskedBefore),
        Stage::Claimed { .. } if supplement.deadline <= local_date(at) => Err(Refusal::DeadlinePassed),
        Stage::Claimed { .. } if is_too_far(supplement.deadline, local_date(at)) => Err(Refusal::DeadlineTooFar),
        Stage::Claimed { .. } => Ok(Some(Event::SupplementAsked { by, supplement: supplement.clone() })),
        _ => Err(Refusal::WrongStage),
    }
}

fn require_fee(stage: &Stage, situation: &Situation, by: AccountId, fee: &Fee) -> Answer {
    if situation.kind != Kind::Work {
        return Err(Refusal::WrongKind);
    }
    match stage {
        Stage::Claimed { by: holder } if *holder != by => Err(Refusal::NotClaimer),
        Stage::Claimed { .. } => Ok(Some(Event::FeeRequired { by, fee: fee.clone() })),
        _ => Err(Refusal::WrongStage),
    }
}

/// A later date is promised once, while somebody still works on the dossier; the original due date stays.
fn extend(stage: &Stage, situation: &Situation, by: AccountId, extension: &Extension, at: DateTime<Utc>) -> Answer {
    if stage.has_ended() {
        return Err(Refusal::WrongStage);
    }
    if situation.extended {
        return Err(Refusal::ExtendedBefore);
    }
    let latest = local_date(at).max(situation.due_on);
    if extension.promised_on <= latest {
        return Err(Refusal::PromiseTooEarly);
    }
    if is_too_far(extension.promised_on, latest) {
        return Err(Refusal::PromiseTooFar);
    }
    Ok(Some(Event::Extended { by, extension: extension.clone(), stage: stage.clone() }))
}

fn stop(stage: &Stage, situation: &Situation, by: AccountId, cause: Cause, reason: &str, at: DateTime<Utc>) -> Answer {
    match cause {
        _ if stage.has_ended() => Err(Refusal::WrongStage),
        Cause::Withdrawn if !situation.withdrawing => Err(Refusal::NoWithdrawal),
        Cause::SupplementOverdue if situation.papers_until.is_none_or(|until| until >= local_date(at)) => {
            Err(Refusal::NothingOverdue)
        }
        _ => Ok(Some(Event::Stopped { by, cause, reason: reason.to_owned() })),
    }
}

fn note_withdrawal(stage: &Stage, situation: &Situation) -> Option<Event> {
    (!stage.has_ended() && !situation.withdrawing).then(|| Event::WithdrawalNoted { stage: stage.clone() })
}

fn note_kept(stage: &Stage, situation: &Situation) -> Option<Event> {
    (!stage.has_ended() && situation.withdrawing).then(|| Event::WithdrawalEnded { stage: stage.clone() })
}

fn decline_withdrawal(stage: &Stage, situation: &Situation, by: AccountId, reason: &str) -> Answer {
    if stage.has_ended() {
        return Err(Refusal::WrongStage);
    }
    if !situation.withdrawing {
        return Err(Refusal::NoWithdrawal);
    }
    Ok(Some(Event::WithdrawalDeclined { by, reason: reason.to_owned(), stage: stage.clone() }))
}

fn pause(stage: &Stage, papers: bool) -> Option<Event> {
    match stage {
        Stage::Open => Some(Event::Paused { by: None, papers }),
        Stage::Claimed { by } => Some(Event::Paused { by: Some(*by), papers }),
        Stage::Absent | Stage::Paused { .. } | Stage::Done { .. } | Stage::Closed => None,
    }
}

fn resume(stage: &Stage, dossier_due_at: DateTime<Utc>) -> Option<Event> {
    match stage {
        Stage::Paused { by, .. } => Some(Event::Resumed { by: *by, dossier_due_at }),
        Stage::Absent | Stage::Open | Stage::Claimed { .. } | Stage::Done { .. } | Stage::Closed => None,
    }
}

/// A decision needs no claim, but nobody decides what they worked on themselves.
fn approve(stage: &Stage, situation: &Situation, by: AccountId, decision: &Decision) -> Answer {
    if situation.kind != Kind::Approve {
        return Err(Refusal::WrongKind);
    }
    if situation.workers.contains(&by) {
        return Err(Refusal::OwnWork);
    }
    match stage {
        Stage::Claimed { by: holder } if *holder != by => Err(Refusal::TakenByAnother),
        Stage::Open | Stage::Claimed { .. } => Ok(Some(Event::Decided { by, decision: decision.clone() })),
        Stage::Done { by: doer, granted } if *doer == by && *granted == Some(decision.granted()) => Ok(None),
        _ => Err(Refusal::WrongStage),
    }
}

#[cfg(test)]
mod tests;
