//! The queues in which staff find tasks and results that no response named before.

use serde_json::Value;

use crate::call_error::CallError;
use crate::journal::Entry;
use crate::known_ids::{KnownIds, Position};
use crate::plan::{ActionKind, Actor};
use crate::session::Session;

/// A queue of the actor's unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Queue {
    /// Work steps and decisions.
    OpenTasks,
    /// Questions of other units.
    Opinions,
    /// Results to issue.
    DraftResults,
}

/// An item of a queue.
pub struct QueueItem {
    /// Id of the task or result.
    pub id: String,
    /// Id of its dossier.
    pub dossier_id: String,
}

impl Queue {
    /// The queue that an action takes an item from.
    pub fn of(kind: &ActionKind) -> Option<Self> {
        match kind {
            ActionKind::Claim { .. } | ActionKind::Approve { .. } => Some(Self::OpenTasks),
            ActionKind::ClaimOpinion => Some(Self::Opinions),
            ActionKind::Issue => Some(Self::DraftResults),
            _ => None,
        }
    }

    /// Whether the item that an action at `position` needs is known.
    pub fn is_known(self, known: &KnownIds, position: Position) -> bool {
        match self {
            Self::OpenTasks => known.tasks.len() > position.task,
            Self::Opinions => known.opinion.is_some(),
            Self::DraftResults => known.results.len() > position.result,
        }
    }

    /// The journal entry for an item of a dossier.
    pub fn entry(self, dossier: usize, id: String) -> Entry {
        match self {
            Self::OpenTasks => Entry::TaskFound { dossier, id },
            Self::Opinions => Entry::OpinionFound { dossier, id },
            Self::DraftResults => Entry::ResultFound { dossier, id },
        }
    }

    fn path(self) -> &'static str {
        match self {
            Self::OpenTasks | Self::Opinions => "/v1/tasks?state=open&limit=200",
            Self::DraftResults => "/v1/results?state=drafted&limit=200",
        }
    }

    fn contains(self, item: &Value) -> bool {
        let is_opinion = item["kind"] == "opinion";
        match self {
            Self::OpenTasks => !is_opinion,
            Self::Opinions => is_opinion,
            Self::DraftResults => true,
        }
    }

    /// Reads all pages of the queue as an actor.
    ///
    /// # Errors
    /// When a page is refused, or the server stays unreachable.
    pub async fn read(self, session: &Session, actor: Actor) -> Result<(Self, Vec<QueueItem>), CallError> {
        let found = session.read_all(&actor, self.path()).await?;
        let item = |item: &Value| {
            let (id, dossier_id) = (item["id"].as_str()?, item["dossierId"].as_str()?);
            Some(QueueItem { id: id.to_owned(), dossier_id: dossier_id.to_owned() })
        };
        let items = found.iter().filter(|item| self.contains(item)).filter_map(item);
        Ok((self, items.collect()))
    }
}
