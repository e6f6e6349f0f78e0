//! What somebody who is signed in may see: the own account, and the first of what waits for the role.

use chrono::{DateTime, Utc};
use motcua_kit::auth::Role;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use super::{Api, Fault, FiledDossier};

/// How many rows of a list are shown.
const ROWS: u32 = 20;

/// An account.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Account {
    pub id: Uuid,
    pub username: Option<String>,
    pub display_name: String,
    pub roles: Vec<Role>,
    pub unit: Option<String>,
}

impl Account {
    /// Whether the role looks after dossiers in the order they came (Mẫu 07), its own or all.
    pub fn keeps_a_register(&self) -> bool {
        let keepers = [
            Role::IntakeOfficer,
            Role::ResultOfficer,
            Role::DeptHead,
            Role::Clerk,
            Role::CentreDirector,
            Role::Auditor,
        ];
        keepers.iter().any(|role| self.roles.contains(role))
    }
}

/// The first of a list.
#[derive(Debug, Clone, Deserialize)]
pub struct Page<T> {
    pub items: Vec<T>,
    pub next: Option<String>,
}

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

/// A result.
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
    /// The account that the token stands for.
    pub async fn me(&self, token: &str) -> Result<Account, Fault> {
        self.get("/v1/me", Some(token)).await
    }

    /// Open tasks of the own unit.
    pub async fn tasks(&self, token: &str) -> Result<Page<Task>, Fault> {
        self.list("/v1/tasks?state=open", token).await
    }

    /// Results of the own agency, in one state or in all.
    pub async fn results(&self, token: &str, state: Option<&str>) -> Result<Page<ResultDocument>, Fault> {
        let filter = state.map_or(String::new(), |state| format!("state={state}"));
        self.list(&format!("/v1/results?{filter}"), token).await
    }

    /// Dossiers one may see, of one status or of all.
    pub async fn dossiers(&self, token: &str, status: Option<i32>) -> Result<Page<FiledDossier>, Fault> {
        let filter = status.map_or(String::new(), |status| format!("status={status}"));
        self.list(&format!("/v1/dossiers?{filter}"), token).await
    }

    async fn list<T: DeserializeOwned>(&self, path: &str, token: &str) -> Result<Page<T>, Fault> {
        let and = if path.ends_with('?') { "" } else { "&" };
        self.get(&format!("{path}{and}limit={ROWS}"), Some(token)).await
    }
}
