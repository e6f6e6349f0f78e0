//! Why a command to a task is refused.

/// Why a command is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// No such task, or not one the caller may see.
    NotFound,
    /// The stage does not allow it.
    WrongStage,
    /// The step asks for something else: work is completed, a decision is taken.
    WrongKind,
    /// Another officer claimed it.
    ClaimedByAnother,
    /// Only who claimed it may do this.
    NotClaimer,
    /// The office may ask once per dossier.
    AlreadyRequested,
    /// The last day to hand papers in is past.
    DeadlinePassed,
    /// The last day to hand papers in is too far ahead.
    DeadlineTooFar,
    /// The leader promises a later date once.
    AlreadyExtended,
    /// The new day must be after today and after the day it is due.
    PromiseTooEarly,
    /// The new day is too far ahead.
    PromiseTooFar,
    /// An opinion is asked of another unit than the own.
    OwnUnit,
    /// No unit that takes part today.
    NoUnit,
    /// That unit has been asked and has not answered.
    Awaited,
    /// More opinions than a dossier may need.
    TooManyOpinions,
    /// An opinion is due after today.
    OpinionDayPassed,
    /// An opinion is due while the dossier can still use it.
    OpinionDayTooFar,
    /// An opinion needs a text.
    NoAnswer,
    /// No papers are overdue.
    NothingOverdue,
    /// The applicant does not request a withdrawal.
    NoWithdrawal,
    /// Four-eyes rule: who worked on the dossier does not decide it.
    OwnWork,
    /// Task of another unit or role.
    OtherUnitOrRole,
}
