//! Asking another unit for its opinion (lấy ý kiến) during a step, and giving it: coordination does not pause the clock.

use chrono::{DateTime, Days, Utc};
use motcua_contracts::ids::AccountId;
use motcua_worktime::local_date;

use crate::domain::agency::Agency;
use crate::domain::lifecycle::command::{Command, Question};
use crate::domain::lifecycle::event::Event;
use crate::domain::lifecycle::refusal::Refusal;
use crate::domain::lifecycle::rule_context::RuleContext;
use crate::domain::lifecycle::stage::Stage;
use crate::domain::step::Kind;

type Decided = Result<Option<Event>, Refusal>;

/// Most opinions of one dossier: beyond that a meeting serves better.
const MOST: usize = 5;
/// The longest time for an opinion on a dossier whose due date has passed.
const WHEN_LATE: Days = Days::new(10);

/// Whether the unit can be given work today.
pub(super) fn is_available(question: &Question, agency: Option<&Agency>, at: DateTime<Utc>) -> bool {
    agency.is_some_and(|agency| agency.accepts(&question.unit, local_date(at)))
}

/// The officer who claimed the step asks; the answer is due while the dossier can still use it.
pub(super) fn request(
    stage: &Stage,
    context: &RuleContext,
    by: AccountId,
    question: &Question,
    at: DateTime<Utc>,
) -> Decided {
    if context.kind != Kind::Work {
        return Err(Refusal::WrongKind);
    }
    match stage {
        Stage::Claimed { by: holder } if *holder != by => return Err(Refusal::NotClaimer),
        Stage::Claimed { .. } => {}
        _ => return Err(Refusal::WrongStage),
    }
    let today = local_date(at);
    let late = today.checked_add_days(WHEN_LATE).unwrap_or(today);
    let latest = if context.due_on > today { context.due_on } else { late };
    match question {
        asked if asked.unit == context.unit => Err(Refusal::OwnUnit),
        asked if asked.due_on <= today => Err(Refusal::OpinionDayPassed),
        asked if asked.due_on > latest => Err(Refusal::OpinionDayTooFar),
        asked if context.awaited.contains(&asked.unit) => Err(Refusal::Awaited),
        _ if context.opinions >= MOST => Err(Refusal::TooManyOpinions),
        asked => Ok(Some(Event::OpinionRequested { by, question: asked.clone(), stage: stage.clone() })),
    }
}

/// Which commands the task of an opinion takes once it is open, besides claim and move. It is neither paused with the
/// dossier nor ends it.
pub(super) fn decide(stage: &Stage, context: &RuleContext, command: &Command) -> Decided {
    match command {
        Command::Complete { by, note } => give(stage, context, *by, note.as_deref()),
        Command::Close => Ok((!stage.has_ended()).then_some(Event::Closed)),
        Command::Pause { .. }
        | Command::Resume { .. }
        | Command::RecordWithdrawalRequest
        | Command::RecordWithdrawalDeclined => Ok(None),
        Command::Open
        | Command::Claim { .. }
        | Command::RequestOpinion { .. }
        | Command::RequestSupplement { .. }
        | Command::RequireFee { .. }
        | Command::Extend { .. }
        | Command::Stop { .. }
        | Command::DeclineWithdrawal { .. }
        | Command::Move { .. }
        | Command::Approve { .. } => Err(Refusal::WrongKind),
    }
}

fn give(stage: &Stage, context: &RuleContext, by: AccountId, answer: Option<&str>) -> Decided {
    let answer = answer.filter(|answer| !answer.trim().is_empty());
    match (stage, answer) {
        (Stage::Claimed { by: holder }, _) if *holder != by => Err(Refusal::NotClaimer),
        (Stage::Claimed { .. }, None) => Err(Refusal::NoAnswer),
        (Stage::Claimed { .. }, Some(answer)) => Ok(Some(Event::OpinionGiven { by, answer: answer.to_owned() })),
        (Stage::Done { by: doer, .. }, _) if *doer == by && context.answer.as_deref() == answer => Ok(None),
        _ => Err(Refusal::WrongStage),
    }
}
