//! How commands and event handlers fail.

use motcua_kit::db::{FailureKind, failure_kind, is_conflict};
use motcua_kit::problem::{Problem, Slug};
use motcua_kit::transact::Retryable;
use sea_orm::DbErr;

/// Why a command did not take effect.
#[derive(Debug)]
pub enum CommandError<R> {
    /// The domain refused it.
    Refused(R),
    /// The database failed, or another transaction won.
    Store(DbErr),
    /// A problem of the request.
    Problem(Box<Problem>),
}

impl<R> From<DbErr> for CommandError<R> {
    fn from(error: DbErr) -> Self {
        Self::Store(error)
    }
}

impl<R> From<Problem> for CommandError<R> {
    fn from(problem: Problem) -> Self {
        Self::Problem(Box::new(problem))
    }
}

impl<R> Retryable for CommandError<R> {
    fn is_retryable(&self) -> bool {
        match self {
            Self::Store(error) => is_conflict(error),
            Self::Problem(problem) => problem.is_retryable(),
            Self::Refused(_) => false,
        }
    }
}

impl<R: Into<Problem>> From<CommandError<R>> for Problem {
    fn from(error: CommandError<R>) -> Self {
        match error {
            CommandError::Refused(refusal) => refusal.into(),
            CommandError::Store(error) => error.into(),
            CommandError::Problem(problem) => *problem,
        }
    }
}

/// Why an event handler did not apply an event.
#[derive(Debug)]
pub enum HandlerError {
    /// An event of another producer has to come first. The event is parked.
    NotYet(&'static str),
    /// A newer producer published something that this version does not know. The event is parked, with an alarm.
    Unknown(String),
    /// Another transaction won. The event is handled again at once.
    Conflict(String),
    /// The database cannot be reached or cannot write. The event is delivered again, and no attempt is counted.
    Unavailable(String),
    /// It failed and may succeed later. The event is parked, and the attempt is counted.
    Retry(String),
    /// It can never succeed.
    Reject(String),
}

impl From<DbErr> for HandlerError {
    fn from(error: DbErr) -> Self {
        match (failure_kind(&error), &error) {
            (FailureKind::Conflict, _) => Self::Conflict(error.to_string()),
            (FailureKind::Unavailable, _) => Self::Unavailable(error.to_string()),
            // A deferred write found no row.
            (FailureKind::Defect, DbErr::RecordNotFound(_)) => Self::NotYet("a record that it changes"),
            (FailureKind::Defect, _) => Self::Retry(error.to_string()),
        }
    }
}

impl<R: std::fmt::Debug> From<CommandError<R>> for HandlerError {
    fn from(error: CommandError<R>) -> Self {
        match error {
            CommandError::Refused(refusal) => Self::Reject(format!("refused: {refusal:?}")),
            CommandError::Store(error) => error.into(),
            // The same event makes the same events again.
            CommandError::Problem(problem) if problem.slug == Slug::PayloadTooLarge => {
                Self::Reject(problem.code().to_owned())
            }
            CommandError::Problem(problem) if problem.is_retryable() => Self::Conflict(problem.code().to_owned()),
            CommandError::Problem(problem) if problem.slug == Slug::Unavailable => {
                Self::Unavailable(problem.code().to_owned())
            }
            CommandError::Problem(problem) => Self::Retry(problem.code().to_owned()),
        }
    }
}
