//! Corrections of a dossier: the process it should have followed, and what that does to the due date.

use chrono::{DateTime, Utc};
use motcua_contracts::ids::ProcedureId;
use motcua_worktime::Frozen;
use serde::{Deserialize, Serialize};

use crate::domain::process::Process;

/// The process that a corrected dossier follows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CorrectedProcess {
    /// The process.
    pub process: Process,
    /// The due date by the right limit from the same acceptance, as if the clock had never paused; UTC.
    pub due_at: DateTime<Utc>,
    /// The pauses that ended, from and to.
    pub pauses: Vec<(DateTime<Utc>, DateTime<Utc>)>,
    /// The procedure.
    pub procedure: ProcedureId,
    /// Its version.
    pub version: u32,
    /// The version of the calendar that intake counted the due date by.
    pub calendar_version: u32,
}

/// What a correction changes in a journey.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Correction {
    /// The procedure from now on.
    pub procedure: ProcedureId,
    /// Its version.
    pub version: u32,
    /// The due date by the right limit, as if the clock had never paused; UTC.
    pub due_at: DateTime<Utc>,
    /// The version of the calendar that this date was counted by.
    pub calendar_version: u32,
    /// The pauses that ended, counted for that limit by the calendar of routing.
    pub replayed: Vec<ReplayedPause>,
}

/// A pause counted once more, for the right limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ReplayedPause {
    /// What was left when the clock stopped.
    pub frozen: Frozen,
    /// When it resumed, UTC.
    pub from: DateTime<Utc>,
    /// The due date that results, UTC.
    pub due_at: DateTime<Utc>,
}

/// A correction that arrived too late to change the journey.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SupersededCorrection {
    /// When it was made, UTC.
    pub at: DateTime<Utc>,
    /// The procedure by the correction.
    pub procedure: ProcedureId,
    /// Its version.
    pub version: u32,
    /// The due date that the receipt issued again promises, UTC; lateness is not judged by it.
    pub due_at: DateTime<Utc>,
}

impl SupersededCorrection {
    /// The correction that was made at `at`.
    pub fn of(corrected: &CorrectedProcess, at: DateTime<Utc>) -> Self {
        Self { at, procedure: corrected.procedure, version: corrected.version, due_at: corrected.due_at }
    }
}
