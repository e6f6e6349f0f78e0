//! The life of procedures and calendars: a version is drafted by one person and published by another.

use motcua_contracts::ids::AccountId;
use serde::{Deserialize, Serialize};

/// Where the newest version stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "stage", rename_all = "camelCase")]
pub enum Stage {
    /// There is none.
    Absent,
    /// A draft is open; the versions before it are published.
    Drafted {
        /// The version.
        version: u32,
        /// Who drafted it.
        by: AccountId,
    },
    /// Everything is published.
    Published {
        /// The newest version.
        version: u32,
    },
}

/// What somebody asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
    /// Draft the next version.
    Draft {
        /// Who.
        by: AccountId,
    },
    /// Publish a version.
    Publish {
        /// Which.
        version: u32,
        /// Who.
        by: AccountId,
    },
}

/// What became true; private to the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "camelCase")]
pub enum Event {
    /// A version was drafted.
    Drafted {
        /// Which.
        version: u32,
        /// By whom.
        by: AccountId,
    },
    /// A version was published.
    Published {
        /// Which.
        version: u32,
        /// By whom.
        by: AccountId,
    },
}

/// Why a command is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// No such version.
    NotFound,
    /// A draft is open already.
    DraftOpen,
    /// Who drafted a version cannot publish it.
    SamePerson,
}

impl Event {
    /// Its name in history and audit trail.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Drafted { .. } => "drafted",
            Self::Published { .. } => "published",
        }
    }
}

/// Decides. `None`: it is so already, nothing changes.
///
/// # Errors
/// When the stage does not allow the command.
pub fn decide(stage: Stage, command: Command) -> Result<Option<Event>, Refusal> {
    match (stage, command) {
        (Stage::Absent | Stage::Published { .. }, Command::Draft { by }) => {
            Ok(Some(Event::Drafted { version: stage.next(), by }))
        }
        (Stage::Drafted { .. }, Command::Draft { .. }) => Err(Refusal::DraftOpen),
        (Stage::Drafted { version: open, by: drafter }, Command::Publish { version, by }) if version == open => {
            if by == drafter { Err(Refusal::SamePerson) } else { Ok(Some(Event::Published { version, by })) }
        }
        // Published before: harmless.
        (_, Command::Publish { version, .. }) if version >= 1 && Some(version) <= stage.published() => Ok(None),
        _ => Err(Refusal::NotFound),
    }
}

/// The stage after an event; the event carries all it needs.
pub fn evolve(event: Event) -> Stage {
    match event {
        Event::Drafted { version, by } => Stage::Drafted { version, by },
        Event::Published { version, .. } => Stage::Published { version },
    }
}

impl Stage {
    /// The newest published version.
    pub fn published(self) -> Option<u32> {
        match self {
            Self::Absent => None,
            Self::Drafted { version, .. } => version.checked_sub(1).filter(|version| *version > 0),
            Self::Published { version } => Some(version),
        }
    }

    /// The versions that stand: an open draft, then the newest published one.
    pub fn standing(self) -> impl Iterator<Item = u32> {
        let open = match self {
            Self::Drafted { version, .. } => Some(version),
            Self::Absent | Self::Published { .. } => None,
        };
        open.into_iter().chain(self.published())
    }

    /// The version after the newest published one.
    pub fn next(self) -> u32 {
        self.published().map_or(1, |version| version + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(number: u32) -> AccountId {
        format!("00000000-0000-0000-0000-{number:012}").parse().unwrap()
    }

    fn drafted(version: u32) -> Stage {
        Stage::Drafted { version, by: person(1) }
    }

    #[test]
    fn a_version_is_drafted_by_one_person_and_published_by_another() {
        let draft = Command::Draft { by: person(1) };
        let publish = |by| Command::Publish { version: 1, by: person(by) };
        let stage = evolve(decide(Stage::Absent, draft).unwrap().unwrap());
        assert_eq!(stage, drafted(1));
        assert_eq!(decide(stage, publish(1)), Err(Refusal::SamePerson));
        let stage = evolve(decide(stage, publish(2)).unwrap().unwrap());
        assert_eq!(stage, Stage::Published { version: 1 });
        assert_eq!(evolve(decide(stage, draft).unwrap().unwrap()), drafted(2));
    }

    #[test]
    fn one_draft_is_open_at_a_time() {
        assert_eq!(decide(drafted(1), Command::Draft { by: person(2) }), Err(Refusal::DraftOpen));
    }

    #[test]
    fn publishing_again_changes_nothing() {
        let again = Command::Publish { version: 1, by: person(2) };
        assert_eq!(decide(Stage::Published { version: 1 }, again), Ok(None));
        assert_eq!(decide(drafted(2), again), Ok(None));
    }

    #[test]
    fn a_version_that_does_not_exist_cannot_be_published() {
        for (stage, version) in [(Stage::Absent, 1), (drafted(1), 2), (Stage::Published { version: 1 }, 2)] {
            let command = Command::Publish { version, by: person(2) };
            assert_eq!(decide(stage, command), Err(Refusal::NotFound), "{stage:?}");
        }
        for stage in [Stage::Absent, drafted(2), Stage::Published { version: 1 }] {
            assert_eq!(decide(stage, Command::Publish { version: 0, by: person(2) }), Err(Refusal::NotFound));
        }
    }

    #[test]
    fn an_open_draft_leaves_the_version_before_it_in_force() {
        assert_eq!(drafted(1).published(), None);
        assert_eq!(drafted(3).published(), Some(2));
        let standing = [Stage::Absent, drafted(1), drafted(3), Stage::Published { version: 2 }]
            .map(|stage| stage.standing().collect::<Vec<_>>());
        assert_eq!(standing, [vec![], vec![1], vec![3, 2], vec![2]]);
        assert_eq!((Stage::Absent.next(), Stage::Published { version: 4 }.next()), (1, 5));
    }
}
