//! First pages of the lists that a role works through.

use chrono::{DateTime, Utc};
use motcua_contracts::Status;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use super::client::{Api, Page};
use super::dossier::Dossier;
use super::error::ApiError;

/// Rows of a list that are shown.
const ROWS: u32 = 20;

/// A task.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Task {
    pub dossier_id: Uuid,
    pub code: String,
    pub name: String,
    pub unit: String,
    pub due_at: DateTime<Utc>,
    pub dossier_due_at: DateTime<Utc>,
}

/// A result document.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ResultDocument {
    pub dossier_id: Uuid,
    pub code: String,
    pub granted: bool,
    pub state: String,
    pub decided_at: DateTime<Utc>,
    pub number: Option<String>,
}

impl Api {
    /// Open tasks of the caller's unit.
    pub async fn tasks(&self, token: &str) -> Result<Page<Task>, ApiError> {
        self.first_page("/v1/tasks?state=open&", token).await
    }

    /// Results of the caller's agency, in one state or in all.
    pub async fn results(&self, token: &str, state: Option<&str>) -> Result<Page<ResultDocument>, ApiError> {
        let filter = state.map_or(String::new(), |state| format!("state={state}&"));
        self.first_page(&format!("/v1/results?{filter}"), token).await
    }

    /// Dossiers visible to the caller, in one status or in all.
    pub async fn dossiers(&self, token: &str, status: Option<Status>) -> Result<Page<Dossier>, ApiError> {
        let filter = status.map_or(String::new(), |status| format!("status={}&", status.number()));
        self.first_page(&format!("/v1/dossiers?{filter}"), token).await
    }

    /// `path` ends with `?` or `&`.
    async fn first_page<T: DeserializeOwned>(&self, path: &str, token: &str) -> Result<Page<T>, ApiError> {
        self.get_as(&format!("{path}limit={ROWS}"), token).await
    }
}
