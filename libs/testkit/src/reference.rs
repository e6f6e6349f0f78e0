//! The pages of docs/reference that tests write: a page says what the code does, or the test fails.

use std::collections::BTreeMap;
use std::path::Path;

use motcua_kit::auth::Role;

/// Every role with its name.
pub const ROLES: [(&str, Role); 13] = [
    ("citizen", Role::Citizen),
    ("intake_officer", Role::IntakeOfficer),
    ("postal_clerk", Role::PostalClerk),
    ("dept_officer", Role::DeptOfficer),
    ("dept_head", Role::DeptHead),
    ("clerk", Role::Clerk),
    ("result_officer", Role::ResultOfficer),
    ("centre_director", Role::CentreDirector),
    ("catalogue_editor", Role::CatalogueEditor),
    ("catalogue_approver", Role::CatalogueApprover),
    ("auditor", Role::Auditor),
    ("sys_admin", Role::SysAdmin),
    ("kiosk", Role::Kiosk),
];

/// What everybody got who sent one command: names by HTTP status.
#[derive(Debug, Default)]
pub struct Answers(BTreeMap<u16, Vec<&'static str>>);

impl Answers {
    /// Notes what somebody got.
    pub fn note(&mut self, status: u16, name: &'static str) {
        self.0.entry(status).or_default().push(name);
    }

    /// Who got one of these, as a cell of a table.
    pub fn who(&self, statuses: &[u16]) -> String {
        self.of(statuses).collect::<Vec<_>>().join(", ")
    }

    /// How many got one of these.
    pub fn count(&self, statuses: &[u16]) -> usize {
        self.of(statuses).count()
    }

    fn of(&self, statuses: &[u16]) -> impl Iterator<Item = &'static str> {
        statuses.iter().filter_map(|status| self.0.get(status)).flatten().copied()
    }
}

/// Fails when the page of this name in docs/reference is not `fresh`; what it should be is then in `scratch`, a folder
/// of the build, to be copied where the change is intended.
pub fn assert_page(scratch: &str, name: &str, fresh: &str) {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/reference").join(name);
    let written = std::fs::read_to_string(page).unwrap_or_default();
    if written != fresh {
        let copy = Path::new(scratch).join(name);
        std::fs::write(&copy, fresh).unwrap_or_else(|error| panic!("{}: {error}", copy.display()));
        panic!("docs/reference/{name} differs from {}", copy.display());
    }
}
