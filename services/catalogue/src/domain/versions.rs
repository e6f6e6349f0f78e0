//! The versions of a procedure or a working calendar: one person drafts a version, another publishes it.

use motcua_contracts::ids::{AccountId, ProcedureId};
use motcua_kit::problem::FieldError;
use serde::{Deserialize, Serialize};

/// The versions of a procedure (`K` is its id) or of a working calendar (`K` is its code).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Versions<K> {
    /// Id or code.
    pub key: K,
    /// The stage of the newest version.
    pub stage: Stage,
}

/// The versions of a procedure.
pub type ProcedureVersions = Versions<ProcedureId>;
/// The versions of a working calendar.
pub type CalendarVersions = Versions<String>;

/// The stage of the newest version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "stage", rename_all = "camelCase")]
pub enum Stage {
    /// There is no version.
    Absent,
    /// A draft is open; the versions before it are published.
    Drafted {
        /// The number of the draft.
        version: u32,
        /// Who drafted it.
        by: AccountId,
    },
    /// Every version is published.
    Published {
        /// The number of the newest one.
        version: u32,
    },
}

/// A command to the versions, from an editor or approver, with the content (`C`) that it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command<C> {
    /// Draft the next version.
    Draft {
        /// Its content.
        content: C,
        /// The editor.
        by: AccountId,
    },
    /// Publish a version.
    Publish {
        /// Its number.
        version: u32,
        /// Its content, as it was drafted.
        content: C,
        /// The approver.
        by: AccountId,
    },
}

/// An event of the versions; private to the catalogue. Its content is stored with the version, not in the history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "event", rename_all = "camelCase")]
pub enum Event<C> {
    /// A version was drafted.
    Drafted {
        /// Its number.
        version: u32,
        /// The editor.
        by: AccountId,
        /// Its content.
        #[serde(skip)]
        content: C,
    },
    /// A version was published.
    Published {
        /// Its number.
        version: u32,
        /// The approver.
        by: AccountId,
        /// Its content.
        #[serde(skip)]
        content: C,
    },
}

/// Why a command is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// No such version.
    NotFound,
    /// Fields of the request break a rule.
    WrongFields(Vec<FieldError>),
    /// A draft is open already.
    DraftOpen,
    /// Four-eyes rule: the editor of a version does not publish it.
    SamePerson,
}

impl<C> Event<C> {
    /// Its name in the history.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Drafted { .. } => "drafted",
            Self::Published { .. } => "published",
        }
    }
}

impl<K> Versions<K> {
    /// The versions of an entry that does not exist yet.
    pub fn absent(key: K) -> Self {
        Self { key, stage: Stage::Absent }
    }

    /// Decides; `None` when nothing changes.
    ///
    /// # Errors
    /// When the stage does not allow the command.
    pub fn decide<C: Clone>(&self, command: &Command<C>) -> Result<Option<Event<C>>, Refusal> {
        match command {
            Command::Draft { content, by } => {
                self.require_no_draft()?;
                Ok(Some(Event::Drafted { version: self.next(), by: *by, content: content.clone() }))
            }
            // A repeated command changes nothing.
            Command::Publish { version, .. } if *version >= 1 && Some(*version) <= self.published() => Ok(None),
            Command::Publish { version, content, by } => match self.stage {
                Stage::Drafted { version: open, by: editor } if *version == open => {
                    if *by == editor {
                        return Err(Refusal::SamePerson);
                    }
                    Ok(Some(Event::Published { version: *version, by: *by, content: content.clone() }))
                }
                Stage::Absent | Stage::Drafted { .. } | Stage::Published { .. } => Err(Refusal::NotFound),
            },
        }
    }

    /// Demands that no draft is open.
    ///
    /// # Errors
    /// `DraftOpen`.
    pub fn require_no_draft(&self) -> Result<(), Refusal> {
        match self.stage {
            Stage::Absent | Stage::Published { .. } => Ok(()),
            Stage::Drafted { .. } => Err(Refusal::DraftOpen),
        }
    }

    /// Applies an event.
    pub fn apply<C>(&mut self, event: &Event<C>) {
        self.stage = match event {
            Event::Drafted { version, by, .. } => Stage::Drafted { version: *version, by: *by },
            Event::Published { version, .. } => Stage::Published { version: *version },
        };
    }

    /// The newest published version.
    pub fn published(&self) -> Option<u32> {
        match self.stage {
            Stage::Absent => None,
            Stage::Drafted { version, .. } => version.checked_sub(1).filter(|version| *version > 0),
            Stage::Published { version } => Some(version),
        }
    }

    /// The open draft, then the newest published version.
    pub fn current(&self) -> impl Iterator<Item = u32> + use<K> {
        let draft = match self.stage {
            Stage::Drafted { version, .. } => Some(version),
            Stage::Absent | Stage::Published { .. } => None,
        };
        draft.into_iter().chain(self.published())
    }

    /// The number of the version after the newest published one.
    pub fn next(&self) -> u32 {
        self.published().map_or(1, |version| version + 1)
    }
}

#[cfg(test)]
mod tests;
