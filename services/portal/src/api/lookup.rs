//! The public lookup of a dossier by code and lookup secret.

use chrono::{DateTime, NaiveDate, Utc};
use motcua_contracts::{Status, Text};
use motcua_kit::config::Secret;
use serde::Deserialize;
use serde_json::json;

use super::client::Api;
use super::error::ApiError;
use super::timeline::TimelineRow;

/// The state of a dossier, as the lookup shows it to the applicant.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DossierState {
    #[serde(alias = "reference")]
    pub code: String,
    pub status: Status,
    pub status_text: Text,
    pub agency: Agency,
    pub procedure_name: Option<String>,
    pub submitted_at: DateTime<Utc>,
    pub accepted_at: Option<DateTime<Utc>>,
    pub due_at: Option<DateTime<Utc>>,
    /// The later due date that the agency promised with its apology.
    pub promised_at: Option<DateTime<Utc>>,
    pub finished_at: Option<DateTime<Utc>>,
    pub supplement_until: Option<NaiveDate>,
    #[serde(default)]
    pub paused: bool,
    pub timeline: Vec<TimelineRow>,
}

/// The competent agency.
#[derive(Debug, Clone, Deserialize)]
pub struct Agency {
    pub code: String,
    pub name: String,
}

impl DossierState {
    /// The unit that holds it.
    pub fn holder(&self) -> Option<&str> {
        self.timeline.iter().rev().filter(|row| row.is_held_by_unit()).find_map(TimelineRow::unit_label)
    }

    /// Whether the result is still to come: a due date was promised, and the dossier has not ended.
    pub fn is_open(&self) -> bool {
        let ended = matches!(self.status, Status::NotAccepted | Status::Stopped);
        self.due_at.is_some() && self.finished_at.is_none() && !ended
    }
}

impl Api {
    /// Looks up a dossier.
    pub async fn look_up(&self, code: &str, secret: &Secret) -> Result<DossierState, ApiError> {
        self.post_json("/v1/public/lookups", &json!({"code": code, "secret": secret.reveal()})).await
    }
}
