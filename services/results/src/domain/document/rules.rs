//! Which command a result document takes in which stage, and what its events change.

use chrono::{DateTime, Utc};
use motcua_contracts::Channel;

use super::aggregate::ResultDocument;
use super::command::{Command, Refusal};
use super::event::Event;
use super::issuance::Issuance;
use super::stage::Stage;
use crate::domain::hand_over::Collector;

type Decided = Result<Option<Event>, Refusal>;

impl ResultDocument {
    /// Decides at business time `at`; `None` when nothing changes, which is so for a repeat with the same content.
    ///
    /// # Errors
    /// When the stage does not allow the command.
    pub fn decide(&self, command: &Command, at: DateTime<Utc>) -> Decided {
        match command {
            Command::Draft { granted } => self.draft(*granted),
            Command::Issue(issuance) => self.issue(issuance),
            Command::OpenHandOver => self.open_hand_over(),
            Command::Return { delivery_method, collector } => self.hand_over(*delivery_method, collector.as_ref(), at),
            Command::Recall { reason } => self.recall(reason, at),
        }
    }

    /// Whether an issue would take effect and needs a number; false when the document is issued already.
    ///
    /// # Errors
    /// When the stage does not allow an issue.
    pub fn needs_number(&self) -> Result<bool, Refusal> {
        match &self.stage {
            Stage::Absent => Err(Refusal::NotFound),
            Stage::Drafted { .. } => Ok(true),
            Stage::Issued { .. } | Stage::Ready { .. } | Stage::Returned { .. } => Ok(false),
            Stage::Recalled { .. } => Err(Refusal::Recalled),
        }
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
            Event::CompletionSuperseded { issuance, at, reason } => {
                Stage::Recalled { issuance, at, reason, completed: true }
            }
        };
    }

    fn draft(&self, granted: bool) -> Decided {
        match &self.stage {
            Stage::Absent => Ok(Some(Event::Drafted { granted })),
            Stage::Drafted { granted: drafted } if *drafted == granted => Ok(None),
            _ => Err(Refusal::WrongStage),
        }
    }

    fn issue(&self, issuance: &Issuance) -> Decided {
        Ok(self.needs_number()?.then(|| Event::Issued { issuance: issuance.clone() }))
    }

    fn open_hand_over(&self) -> Decided {
        match &self.stage {
            Stage::Absent => Err(Refusal::NotFound),
            Stage::Drafted { .. } => Err(Refusal::NotIssued),
            Stage::Issued { issuance } => Ok(Some(Event::HandOverOpened { issuance: issuance.clone() })),
            Stage::Recalled { issuance, at, reason, completed: false } => {
                let (issuance, reason) = (issuance.clone(), reason.clone());
                Ok(Some(Event::CompletionSuperseded { issuance, at: *at, reason }))
            }
            Stage::Ready { .. } | Stage::Returned { .. } | Stage::Recalled { .. } => Ok(None),
        }
    }

    /// A result is collected once: another method or another person is refused, because the record is the evidence.
    fn hand_over(&self, delivery_method: Channel, collector: Option<&Collector>, at: DateTime<Utc>) -> Decided {
        match &self.stage {
            Stage::Absent => Err(Refusal::NotFound),
            Stage::Drafted { .. } => Err(Refusal::NotIssued),
            Stage::Issued { .. } => Err(Refusal::NotReady),
            Stage::Ready { issuance } => {
                let (issuance, collector) = (issuance.clone(), collector.cloned());
                Ok(Some(Event::Returned { issuance, at, delivery_method, collector }))
            }
            Stage::Returned { delivery_method: method, .. }
                if *method == delivery_method && self.collector.as_ref() == collector =>
            {
                Ok(None)
            }
            Stage::Returned { .. } => Err(Refusal::WrongStage),
            Stage::Recalled { .. } => Err(Refusal::Recalled),
        }
    }

    /// The process begins again: the error is corrected, decided and issued once more.
    fn recall(&self, reason: &str, at: DateTime<Utc>) -> Decided {
        let recalled = |issuance: &Issuance, completed| {
            Ok(Some(Event::Recalled { issuance: issuance.clone(), at, reason: reason.to_owned(), completed }))
        };
        match &self.stage {
            Stage::Absent => Err(Refusal::NotFound),
            Stage::Drafted { .. } => Err(Refusal::NotIssued),
            Stage::Issued { issuance } => recalled(issuance, false),
            Stage::Ready { issuance } => recalled(issuance, true),
            Stage::Returned { .. } => Err(Refusal::HandedOver),
            Stage::Recalled { reason: before, .. } if before == reason => Ok(None),
            Stage::Recalled { .. } => Err(Refusal::WrongStage),
        }
    }
}
