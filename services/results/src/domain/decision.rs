//! The leader's decision that a result document states.

use chrono::{DateTime, Utc};
use motcua_contracts::AgencyCode;
use motcua_contracts::ids::ProcedureId;

/// The decision of the competent leader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Legal code of the dossier.
    pub code: String,
    /// The agency that decided.
    pub agency: AgencyCode,
    pub procedure: ProcedureId,
    /// Granted, or refused as a reasoned result.
    pub granted: bool,
    /// When it was decided, UTC.
    pub at: DateTime<Utc>,
}
