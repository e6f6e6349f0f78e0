//! Commands to a result document, and why they are refused.

use motcua_contracts::Channel;

use super::issuance::Issuance;
use crate::domain::hand_over::Collector;

/// A command to a result document, from a caller or an event handler.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Draft the decision.
    Draft {
        /// Granted, or refused as a reasoned result.
        granted: bool,
    },
    /// Issue with this number and seal.
    Issue(Issuance),
    /// The journey is completed: open the hand-over.
    OpenHandOver,
    /// Hand it over (status 10).
    Return {
        delivery_method: Channel,
        /// The person who collects it; required at the counter.
        collector: Option<Collector>,
    },
    /// Recall it for an error (9 → 4).
    Recall {
        /// The error in it; a reason is mandatory by law.
        reason: String,
    },
}

/// Why a command is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// No such result, or not one the caller may see.
    NotFound,
    /// It must be issued first.
    NotIssued,
    /// It is issued, but the journey is not completed.
    NotReady,
    /// It was handed over, so it cannot be recalled any more.
    HandedOver,
    /// It was recalled: another document takes its place.
    Recalled,
    /// The stage does not allow it.
    WrongStage,
}
