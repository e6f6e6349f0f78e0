//! What is asked of the applicant, and what a dossier waits for while its clock stands.

use motcua_contracts::ids::FeeId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What a dossier waits for while its clock stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum Wait {
    /// Papers (Yêu cầu bổ sung giấy tờ, 5).
    Papers,
    /// A payment (Yêu cầu thực hiện nghĩa vụ tài chính, 6).
    Payment,
}

impl Wait {
    /// The national status code.
    pub fn status(self) -> i32 {
        match self {
            Self::Papers => 5,
            Self::Payment => 6,
        }
    }
}

/// What is asked of the applicant, so that its answer is known from that to anything else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Ask {
    /// The papers: the law lets the office ask once (NĐ 118/2025 Art. 17.2a).
    Papers,
    /// A payment; there can be several on a dossier.
    Payment(FeeId),
}

impl Ask {
    /// What is waited for.
    pub fn wait(self) -> Wait {
        match self {
            Self::Papers => Wait::Papers,
            Self::Payment(_) => Wait::Payment,
        }
    }
}
