//! What the plan requires of a dossier before it has a procedure and a day.

use motcua_contracts::Channel;

use super::action::Score;
use super::model::{EndState, ExpectedOutcome, Origin};
use super::scenario::Scenario;

/// A dossier for which the plan still has to find a procedure and days.
#[derive(Debug, Clone, Copy)]
pub(super) struct DossierSpec {
    pub(super) expected: ExpectedOutcome,
    pub(super) channel: Channel,
    pub(super) scenario: Scenario,
    /// Whether the result grants the application.
    pub(super) granted: bool,
    pub(super) rating: Option<Score>,
}

impl DossierSpec {
    pub(super) fn new(origin: Origin, end_state: EndState) -> Self {
        Self {
            expected: ExpectedOutcome { origin, end_state },
            channel: Channel::Counter,
            scenario: Scenario::Ordinary,
            granted: true,
            rating: None,
        }
    }
}
