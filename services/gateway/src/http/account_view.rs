//! An account as the API returns it: without hashes and identity number.

use chrono::{DateTime, NaiveDate, Utc};
use motcua_office::Role;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::store::{Account as AccountRow, AccountKind};

/// An account.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(example = json!({"id": "0192f3c4-6f0e-7c1a-9a57-3c2d1b0e9f11", "username": "nva.tckh", "displayName": "Nguyễn Văn An",
    "kind": "person", "roles": ["dept_officer"], "unit": "H35.05.01", "disabled": false, "proposed": false, "passwordExpired": false,
    "createdAt": "2026-11-24T08:00:00Z"}))]
pub struct Account {
    /// Id; `sub` in tokens.
    pub id: Uuid,
    /// Username, for programs the client id; absent for citizens.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub username: Option<String>,
    /// Name shown to people.
    pub display_name: String,
    /// Kind of user.
    pub kind: AccountKind,
    /// Roles.
    pub roles: Vec<Role>,
    /// Code of the unit that the roles are limited to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// First day of validity, in Viet Nam.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<NaiveDate>,
    /// Last day of validity, in Viet Nam.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<NaiveDate>,
    /// Whether the account is disabled.
    pub disabled: bool,
    /// Whether it waits for the approval of a second administrator.
    pub proposed: bool,
    /// Whether its password only serves to choose another.
    pub password_expired: bool,
    /// Time of creation.
    pub created_at: DateTime<Utc>,
}

impl From<AccountRow> for Account {
    fn from(row: AccountRow) -> Self {
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
            proposed: row.proposed_by.is_some(),
            password_expired: row.password_expired,
            created_at: row.created_at,
        }
    }
}
