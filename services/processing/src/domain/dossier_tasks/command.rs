//! Commands to the tasks of a dossier.

use motcua_contracts::ids::TaskId;

use crate::domain::lifecycle::Command;

/// A command to the tasks of a dossier, from a caller or an event handler.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DossierCommand {
    /// A command to one of them.
    Task {
        /// Its id.
        id: TaskId,
        /// The command.
        command: Command,
    },
    /// The issued result was returned for an error: revoke the decision, and a stop.
    RevokeDecision,
}
