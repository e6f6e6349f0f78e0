//! The timeline of a dossier.

use chrono::{DateTime, Utc};
use motcua_contracts::{Status, Text};
use serde::Deserialize;
use uuid::Uuid;

use super::client::Api;
use super::error::ApiError;

/// Rows whose unit gives an opinion and does not hold the dossier.
const OPINIONS: [&str; 2] = ["opinionRequested", "opinionGiven"];

/// The timeline, for those who work on the dossier.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Timeline {
    #[serde(rename = "timeline")]
    pub rows: Vec<TimelineRow>,
}

/// A row of the timeline.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TimelineRow {
    pub at: DateTime<Utc>,
    pub status: Status,
    pub text: Text,
    /// The kind of the row, if it is not a change of the status.
    pub what: Option<String>,
    pub unit: Option<String>,
    pub unit_name: Option<String>,
    pub amount_vnd: Option<u64>,
}

impl TimelineRow {
    /// Its unit by name, else by code.
    pub fn unit_label(&self) -> Option<&str> {
        self.unit_name.as_deref().or(self.unit.as_deref())
    }

    /// Whether its unit holds the dossier, and was not only asked for an opinion.
    pub fn is_held_by_unit(&self) -> bool {
        self.what.as_deref().is_none_or(|what| !OPINIONS.contains(&what))
    }
}

impl Api {
    /// The timeline; an empty one where it is not visible.
    pub async fn timeline(&self, token: &str, dossier: Uuid) -> Result<Timeline, ApiError> {
        self.get_if_visible(&format!("/v1/dossiers/{dossier}/timeline"), token).await.map(Option::unwrap_or_default)
    }
}
