//! Notices of the agency to the applicant.

use chrono::{DateTime, NaiveDate, Utc};
use motcua_contracts::StopCause;
use serde::Deserialize;
use uuid::Uuid;

use super::client::{Api, Page};
use super::error::ApiError;

/// A notice to the applicant.
#[derive(Debug, Clone, Deserialize)]
pub struct Notice {
    pub at: DateTime<Utc>,
    #[serde(flatten)]
    pub kind: NoticeKind,
}

/// What a notice is about.
#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum NoticeKind {
    SupplementRequested {
        papers: Vec<String>,
        reason: String,
        deadline: NaiveDate,
    },
    #[serde(rename_all = "camelCase")]
    FeeRequired {
        amount_vnd: u64,
        reason: String,
    },
    #[serde(rename_all = "camelCase")]
    Extended {
        reason: String,
        promised_on: NaiveDate,
    },
    WithdrawalDeclined {
        reason: String,
    },
    Stopped {
        cause: StopCause,
        reason: String,
    },
    Refused {
        reason: String,
    },
    /// A kind that is newer than this portal.
    #[serde(other)]
    Unknown,
}

impl Api {
    /// The notices, oldest first; none where they are not visible.
    pub async fn notices(&self, token: &str, dossier: Uuid) -> Result<Vec<Notice>, ApiError> {
        let path = format!("/v1/dossiers/{dossier}/notices");
        let page: Option<Page<Notice>> = self.get_if_visible(&path, token).await?;
        Ok(page.map(|page| page.items).unwrap_or_default())
    }
}
