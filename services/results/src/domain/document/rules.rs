//! Which command a result document takes in which stage, and what its events change.

use chrono::{DateTime, Utc};

use super::aggregate::ResultDocument;
use super::command::{Command, Refusal};
use super::event::Event;
use super::issuance::Issuance;
use super::stage::Stage;

impl ResultDocument {
    /// Decides at business time `at`; `None` when nothing changes.
    ///
    /// # Errors
    /// When the stage does not allow the command.
    pub fn decide(&self, command: &Command, at: DateTime<Utc>) -> Result<Option<Event>, Refusal> {
        let event = match (&self.stage, command) {
            (Stage::Absent, Command::Draft { granted }) => Event::Drafted { granted: *granted },
            (Stage::Absent, _) => return Err(Refusal::NotFound),
            (Stage::Drafted { .. }, Command::Issue(issuance)) => Event::Issued { issuance: issuance.clone() },
            (Stage::Issued { issuance }, Command::OpenHandOver) => Event::HandOverOpened { issuance: issuance.clone() },
            (Stage::Ready { issuance }, Command::Return { delivery_method, collector }) => Event::Returned {
                issuance: issuance.clone(),
                at,
                delivery_method: *delivery_method,
                collector: collector.clone(),
            },
            // The process begins again: the error is corrected, decided and issued once more.
            (Stage::Issued { issuance }, Command::Recall { reason }) => recalled(issuance, at, reason, false),
            (Stage::Ready { issuance }, Command::Recall { reason }) => recalled(issuance, at, reason, true),
            (Stage::Recalled { issuance, at, reason, completed: false }, Command::OpenHandOver) => {
                Event::CompletionOvertaken { issuance: issuance.clone(), at: *at, reason: reason.clone() }
            }
            (Stage::Drafted { .. }, Command::OpenHandOver | Command::Return { .. } | Command::Recall { .. }) => {
                return Err(Refusal::NotIssued);
            }
            (Stage::Issued { .. }, Command::Return { .. }) => return Err(Refusal::NotReady),
            (Stage::Returned { .. }, Command::Recall { .. }) => return Err(Refusal::HandedOver),
            (Stage::Recalled { .. }, Command::Issue(_) | Command::Return { .. }) => return Err(Refusal::Recalled),
            // A repeated command with the same content changes nothing.
            (Stage::Drafted { granted }, Command::Draft { granted: again }) if granted == again => return Ok(None),
            (Stage::Returned { delivery_method: was, .. }, Command::Return { delivery_method, .. })
                if was == delivery_method =>
            {
                return Ok(None);
            }
            (Stage::Recalled { reason, .. }, Command::Recall { reason: again }) if reason == again => return Ok(None),
            (Stage::Issued { .. } | Stage::Ready { .. } | Stage::Returned { .. }, Command::Issue(_))
            | (Stage::Ready { .. } | Stage::Returned { .. } | Stage::Recalled { .. }, Command::OpenHandOver) => {
                return Ok(None);
            }
            _ => return Err(Refusal::WrongStage),
        };
        Ok(Some(event))
    }

    /// Applies an event.
    pub fn apply(&mut self, event: &Event) {
        self.stage = match event.clone() {
            Event::Drafted { granted } => Stage::Drafted { granted },
            Event::Issued { issuance } => Stage::Issued { issuance },
            Event::HandOverOpened { issuance } => Stage::Ready { issuance },
            Event::Returned { issuance, at, delivery_method, collector } => {
                self.collector = collector;
                Stage::Returned { issuance, at, delivery_method }
            }
            Event::Recalled { issuance, at, reason, completed } => Stage::Recalled { issuance, at, reason, completed },
            Event::CompletionOvertaken { issuance, at, reason } => {
                Stage::Recalled { issuance, at, reason, completed: true }
            }
        };
    }
}

fn recalled(issuance: &Issuance, at: DateTime<Utc>, reason: &str, completed: bool) -> Event {
    Event::Recalled { issuance: issuance.clone(), at, reason: reason.to_owned(), completed }
}
