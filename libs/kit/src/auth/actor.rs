//! The caller of an operation, as the token identifies it.

use std::net::IpAddr;

use motcua_contracts::code::agency_of;
use uuid::Uuid;

use crate::problem::Problem;

/// The account or service that acts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The account, or nil for a service acting on an event.
    pub id: Uuid,
    /// Names of the roles that the account has at this moment.
    pub roles: Vec<String>,
    /// Code of the unit the roles are bound to.
    pub unit: Option<String>,
    source: Option<IpAddr>,
    name: String,
}

impl Actor {
    /// The account with these roles.
    pub fn account<R: AsRef<str>>(id: Uuid, roles: impl IntoIterator<Item = R>, unit: Option<String>) -> Self {
        let roles = roles.into_iter().map(|role| role.as_ref().to_owned()).collect();
        Self { id, roles, unit, source: None, name: id.to_string() }
    }

    /// A service that reacts to an event of `producer`.
    pub fn service(producer: &str) -> Self {
        let name = format!("service:{producer}");
        Self { id: Uuid::nil(), roles: Vec::new(), unit: None, source: None, name }
    }

    /// The same at the address of a client.
    #[must_use]
    pub fn from_source(self, source: Option<IpAddr>) -> Self {
        Self { source, ..self }
    }

    /// The address of its client, where it is known.
    pub fn source(&self) -> Option<IpAddr> {
        self.source
    }

    /// The address of its client, as records hold it.
    pub fn source_text(&self) -> Option<String> {
        self.source.map(|address| address.to_string())
    }

    /// How histories and the audit trail name it; never a person's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether it has the role.
    pub fn is(&self, role: impl AsRef<str>) -> bool {
        self.roles.iter().any(|name| name == role.as_ref())
    }

    /// Demands one of the roles.
    ///
    /// # Errors
    /// `forbidden`.
    pub fn require(&self, any_of: &[impl AsRef<str>]) -> Result<(), Problem> {
        if any_of.iter().any(|role| self.is(role)) { Ok(()) } else { Err(Problem::forbidden()) }
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
    /// `forbidden` when it has no unit, or a unit above the agencies such as `H35`, the whole province.
    pub fn agency(&self) -> Result<&str, Problem> {
        let agency = agency_of(self.unit()?);
        if agency.contains('.') { Ok(agency) } else { Err(Problem::forbidden()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_agency_is_the_second_level_of_the_unit() {
        let actor = |unit: &str| Actor::account(Uuid::nil(), ["clerk"], Some(unit.to_owned()));
        assert_eq!(actor("H35.05.01").agency().unwrap(), "H35.05");
        assert_eq!(actor("H35.05").agency().unwrap(), "H35.05");
        assert!(Actor::service("intake").agency().is_err());
    }

    #[test]
    fn the_code_of_the_province_is_no_agency() {
        for unit in ["H35", ""] {
            let actor = Actor::account(Uuid::nil(), ["clerk"], Some(unit.to_owned()));
            assert_eq!(actor.agency().unwrap_err().code(), "forbidden", "{unit}");
        }
    }

    #[test]
    fn a_role_that_is_missing_is_forbidden() {
        let actor = Actor::account(Uuid::nil(), ["clerk"], None);
        assert!(actor.require(&["clerk", "dept_head"]).is_ok());
        assert_eq!(actor.require(&["dept_head"]).unwrap_err().code(), "forbidden");
    }
}
