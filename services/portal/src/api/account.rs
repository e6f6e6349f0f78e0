//! The account of the visitor.

use motcua_office::Role;
use serde::Deserialize;
use uuid::Uuid;

use super::client::Api;
use super::error::ApiError;

/// Roles that may read the register of dossiers (Mẫu 07).
const REGISTER_ROLES: [Role; 6] =
    [Role::IntakeOfficer, Role::ResultOfficer, Role::DeptHead, Role::Clerk, Role::CentreDirector, Role::Auditor];

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
    /// Whether one of its roles may read the register of dossiers.
    pub fn may_read_register(&self) -> bool {
        REGISTER_ROLES.iter().any(|role| self.roles.contains(role))
    }
}

impl Api {
    /// The account of the token.
    pub async fn own_account(&self, token: &str) -> Result<Account, ApiError> {
        self.get_as("/v1/me", token).await
    }
}
