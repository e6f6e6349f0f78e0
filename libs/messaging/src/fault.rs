//! How commands and consumers fail.

use motcua_kit::db::{Retryable, is_conflict};
use motcua_kit::problem::{Problem, Slug};
use sea_orm::DbErr;

/// Why a command did not take effect: refused by a rule, lost against another writer, or the store failed.
#[derive(Debug)]
pub enum Fault<R> {
    /// The domain refused it.
    Refused(R),
    /// The store failed.
    Store(DbErr),
    /// The answer is a problem already.
    Problem(Box<Problem>),
}

impl<R> From<DbErr> for Fault<R> {
    fn from(error: DbErr) -> Self {
        Self::Store(error)
    }
}

impl<R> From<Problem> for Fault<R> {
    fn from(problem: Problem) -> Self {
        Self::Problem(Box::new(problem))
    }
}

impl<R> Retryable for Fault<R> {
    fn is_retryable(&self) -> bool {
        match self {
            Self::Store(error) => is_conflict(error),
            Self::Problem(problem) => problem.is_retryable(),
            Self::Refused(_) => false,
        }
    }
}

impl<R: Into<Problem>> From<Fault<R>> for Problem {
    fn from(fault: Fault<R>) -> Self {
        match fault {
            Fault::Refused(refusal) => refusal.into(),
            Fault::Store(error) => error.into(),
            Fault::Problem(problem) => *problem,
        }
    }
}

/// What a consumer's function answers when it did not apply an event.
#[derive(Debug)]
pub enum Failure {
    /// A predecessor from another producer is missing; answered before the first write. The event is parked.
    NotYet(&'static str),
    /// It may succeed later: store error, conflict, something not reachable.
    Retry(String),
    /// It can never succeed.
    Reject(String),
}

impl From<DbErr> for Failure {
    fn from(error: DbErr) -> Self {
        Self::Retry(error.to_string())
    }
}

impl<R: std::fmt::Debug> From<Fault<R>> for Failure {
    fn from(fault: Fault<R>) -> Self {
        match fault {
            Fault::Refused(refusal) => Self::Reject(format!("refused: {refusal:?}")),
            Fault::Store(error) => Self::Retry(error.to_string()),
            // The same event makes the same events again.
            Fault::Problem(problem) if problem.code == Slug::PayloadTooLarge.code() => Self::Reject(problem.code),
            Fault::Problem(problem) => Self::Retry(problem.code),
        }
    }
}
