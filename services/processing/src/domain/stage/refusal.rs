//! What the rules look at beside the stage of a task, and why they refuse.

use chrono::NaiveDate;
use motcua_contracts::ids::AccountId;

use crate::domain::Kind;

/// What the rules need to know beyond the stage of the task itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Situation {
    /// What the step asks for.
    pub kind: Kind,
    /// Whether papers were asked for before, in any task of the dossier.
    pub asked: bool,
    /// Until when papers are waited for, while they are.
    pub papers_until: Option<NaiveDate>,
    /// Whether a later date was promised before.
    pub extended: bool,
    /// Whether the applicant wants the dossier back.
    pub withdrawing: bool,
    /// When the dossier is due, local.
    pub due_on: NaiveDate,
    /// Who completed work on the dossier, or gave an opinion on it.
    pub workers: Vec<AccountId>,
    /// Code of the unit whose queue the task stands in.
    pub unit: String,
    /// How many opinions are awaited or given.
    pub opinions: usize,
    /// The units whose opinion is awaited.
    pub awaited: Vec<String>,
    /// Whether a leader ended the dossier.
    pub over: bool,
}

/// Why a command is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// No such task, or not one the caller may see.
    NotFound,
    /// The stage does not allow it.
    WrongStage,
    /// The step asks for something else: work is completed, a decision is taken.
    WrongKind,
    /// Somebody else holds it.
    TakenByAnother,
    /// Only who claimed it may do this.
    NotClaimer,
    /// The law lets the office ask once.
    AskedBefore,
    /// The last day to hand papers in lies behind.
    DeadlinePassed,
    /// The last day to hand papers in lies too far ahead.
    DeadlineTooFar,
    /// The leader promises a later date once.
    ExtendedBefore,
    /// The new day must be after today and after the day it is due.
    PromiseTooEarly,
    /// The new day lies too far ahead.
    PromiseTooFar,
    /// An opinion is asked of another unit than the own.
    OwnUnit,
    /// No unit that takes part today.
    NoUnit,
    /// That unit has been asked and has not answered.
    Awaited,
    /// More opinions than a dossier may need.
    EnoughOpinions,
    /// An opinion is due after today.
    OpinionDayPassed,
    /// An opinion is due while the dossier can still use it.
    OpinionDayTooFar,
    /// An opinion without words is none.
    NoAnswer,
    /// No papers are overdue.
    NothingOverdue,
    /// Nobody wants the dossier back.
    NoWithdrawal,
    /// Who worked on the dossier does not decide it.
    OwnWork,
    /// Task of another unit or role.
    NotYours,
}
