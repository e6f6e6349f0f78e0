//! The answer to a command: an event, no change, or a refusal.

use super::Event;

/// The event, `None` when nothing changes, or why the command is refused.
pub type Decision = Result<Option<Event>, Refusal>;

/// Why a command is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// No such journey, or none that the caller may see.
    NotFound,
    /// An event that must come first has not arrived yet.
    TooEarly,
    /// The status does not allow it.
    WrongStage,
    /// The calendar does not cover the days.
    Calendar(motcua_worktime::Error),
}

impl From<motcua_worktime::Error> for Refusal {
    fn from(error: motcua_worktime::Error) -> Self {
        Self::Calendar(error)
    }
}
