//! The caller of an operation, as the token names it, and what roles there are.

use axum::extract::{FromRef, FromRequestParts};
use axum::http::request::Parts;
use motcua_contracts::code::agency_of;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::Verifier;
use crate::problem::Problem;

/// What somebody may be; the names are those of the token's claim `motcua_roles`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Công dân, doanh nghiệp, tổ chức.
    Citizen,
    /// Công chức một cửa: receives and accepts.
    IntakeOfficer,
    /// Nhân viên bưu điện: hands in for others, by delegation; sees no dossier.
    PostalClerk,
    /// Chuyên viên: works on steps.
    DeptOfficer,
    /// Lãnh đạo phòng: approves.
    DeptHead,
    /// Văn thư: numbers, seals, issues.
    Clerk,
    /// Công chức trả kết quả.
    ResultOfficer,
    /// Giám đốc Trung tâm: sees all, decides no case.
    CentreDirector,
    /// Edits the catalogue.
    CatalogueEditor,
    /// Publishes what somebody else edited.
    CatalogueApprover,
    /// Giám sát, thanh tra: reads.
    Auditor,
    /// Operates accounts and configuration; sees no dossier.
    SysAdmin,
    /// The rating device at the window.
    Kiosk,
}

/// Who is asking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The account, or nil for a service acting on an event.
    pub id: Uuid,
    /// What the account may be at this moment.
    pub roles: Vec<Role>,
    /// Code of the unit the roles are bound to.
    pub unit: Option<String>,
    name: String,
}

impl Actor {
    /// The account with these roles.
    pub fn account(id: Uuid, roles: Vec<Role>, unit: Option<String>) -> Self {
        Self { id, roles, unit, name: id.to_string() }
    }

    /// A service that reacts to an event of `producer`.
    pub fn service(producer: &str) -> Self {
        Self { id: Uuid::nil(), roles: Vec::new(), unit: None, name: format!("service:{producer}") }
    }

    /// How histories and the audit trail name it; never a person's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether it has the role.
    pub fn is(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    /// Demands one of the roles.
    ///
    /// # Errors
    /// `forbidden`.
    pub fn require(&self, any_of: &[Role]) -> Result<(), Problem> {
        if any_of.iter().any(|role| self.is(*role)) { Ok(()) } else { Err(Problem::forbidden()) }
    }

    /// The unit its roles are bound to.
    ///
    /// # Errors
    /// `forbidden` when they are bound to none.
    pub fn unit(&self) -> Result<&str, Problem> {
        self.unit.as_deref().ok_or_else(Problem::forbidden)
    }

    /// The agency of its unit: `H35.05` of `H35.05.01`.
    ///
    /// # Errors
    /// `forbidden` when it has no unit.
    pub fn agency(&self) -> Result<&str, Problem> {
        self.unit().map(agency_of)
    }
}

impl<S> FromRequestParts<S> for Actor
where
    S: Send + Sync,
    Verifier: FromRef<S>,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        Verifier::from_ref(state).actor(&parts.headers)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_agency_is_the_second_level_of_the_unit() {
        let actor = |unit: &str| Actor::account(Uuid::nil(), vec![Role::Clerk], Some(unit.to_owned()));
        assert_eq!(actor("H35.05.01").agency().unwrap(), "H35.05");
        assert_eq!(actor("H35.05").agency().unwrap(), "H35.05");
        assert!(Actor::service("intake").agency().is_err());
    }

    #[test]
    fn a_role_that_is_missing_is_forbidden() {
        let actor = Actor::account(Uuid::nil(), vec![Role::Clerk], None);
        assert!(actor.require(&[Role::Clerk, Role::DeptHead]).is_ok());
        assert_eq!(actor.require(&[Role::DeptHead]).unwrap_err().code, "forbidden");
    }
}
