//! The life of a dossier at intake: submitted, accepted or refused, supplemented.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::PaperHandedIn;

/// Where a dossier stands at intake; the national status is 1, 2 or 3.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "stage", rename_all = "camelCase")]
pub enum Stage {
    /// There is none.
    Absent,
    /// Mới đăng ký (1): waits to be received.
    Submitted {
        /// When it was handed in.
        at: DateTime<Utc>,
    },
    /// Được tiếp nhận (2): the receipt is issued, others work on it.
    Accepted {
        /// What the receipt says.
        receipt: Acceptance,
    },
    /// Accepted, and the office waits for papers: asked once (NĐ 118/2025 Art. 17.2a).
    Supplementing {
        /// What the receipt says.
        receipt: Acceptance,
        /// Last day to hand them in.
        deadline: String,
    },
    /// Không được tiếp nhận (3).
    Refused {
        /// Why.
        reason: String,
    },
}

/// What the receipt says (Mẫu 01).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acceptance {
    /// The legal code.
    pub code: String,
    /// When it was accepted: the clock starts.
    pub at: DateTime<Utc>,
    /// Due date version 1, never recomputed.
    pub due_at: DateTime<Utc>,
    /// Version of the procedure it follows for life.
    pub procedure_version: u32,
    /// Version of the calendar the due date was counted by.
    pub calendar_version: u32,
    /// Unit that received it.
    pub unit: String,
}

/// What somebody asks, or an event demands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Hand in.
    Submit,
    /// Accept with this receipt.
    Accept(Acceptance),
    /// Refuse to accept.
    Refuse {
        /// Why; mandatory (Mẫu 03).
        reason: String,
    },
    /// The office asks for papers.
    AskSupplement {
        /// Last day to hand them in.
        deadline: String,
    },
    /// The papers asked for are handed in.
    Supplement {
        /// The papers.
        papers: Vec<PaperHandedIn>,
    },
}

/// What became true; private to intake.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "camelCase")]
pub enum Event {
    /// Handed in.
    Submitted {
        /// When.
        at: DateTime<Utc>,
    },
    /// Accepted.
    Accepted {
        /// What the receipt says.
        receipt: Acceptance,
    },
    /// Refused.
    Refused {
        /// Why.
        reason: String,
    },
    /// Papers asked for.
    SupplementAsked {
        /// What the receipt says.
        receipt: Acceptance,
        /// Last day to hand them in.
        deadline: String,
    },
    /// Papers handed in.
    Supplemented {
        /// What the receipt says.
        receipt: Acceptance,
        /// The papers.
        papers: Vec<PaperHandedIn>,
    },
}

impl Event {
    /// Its name in history and audit trail.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Submitted { .. } => "submitted",
            Self::Accepted { .. } => "accepted",
            Self::Refused { .. } => "refused",
            Self::SupplementAsked { .. } => "supplement_asked",
            Self::Supplemented { .. } => "supplemented",
        }
    }

    /// The papers that came in with it.
    pub fn papers(&self) -> &[PaperHandedIn] {
        match self {
            Self::Supplemented { papers, .. } => papers,
            _ => &[],
        }
    }

    /// The reason given, where one is mandatory.
    pub fn reason(&self) -> Option<&str> {
        match self {
            Self::Refused { reason } => Some(reason),
            _ => None,
        }
    }
}

/// Why a command is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// No such dossier, or not one the caller may see.
    NotFound,
    /// The status does not allow it.
    WrongStage,
}

