//! The pages of `docs/reference` that tests write, because their content comes from running code.
//!
//! A test builds its page and calls [`assert_page`]. Normally that compares: the test fails when the page is out of date.
//! `cargo run -p xtask -- generate` finds every test that calls it, sets `MOTCUA_WRITE_REFERENCE` and runs them; then it
//! writes. So a new page needs nothing but its test: a `#[test]` or `#[tokio::test]` with
//! `assert_page("name.md", &page)`, the name in quotes there, because xtask reads it from the source.

use std::collections::BTreeMap;
use std::path::Path;

use motcua_office::Role;

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

/// The outcomes of one command that several people sent: their names by HTTP status.
#[derive(Debug, Default)]
pub struct OutcomesByStatus(BTreeMap<u16, Vec<&'static str>>);

impl OutcomesByStatus {
    /// Adds the outcome of one of them.
    pub fn record(&mut self, status: u16, name: &'static str) {
        self.0.entry(status).or_default().push(name);
    }

    /// Names of those who got one of these statuses, as a cell of a table.
    pub fn names(&self, statuses: &[u16]) -> String {
        self.of(statuses).collect::<Vec<_>>().join(", ")
    }

    /// Number of those who got one of these statuses.
    pub fn count(&self, statuses: &[u16]) -> usize {
        self.of(statuses).count()
    }

    fn of(&self, statuses: &[u16]) -> impl Iterator<Item = &'static str> {
        statuses.iter().filter_map(|status| self.0.get(status)).flatten().copied()
    }
}

/// Compares a page of `docs/reference` with what it should be, or writes it when `xtask generate` runs the test.
///
/// # Panics
/// When the page is out of date; the message shows the first line that differs.
pub fn assert_page(name: &str, fresh: &str) {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/reference").join(name);
    if is_generating() {
        return std::fs::write(&page, fresh).unwrap_or_else(|error| panic!("{}: {error}", page.display()));
    }
    let written = std::fs::read_to_string(page).unwrap_or_default();
    if let Some((line, is, should_be)) = first_difference(&written, fresh) {
        panic!(
            "docs/reference/{name} is out of date, run `cargo run -p xtask -- generate`; line {line} is\n{is}\nand \
             should be\n{should_be}"
        );
    }
}

#[expect(clippy::disallowed_methods, reason = "not a setting of the platform: xtask tells its tests to write")]
fn is_generating() -> bool {
    std::env::var("MOTCUA_WRITE_REFERENCE").is_ok()
}

/// The number of the first line that differs, what it is and what it should be.
fn first_difference<'a>(is: &'a str, should_be: &'a str) -> Option<(usize, &'a str, &'a str)> {
    if is == should_be {
        return None;
    }
    let (mut left, mut right) = (is.split('\n'), should_be.split('\n'));
    (1..).find_map(|number| match (left.next(), right.next()) {
        (None, None) => Some((number, "", "")),
        (left, right) if left == right => None,
        (left, right) => Some((number, left.unwrap_or("missing"), right.unwrap_or("missing"))),
    })
}

#[cfg(test)]
mod tests {
    use super::first_difference;

    #[test]
    fn the_first_line_that_differs_is_shown() {
        assert_eq!(first_difference("a\nb\n", "a\nb\n"), None);
        assert_eq!(first_difference("a\nb\n", "a\nc\n"), Some((2, "b", "c")));
        assert_eq!(first_difference("a", "a\nb"), Some((2, "missing", "b")));
    }
}
