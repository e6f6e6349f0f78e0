//! Why no plan can be built or read.

use motcua_contracts::Channel;

use super::model::{EndState, Origin};

/// Why there is no plan.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The targets contradict each other.
    #[error("the targets contradict each other:\n- {}", .0.join("\n- "))]
    Inconsistent(Vec<String>),
    /// No procedure and no day fits a dossier of this kind.
    #[error("no procedure and day fits a dossier that is {origin:?} and {end_state:?} by {channel:?}")]
    NoSlot {
        /// How it should enter the review.
        origin: Origin,
        /// How it should stand at the end.
        end_state: EndState,
        /// How it should be submitted.
        channel: Channel,
    },
    /// No account of the catalogue has the role a step requires.
    #[error("no account of unit {unit} can do this step")]
    NoStaff {
        /// The unit of the step.
        unit: String,
    },
    /// A moment lies outside the table of working days.
    #[error("a moment lies outside the plan's table of working days")]
    OutsideTable,
    /// A plan file breaks the rules; the first problems are listed.
    #[error("the plan file breaks the rules:\n- {}", .0.join("\n- "))]
    Invalid(Vec<String>),
    /// The file could not be read or written.
    #[error("the plan file could not be read or written")]
    Io(#[from] std::io::Error),
}
