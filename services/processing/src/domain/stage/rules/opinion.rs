//! Asking another unit for its opinion (lấy ý kiến) beside a step, and giving it: the clock runs on (domain rule: a
//! coordination does not pause).

use chrono::{DateTime, Days, Utc};
use motcua_contracts::ids::AccountId;
use motcua_worktime::local_date;

use super::{Answer, close};
use crate::domain::Kind;
use crate::domain::stage::{Command, Event, Question, Refusal, Situation, Stage};

/// Most opinions of one dossier: who needs more holds a meeting.
const MOST: usize = 5;
/// How long a dossier that is due already may wait for one: its due date cannot bound it any more.
const WHEN_LATE: Days = Days::new(10);

/// The officer who holds the step asks; it should be answered while the dossier can still use it.
pub(super) fn ask(
    stage: &Stage,
    situation: &Situation,
    by: AccountId,
    question: &Question,
    at: DateTime<Utc>,
) -> Answer {
    if situation.kind != Kind::Work {
        return Err(Refusal::WrongKind);
    }
    match stage {
        Stage::Claimed { by: holder } if *holder != by => return Err(Refusal::NotClaimer),
        Stage::Claimed { .. } => {}
        _ => return Err(Refusal::WrongStage),
    }
    let today = local_date(at);
    let late = today.checked_add_days(WHEN_LATE).unwrap_or(today);
    let latest = if situation.due_on > today { situation.due_on } else { late };
    match question {
        asked if asked.unit == situation.unit => Err(Refusal::OwnUnit),
        asked if asked.due_on <= today => Err(Refusal::OpinionDayPassed),
        asked if asked.due_on > latest => Err(Refusal::OpinionDayTooFar),
        asked if situation.awaited.contains(&asked.unit) => Err(Refusal::Awaited),
        _ if situation.opinions >= MOST => Err(Refusal::EnoughOpinions),
        asked => Ok(Some(Event::OpinionAsked { by, question: asked.clone(), stage: stage.clone() })),
    }
}

/// What the task of an opinion takes once it is open, beside being claimed and moved. It neither waits with the dossier
/// nor ends it.
pub(super) fn decide(stage: &Stage, command: &Command) -> Answer {
    match command {
        Command::Complete { by, note } => give(stage, *by, note.as_deref()),
        Command::Close => Ok(close(stage)),
        Command::Pause { .. } | Command::Resume { .. } | Command::NoteWithdrawal | Command::NoteKept => Ok(None),
        _ => Err(Refusal::WrongKind),
    }
}

fn give(stage: &Stage, by: AccountId, answer: Option<&str>) -> Answer {
    let answer = answer.filter(|answer| !answer.trim().is_empty());
    match (stage, answer) {
        (Stage::Claimed { by: holder }, _) if *holder != by => Err(Refusal::NotClaimer),
        (Stage::Claimed { .. }, None) => Err(Refusal::NoAnswer),
        (Stage::Claimed { .. }, Some(answer)) => Ok(Some(Event::OpinionGiven { by, answer: answer.to_owned() })),
        (Stage::Done { by: doer, .. }, _) if *doer == by => Ok(None),
        _ => Err(Refusal::WrongStage),
    }
}
