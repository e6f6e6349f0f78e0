//! What the office requests of the applicant, and what a dossier waits for while its clock is paused.

use motcua_contracts::Status;
use motcua_contracts::ids::FeeId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What a dossier waits for while its clock is paused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum Wait {
    /// Papers (Yêu cầu bổ sung giấy tờ, 5).
    Papers,
    /// A payment (Yêu cầu thực hiện nghĩa vụ tài chính, 6).
    Payment,
}

impl Wait {
    /// The national status.
    pub fn status(self) -> Status {
        match self {
            Self::Papers => Status::SupplementRequested,
            Self::Payment => Status::PaymentRequested,
        }
    }
}

/// What is requested of the applicant, so that the answer to one request is not taken for the answer to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ApplicantRequest {
    /// The papers: the law lets the office ask once (NĐ 118/2025 Art. 17.2a).
    Papers,
    /// A payment; a dossier can have several.
    Payment(FeeId),
}

impl ApplicantRequest {
    /// What the dossier waits for.
    pub fn wait(self) -> Wait {
        match self {
            Self::Papers => Wait::Papers,
            Self::Payment(_) => Wait::Payment,
        }
    }
}
