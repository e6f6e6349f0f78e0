//! Which command a task takes in which stage.

mod opinion;

use chrono::{DateTime, Days, NaiveDate, Utc};
use motcua_contracts::ids::AccountId;
use motcua_contracts::{StopCause, UnitCode};
use motcua_worktime::local_date;

use super::command::{Command, Decision, Extension, Fee, Supplement};
use super::event::Event;
use super::refusal::Refusal;
use super::rule_context::RuleContext;
use super::stage::Stage;
use crate::domain::step::Kind;

/// The furthest day that may be promised, or set for papers: beyond it is a typing error, and no calendar covers it.
const FURTHEST: Days = Days::new(366);

type Decided = Result<Option<Event>, Refusal>;

/// Decides at business time `at`; `None` when nothing changes, which is so for a repeat with the same content.
///
/// # Errors
/// When the stage or the context does not allow the command.
pub fn decide(stage: &Stage, context: &RuleContext, command: &Command, at: DateTime<Utc>) -> Decided {
    match (stage, command) {
        // Routing opened the step before it got the event of the stop.
        (Stage::Absent, Command::Open) if context.stopped => Ok(Some(Event::OpenedTooLate)),
        (Stage::Absent, Command::Open) => Ok(Some(Event::Opened)),
        (Stage::Absent, _) => Err(Refusal::NotFound),
        (_, Command::Open) => open_again(stage),
        (_, Command::Claim { by }) => claim(stage, *by),
        (_, Command::Move { from, to }) => Ok(move_to_unit(stage, context, from, to)),
        _ if context.kind == Kind::Opinion => opinion::decide(stage, context, command),
        (_, Command::Complete { by, note }) => complete(stage, context, *by, note.as_ref()),
        (_, Command::RequestOpinion { question, agency, .. })
            if !opinion::is_available(question, agency.as_ref(), at) =>
        {
            Err(Refusal::NoUnit)
        }
        (_, Command::RequestOpinion { by, question, .. }) => opinion::request(stage, context, *by, question, at),
        (_, Command::RequestSupplement { by, supplement }) => request_supplement(stage, context, *by, supplement, at),
        (_, Command::RequireFee { by, fee }) => require_fee(stage, context, *by, fee),
        (_, Command::Extend { by, extension }) => extend(stage, context, *by, extension, at),
        (_, Command::Stop { by, cause, reason }) => stop(stage, context, *by, *cause, reason, at),
        (_, Command::RecordWithdrawalRequest) => Ok(record_withdrawal_request(stage, context)),
        (_, Command::DeclineWithdrawal { by, reason }) => decline_withdrawal(stage, context, *by, reason),
        (_, Command::RecordWithdrawalDeclined) => Ok(record_withdrawal_declined(stage, context)),
        (_, Command::Pause { papers }) => Ok(pause(stage, *papers)),
        (_, Command::Resume { dossier_due_at }) => Ok(resume(stage, *dossier_due_at)),
        (_, Command::Approve { by, decision }) => approve(stage, context, *by, decision),
        (_, Command::Close) => Ok(close(stage)),
    }
}

fn close(stage: &Stage) -> Option<Event> {
    (!stage.has_ended()).then_some(Event::Closed)
}

fn is_too_far(day: NaiveDate, from: NaiveDate) -> bool {
    from.checked_add_days(FURTHEST).is_some_and(|furthest| day > furthest)
}

/// The claim ends: its officer belongs to the unit that the task leaves.
fn move_to_unit(stage: &Stage, context: &RuleContext, from: &UnitCode, to: &UnitCode) -> Option<Event> {
    if context.unit != *from || from == to {
        return None;
    }
    let stage = match stage {
        Stage::Open | Stage::Claimed { .. } => Stage::Open,
        Stage::Paused { papers, .. } => Stage::Paused { by: None, papers: *papers },
        Stage::Absent | Stage::Done { .. } | Stage::Closed => return None,
    };
    Some(Event::Moved { from: from.clone(), to: to.clone(), stage })
}

fn open_again(stage: &Stage) -> Decided {
    if stage.has_ended() { Err(Refusal::WrongStage) } else { Ok(None) }
}

fn claim(stage: &Stage, by: AccountId) -> Decided {
    match stage {
        Stage::Open => Ok(Some(Event::Claimed { by })),
        Stage::Claimed { by: holder } if *holder == by => Ok(None),
        Stage::Claimed { .. } => Err(Refusal::ClaimedByAnother),
        Stage::Absent | Stage::Paused { .. } | Stage::Done { .. } | Stage::Closed => Err(Refusal::WrongStage),
    }
}

