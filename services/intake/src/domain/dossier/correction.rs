//! What is corrected after the acceptance.

use motcua_contracts::ids::ProcedureId;
use serde::{Deserialize, Serialize};

use crate::domain::Applicant;

/// A correction after the acceptance.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Correction {
    /// The right procedure and case, when those were wrong.
    pub process: Option<CorrectedProcess>,
    /// The right data of the applicant, when those were wrong.
    pub applicant: Option<Applicant>,
    /// Why; mandatory.
    pub reason: String,
}

/// The right procedure and case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CorrectedProcess {
    /// The procedure.
    pub procedure: ProcedureId,
    /// Its case.
    pub case_code: String,
}