/// Decides at business time `at`. `None`: it is so already, nothing changes.
///
/// # Errors
/// When the status does not allow the command.
pub fn decide(stage: &Stage, command: &Command, at: DateTime<Utc>) -> Result<Option<Event>, Refusal> {
    let event = match (stage, command) {
        (Stage::Absent, Command::Submit) => Event::Submitted { at },
        (Stage::Absent, _) => return Err(Refusal::NotFound),
        (Stage::Submitted { .. }, Command::Accept(receipt)) => Event::Accepted { receipt: receipt.clone() },
        (Stage::Submitted { .. }, Command::Refuse { reason }) => Event::Refused { reason: reason.clone() },
        (Stage::Accepted { receipt }, Command::AskSupplement { deadline }) => {
            Event::SupplementAsked { receipt: receipt.clone(), deadline: deadline.clone() }
        }
        (Stage::Supplementing { receipt, .. }, Command::Supplement { papers }) => {
            Event::Supplemented { receipt: receipt.clone(), papers: papers.clone() }
        }
        // Repeated at once: harmless.
        (Stage::Submitted { .. }, Command::Submit)
        | (Stage::Accepted { .. } | Stage::Supplementing { .. }, Command::Accept(_))
        | (Stage::Refused { .. }, Command::Refuse { .. })
        | (Stage::Supplementing { .. }, Command::AskSupplement { .. }) => return Ok(None),
        _ => return Err(Refusal::WrongStage),
    };
    Ok(Some(event))
}

/// The stage after an event; the event carries all it needs.
pub fn evolve(event: &Event) -> Stage {
    match event.clone() {
        Event::Submitted { at } => Stage::Submitted { at },
        Event::Accepted { receipt } | Event::Supplemented { receipt, .. } => Stage::Accepted { receipt },
        Event::Refused { reason } => Stage::Refused { reason },
        Event::SupplementAsked { receipt, deadline } => Stage::Supplementing { receipt, deadline },
    }
}

impl Stage {
    /// The national status code; 0 for none.
    pub fn status(&self) -> i32 {
        match self {
            Self::Absent => 0,
            Self::Submitted { .. } => 1,
            Self::Accepted { .. } | Self::Supplementing { .. } => 2,
            Self::Refused { .. } => 3,
        }
    }

    /// The receipt, once there is one.
    pub fn receipt(&self) -> Option<&Acceptance> {
        match self {
            Self::Accepted { receipt } | Self::Supplementing { receipt, .. } => Some(receipt),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at() -> DateTime<Utc> {
        DateTime::from_timestamp(1_640_000_000, 0).unwrap()
    }

    fn receipt() -> Acceptance {
        let (due_at, unit) = (at(), "H35.05.01".to_owned());
        Acceptance { code: "c".into(), at: at(), due_at, procedure_version: 1, calendar_version: 1, unit }
    }

    fn commands() -> Vec<Command> {
        vec![
            Command::Submit,
            Command::Accept(receipt()),
            Command::Refuse { reason: "r".into() },
            Command::AskSupplement { deadline: "d".into() },
            Command::Supplement { papers: Vec::new() },
        ]
    }

    #[test]
    fn repeating_a_command_at_once_changes_nothing_or_is_refused() {
        let mut stages = vec![Stage::Absent];
        for _ in 0..4 {
            let next: Vec<Stage> = stages
                .iter()
                .flat_map(|stage| {
                    commands().into_iter().filter_map(|command| decide(stage, &command, at()).ok().flatten())
                })
                .map(|event| evolve(&event))
                .collect();
            stages.extend(next);
        }
        for stage in &stages {
            for command in commands() {
                if let Ok(Some(event)) = decide(stage, &command, at()) {
                    assert!(!matches!(decide(&evolve(&event), &command, at()), Ok(Some(_))), "{stage:?} {command:?}");
                }
            }
        }
    }

    #[test]
    fn a_refused_dossier_accepts_nothing() {
        let refused = Stage::Refused { reason: "r".into() };
        for command in commands() {
            assert!(!matches!(decide(&refused, &command, at()), Ok(Some(_))), "{command:?}");
        }
    }

    #[test]
    fn a_second_supplement_request_waits_for_no_second_time() {
        let asked =
            decide(&Stage::Accepted { receipt: receipt() }, &Command::AskSupplement { deadline: "d".into() }, at());
        let waiting = evolve(&asked.unwrap().unwrap());
        assert_eq!(decide(&waiting, &Command::AskSupplement { deadline: "e".into() }, at()), Ok(None));
    }

    #[test]
    fn nothing_can_be_asked_of_a_dossier_that_does_not_exist() {
        assert_eq!(decide(&Stage::Absent, &Command::Accept(receipt()), at()), Err(Refusal::NotFound));
    }
}
