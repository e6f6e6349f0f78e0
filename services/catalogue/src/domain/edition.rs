//! One version of a procedure or calendar with its state, as the commands answer it.

use motcua_contracts::ids::ProcedureId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Whether a version is in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum EditionState {
    /// Another person has yet to publish it.
    Draft,
    /// It is public, and dossiers accepted from now on follow it.
    Published,
}

/// A version of a procedure and its state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ProcedureEdition {
    /// Id of the procedure, the same for all versions.
    pub id: ProcedureId,
    /// National code.
    #[schema(example = "1.005319")]
    pub code: String,
    /// The version.
    #[schema(example = 1)]
    pub version: u32,
    /// Its state.
    pub state: EditionState,
}

/// A version of a calendar and its state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CalendarEdition {
    /// Code of the calendar.
    #[schema(example = "H35")]
    pub code: String,
    /// The version.
    #[schema(example = 1)]
    pub version: u32,
    /// Its state.
    pub state: EditionState,
}
