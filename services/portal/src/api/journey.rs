//! The processing of one dossier: due date, journey, control sheet and history.

use chrono::{DateTime, Utc};
use motcua_contracts::StopCause;
use motcua_worktime::Verdict;
use serde::Deserialize;
use uuid::Uuid;

use super::client::{Api, Page};
use super::dossier::TimeLimit;
use super::error::ApiError;

/// The due date, with each version of it and each pause of the clock.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DueDate {
    pub due_at: DateTime<Utc>,
    pub promised_at: Option<DateTime<Utc>>,
    pub versions: Vec<DueDateVersion>,
    pub pauses: Vec<Pause>,
}

/// A version of the due date.
#[derive(Debug, Clone, Deserialize)]
pub struct DueDateVersion {
    pub since: DateTime<Utc>,
    pub reason: String,
    pub limit: TimeLimit,
}

/// A pause of the legal clock.
#[derive(Debug, Clone, Deserialize)]
pub struct Pause {
    /// What the dossier waits for.
    pub wait: String,
    pub from: DateTime<Utc>,
}

/// The journey of the dossier.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Journey {
    pub stopped_because: Option<StopCause>,
}

/// The control sheet: which unit held the dossier from when to when.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ControlSheet {
    pub accepted_at: DateTime<Utc>,
    pub due_at: Option<DateTime<Utc>>,
    pub rows: Vec<ControlRow>,
}

/// A step of the control sheet.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ControlRow {
    pub name: String,
    pub unit: String,
    pub received_at: DateTime<Utc>,
    pub passed_on_at: Option<DateTime<Utc>>,
    pub verdict: Option<Verdict>,
}

/// A change that a service recorded.
#[derive(Debug, Clone, Deserialize)]
pub struct HistoryEntry {
    pub name: String,
    pub reason: Option<String>,
    pub at: DateTime<Utc>,
}

impl Api {
    /// The due date; nothing where none holds or it is not visible.
    pub async fn due_date(&self, token: &str, id: Uuid) -> Result<Option<DueDate>, ApiError> {
        self.get_if_visible(&format!("/v1/dossiers/{id}/due-date"), token).await
    }

    /// The journey; nothing where it is not visible.
    pub async fn journey(&self, token: &str, id: Uuid) -> Result<Option<Journey>, ApiError> {
        self.get_if_visible(&format!("/v1/dossiers/{id}/journey"), token).await
    }

    /// The control sheet; nothing where it is not visible.
    pub async fn control_sheet(&self, token: &str, id: Uuid) -> Result<Option<ControlSheet>, ApiError> {
        self.get_if_visible(&format!("/v1/dossiers/{id}/control-sheet"), token).await
    }

    /// The changes that intake recorded; none where they are not visible.
    pub async fn intake_history(&self, token: &str, id: Uuid) -> Result<Vec<HistoryEntry>, ApiError> {
        let path = format!("/v1/dossiers/{id}/history/intake");
        let page: Option<Page<HistoryEntry>> = self.get_if_visible(&path, token).await?;
        Ok(page.map(|page| page.items).unwrap_or_default())
    }
}