fn complete(stage: &Stage, context: &RuleContext, by: AccountId, note: Option<&String>) -> Decided {
    if context.kind != Kind::Work {
        return Err(Refusal::WrongKind);
    }
    match stage {
        Stage::Claimed { by: holder } if *holder == by => Ok(Some(Event::Completed { by, note: note.cloned() })),
        Stage::Claimed { .. } => Err(Refusal::NotClaimer),
        Stage::Done { by: doer, note: before, .. } if *doer == by && before.as_ref() == note => Ok(None),
        _ => Err(Refusal::WrongStage),
    }
}

/// The office may ask once (NĐ 118/2025 Art. 17.2a).
fn request_supplement(
    stage: &Stage,
    context: &RuleContext,
    by: AccountId,
    supplement: &Supplement,
    at: DateTime<Utc>,
) -> Decided {
    if context.kind != Kind::Work {
        return Err(Refusal::WrongKind);
    }
    match stage {
        Stage::Claimed { by: holder } if *holder != by => Err(Refusal::NotClaimer),
        Stage::Claimed { .. } | Stage::Paused { .. } if context.supplement_requested => Err(Refusal::AlreadyRequested),
        Stage::Claimed { .. } if supplement.deadline <= local_date(at) => Err(Refusal::DeadlinePassed),
        Stage::Claimed { .. } if is_too_far(supplement.deadline, local_date(at)) => Err(Refusal::DeadlineTooFar),
        Stage::Claimed { .. } => Ok(Some(Event::SupplementRequested { by, supplement: supplement.clone() })),
        _ => Err(Refusal::WrongStage),
    }
}

fn require_fee(stage: &Stage, context: &RuleContext, by: AccountId, fee: &Fee) -> Decided {
    if context.kind != Kind::Work {
        return Err(Refusal::WrongKind);
    }
    match stage {
        Stage::Claimed { by: holder } if *holder != by => Err(Refusal::NotClaimer),
        Stage::Claimed { .. } => Ok(Some(Event::FeeRequired { by, fee: fee.clone() })),
        _ => Err(Refusal::WrongStage),
    }
}

/// A later date is promised once, while the dossier is open; the original due date stays.
fn extend(stage: &Stage, context: &RuleContext, by: AccountId, extension: &Extension, at: DateTime<Utc>) -> Decided {
    if stage.has_ended() {
        return Err(Refusal::WrongStage);
    }
    if context.extended {
        return Err(Refusal::AlreadyExtended);
    }
    let latest = local_date(at).max(context.due_on);
    if extension.promised_on <= latest {
        return Err(Refusal::PromiseTooEarly);
    }
    if is_too_far(extension.promised_on, latest) {
        return Err(Refusal::PromiseTooFar);
    }
    Ok(Some(Event::Extended { by, extension: extension.clone(), stage: stage.clone() }))
}

/// A decision stands whatever is requested or stopped at the same time, until its result comes back for an error.
fn stop(
    stage: &Stage,
    context: &RuleContext,
    by: AccountId,
    cause: StopCause,
    reason: &str,
    at: DateTime<Utc>,
) -> Decided {
    match cause {
        _ if stage.has_ended() || context.decided => Err(Refusal::WrongStage),
        StopCause::Withdrawn if !context.withdrawing => Err(Refusal::NoWithdrawal),
        StopCause::SupplementOverdue if context.papers_until.is_none_or(|until| until >= local_date(at)) => {
            Err(Refusal::NothingOverdue)
        }
        _ => Ok(Some(Event::Stopped { by, cause, reason: reason.to_owned() })),
    }
}

fn record_withdrawal_request(stage: &Stage, context: &RuleContext) -> Option<Event> {
    (!stage.has_ended() && !context.withdrawing).then(|| Event::WithdrawalRequested { stage: stage.clone() })
}

fn record_withdrawal_declined(stage: &Stage, context: &RuleContext) -> Option<Event> {
    (!stage.has_ended() && context.withdrawing).then(|| Event::WithdrawalEnded { stage: stage.clone() })
}

fn decline_withdrawal(stage: &Stage, context: &RuleContext, by: AccountId, reason: &str) -> Decided {
    if stage.has_ended() {
        return Err(Refusal::WrongStage);
    }
    if !context.withdrawing {
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

/// A decision needs no claim. Four-eyes rule: an officer who did work does not decide.
fn approve(stage: &Stage, context: &RuleContext, by: AccountId, decision: &Decision) -> Decided {
    if context.kind != Kind::Approve {
        return Err(Refusal::WrongKind);
    }
    if context.workers.contains(&by) {
        return Err(Refusal::OwnWork);
    }
    match stage {
        Stage::Claimed { by: holder } if *holder != by => Err(Refusal::ClaimedByAnother),
        Stage::Open | Stage::Claimed { .. } => Ok(Some(Event::Decided { by, decision: decision.clone() })),
        Stage::Done { by: doer, granted, note }
            if *doer == by && *granted == Some(decision.granted()) && note.as_ref() == decision.note() =>
        {
            Ok(None)
        }
        _ => Err(Refusal::WrongStage),
    }
}

#[cfg(test)]
mod tests;
