//! Commands to a result document, and why they are refused.

use motcua_contracts::Channel;

use super::issuance::Issuance;
use crate::domain::hand_over::Collector;

/// What a caller or an event asks for.
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
    /// Hand over.
    Return {
        /// How.
        delivery_method: Channel,
        /// Who collects it.
        collector: Option<Collector>,
    },
    /// Recall it for an error (9 → 4).
    Recall {
        /// What is wrong with it; the law asks for a reason.
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
    /// It was handed over: an error in it is no longer corrected between offices.
    HandedOver,
    /// It was recalled: another document takes its place.
    Recalled,
    /// The stage does not allow it.
    WrongStage,
}
