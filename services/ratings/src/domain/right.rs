//! The life of a rating right: awaited, open, rated.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Answer;

/// Where a rating right stands.
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
    /// Rated.
    Rated {
        /// When the result was returned.
        since: DateTime<Utc>,
        /// What was answered.
        answer: Answer,
        /// When.
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
    /// Rated.
    Rated,
}

/// What somebody asks, or an event demands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// The result is returned: open the right.
    Open,
    /// Rate.
    Rate(Answer),
}

/// What became true; private to ratings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "camelCase")]
pub enum Event {
    /// The right is open.
    Opened {
        /// When the result was returned.
        since: DateTime<Utc>,
    },
    /// Rated.
    Rated {
        /// When the result was returned.
        since: DateTime<Utc>,
        /// What was answered.
        answer: Answer,
        /// When.
        at: DateTime<Utc>,
    },
}

impl Event {
    /// Its name in history and audit trail.
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
    /// No such dossier, or not one the caller can show to be theirs.
    NotFound,
    /// Its result is not returned yet.
    NotReturned,
    /// Its one right is spent.
    RatedAlready,
}

/// Decides at business time `at`. `None`: it is so already, nothing changes. A second rating is refused, not
/// passed over: whoever rates must learn that the answer does not count.
///
/// # Errors
/// When the stage does not allow the command.
pub fn decide(stage: &Stage, command: &Command, at: DateTime<Utc>) -> Result<Option<Event>, Refusal> {
    let event = match (stage, command) {
        (Stage::Awaiting, Command::Open) => Event::Opened { since: at },
        (Stage::Open { since }, Command::Rate(answer)) => Event::Rated { since: *since, answer: *answer, at },
        // Repeated: harmless.
        (Stage::Open { .. } | Stage::Rated { .. }, Command::Open) => return Ok(None),
        (Stage::Awaiting, Command::Rate(_)) => return Err(Refusal::NotReturned),
        (Stage::Rated { .. }, Command::Rate(_)) => return Err(Refusal::RatedAlready),
    };
    Ok(Some(event))
}

/// The stage after an event; the event carries all it needs.
pub fn evolve(event: &Event) -> Stage {
    match *event {
        Event::Opened { since } => Stage::Open { since },
        Event::Rated { since, answer, at } => Stage::Rated { since, answer, at },
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

    /// What was answered and when, once it was.
    pub fn rated(&self) -> Option<(Answer, DateTime<Utc>)> {
        match self {
            Self::Rated { answer, at, .. } => Some((*answer, *at)),
            Self::Awaiting | Self::Open { .. } => None,
        }
    }
}

#[cfg(test)]
mod tests;
