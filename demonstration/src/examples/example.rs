//! An example dossier, and the queue that it should wait in.

use serde_json::Value;

use crate::call_error::CallError;
use crate::plan::Actor;
use crate::session::Session;

/// Examples that each queue should hold.
pub const WANTED: usize = 2;

/// An example on its way to its queue.
pub struct Example {
    /// Position among all examples, from 0.
    pub number: usize,
    /// Where it should wait.
    pub target: Target,
    /// Id of the dossier.
    pub dossier: String,
}

/// The queue that an example should wait in, in the order of a dossier's life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// Handed in, waiting for its acceptance.
    Acceptance,
    /// Accepted, waiting for an officer.
    Work,
    /// Waiting for papers of the applicant.
    Supplement,
    /// Waiting for the head's decision.
    Decision,
    /// Decided, waiting for number and seal.
    Issue,
    /// Issued, waiting for the applicant.
    HandOver,
}

impl Target {
    /// Every queue.
    pub const ALL: [Self; 6] =
        [Self::Acceptance, Self::Work, Self::Supplement, Self::Decision, Self::Issue, Self::HandOver];

    /// How many dossiers wait in the queue, up to [`WANTED`]; those of visitors count too.
    ///
    /// # Errors
    /// When the queue cannot be read.
    pub async fn count(self, session: &Session) -> Result<usize, CallError> {
        let (username, list) = self.queue();
        let page = session.read(&Actor::Staff(username.to_owned()), &format!("{list}&limit={WANTED}")).await?;
        Ok(page["items"].as_array().map_or(0, Vec::<Value>::len))
    }

    /// Who works through the queue, and its list.
    fn queue(self) -> (&'static str, &'static str) {
        match self {
            Self::Acceptance => ("thuchanh.tiepnhan1", "/v1/dossiers?status=1"),
            Self::Work => ("thuchanh.chuyenvien1", "/v1/tasks?state=open"),
            Self::Supplement => ("thuchanh.chuyenvien1", "/v1/tasks?state=paused"),
            Self::Decision => ("thuchanh.lanhdao", "/v1/tasks?state=open"),
            Self::Issue => ("thuchanh.vanthu", "/v1/results?state=drafted"),
            Self::HandOver => ("thuchanh.traketqua", "/v1/results?state=ready"),
        }
    }
}
