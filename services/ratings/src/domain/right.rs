//! The rating right of a dossier: awaiting the return of its result, open, rated.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use motcua_contracts::AgencyCode;
use motcua_contracts::ids::DossierId;

use super::{Answer, Proof};

/// The right to rate a dossier, once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RatingRight {
    pub dossier: DossierId,
    /// Its legal code.
    pub code: String,
    /// The competent agency.
    pub agency: AgencyCode,
    /// What a claim to rate it is checked against.
    pub proof: Proof,
    pub stage: Stage,
}

/// The stage of a rating right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "stage", rename_all = "camelCase")]
pub enum Stage {
    /// The dossier is accepted; its result is not returned yet.
    Awaiting,
    /// The result is returned: it can be rated once.
    Open {
        /// When the result was returned.
        since: DateTime<Utc>,
    },
    /// It was rated; this never changes.
    Rated {
        /// When the result was returned.
        since: DateTime<Utc>,
        answer: Answer,
        /// When it was rated, UTC.
        at: DateTime<Utc>,
    },
}

/// A stage without its data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum State {
    /// The result is not returned yet.
    Awaiting,
    /// It can be rated once.
    Open,
    /// It was rated.
    Rated,
}

/// A command to a rating right, from a caller or an event handler.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Open the right: the result is returned.
    Open,
    /// Record the answer.
    Rate(Answer),
}

/// An event of a rating right; private to ratings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "camelCase")]
pub enum Event {
    /// The right was opened.
    Opened {
        /// When the result was returned.
        since: DateTime<Utc>,
    },
    /// The dossier was rated.
    Rated {
        /// When the result was returned.
        since: DateTime<Utc>,
        answer: Answer,
        /// When it was rated, UTC.
        at: DateTime<Utc>,
    },
}

impl Event {
    /// Its name in the history.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Opened { .. } => "opened",
            Self::Rated { .. } => "rated",
        }
    }
}

/// Why a command is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// No such dossier, or the claim to rate it is not proved.
    NotFound,
    /// Its result is not returned yet.
    NotReturned,
    /// It was rated before.
    AlreadyRated,
}

impl RatingRight {
    /// The right of a dossier that was just accepted.
    pub fn new(dossier: DossierId, code: String, agency: AgencyCode, proof: Proof) -> Self {
        Self { dossier, code, agency, proof, stage: Stage::Awaiting }
    }

    /// Decides at business time `at`; `None` when nothing changes. A second rating is refused, so that the caller learns
    /// that the answer does not count.
    ///
    /// # Errors
    /// When the stage does not allow the command.
    pub fn decide(&self, command: &Command, at: DateTime<Utc>) -> Result<Option<Event>, Refusal> {
        let event = match (&self.stage, command) {
            (Stage::Awaiting, Command::Open) => Event::Opened { since: at },
            (Stage::Open { since }, Command::Rate(answer)) => Event::Rated { since: *since, answer: *answer, at },
            // A repeated command changes nothing.
            (Stage::Open { .. } | Stage::Rated { .. }, Command::Open) => return Ok(None),
            (Stage::Awaiting, Command::Rate(_)) => return Err(Refusal::NotReturned),
            (Stage::Rated { .. }, Command::Rate(_)) => return Err(Refusal::AlreadyRated),
        };
        Ok(Some(event))
    }

    /// Applies an event.
    pub fn apply(&mut self, event: &Event) {
        self.stage = match *event {
            Event::Opened { since } => Stage::Open { since },
            Event::Rated { since, answer, at } => Stage::Rated { since, answer, at },
        };
    }
}

impl Stage {
    /// The stage without its data.
    pub fn state(&self) -> State {
        match self {
            Self::Awaiting => State::Awaiting,
            Self::Open { .. } => State::Open,
            Self::Rated { .. } => State::Rated,
        }
    }

    /// When the result was returned, once it was.
    pub fn since(&self) -> Option<DateTime<Utc>> {
        match self {
            Self::Awaiting => None,
            Self::Open { since } | Self::Rated { since, .. } => Some(*since),
        }
    }

    /// The answer and when it was given, once there is one.
    pub fn rated(&self) -> Option<(Answer, DateTime<Utc>)> {
        match self {
            Self::Rated { answer, at, .. } => Some((*answer, *at)),
            Self::Awaiting | Self::Open { .. } => None,
        }
    }
}

#[cfg(test)]
mod tests;
