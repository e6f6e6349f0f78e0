//! An account as the API shows it: never a hash, never an identity number.

use chrono::{DateTime, NaiveDate, Utc};
use motcua_kit::auth::Role;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::store::{Account as Row, Kind};

/// An account.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(example = json!({"id": "0192f3c4-6f0e-7c1a-9a57-3c2d1b0e9f11", "username": "nva.tckh", "displayName": "Nguyễn Văn An",
    "kind": "person", "roles": ["dept_officer"], "unit": "H35.05.01", "disabled": false,
    "createdAt": "2026-11-24T08:00:00Z"}))]
pub struct Account {
    /// Its id; tokens name it as `sub`.
    pub id: Uuid,
    /// The name to sign in with, for programs the client id; citizens have none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub username: Option<String>,
    /// The name that people see.
    pub display_name: String,
    /// What it stands for.
    pub kind: Kind,
    /// What it may be.
    pub roles: Vec<Role>,
    /// Code of the unit that the roles are bound to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// First day on which it counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<NaiveDate>,
    /// Last day on which it counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<NaiveDate>,
    /// Whether it was disabled.
    pub disabled: bool,
    /// When it was created.
    pub created_at: DateTime<Utc>,
}

impl From<Row> for Account {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            username: row.username,
            display_name: row.display_name,
            kind: row.kind,
            roles: row.roles.0,
            unit: row.unit,
            valid_from: row.valid_from,
            valid_to: row.valid_to,
            disabled: row.disabled,
            created_at: row.created_at,
        }
    }
}
