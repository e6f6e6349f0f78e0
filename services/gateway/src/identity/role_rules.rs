//! Which roles may stand together, and which need a second administrator.

use motcua_contracts::Text;
use motcua_office::Role;

/// Roles that see or rule everything: one administrator proposes them, another approves.
const OF_TWO_PERSONS: [Role; 4] = [Role::SysAdmin, Role::Auditor, Role::CentreDirector, Role::CatalogueApprover];
/// Roles that stand alone: who applies does not decide, who administers or audits does nothing else.
const ALONE: [Role; 4] = [Role::Citizen, Role::SysAdmin, Role::Auditor, Role::Kiosk];
/// Roles that two persons hold: the second looks at the work of the first.
const APART: [(Role, Role); 2] =
    [(Role::CatalogueEditor, Role::CatalogueApprover), (Role::CentreDirector, Role::DeptHead)];

/// Whether giving these roles needs a second administrator.
pub fn need_two_persons(roles: &[Role]) -> bool {
    roles.iter().any(|role| OF_TWO_PERSONS.contains(role))
}

/// Why one account may not have these roles together.
pub fn conflict(roles: &[Role]) -> Option<Text> {
    let alone = roles.iter().find(|role| ALONE.contains(role)).filter(|_| roles.len() > 1);
    if let Some(role) = alone {
        let role = role.as_str();
        return Some(Text::new(
            format!("Vai trò {role} không đi cùng vai trò khác"),
            format!("The role {role} stands alone"),
        ));
    }
    let apart = APART.iter().find(|(one, other)| roles.contains(one) && roles.contains(other));
    apart.map(|(one, other)| {
        let (one, other) = (one.as_str(), other.as_str());
        Text::new(format!("{one} và {other} phải là hai người"), format!("{one} and {other} have to be two persons"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_applies_administers_or_audits_has_no_other_role() {
        assert!(conflict(&[Role::Citizen, Role::DeptHead]).is_some());
        assert!(conflict(&[Role::SysAdmin, Role::Auditor]).is_some());
        assert!(conflict(&[Role::Auditor]).is_none());
        assert!(conflict(&[Role::IntakeOfficer, Role::ResultOfficer]).is_none());
    }

    #[test]
    fn who_edits_does_not_publish_and_who_oversees_does_not_decide() {
        assert!(conflict(&[Role::CatalogueEditor, Role::CatalogueApprover]).is_some());
        assert!(conflict(&[Role::CentreDirector, Role::DeptHead]).is_some());
    }
}
