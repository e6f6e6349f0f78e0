//! The accounts of the people who work on dossiers, each bound to one unit.

use serde::Serialize;

use super::agencies::{
    AGENCY_ROWS, AgencyRow, CENTRE, COUNTER, DISTRICT_COUNTERS, DIVISION, LEADERSHIP, POST_OFFICE, RECORDS,
    agency_code, unit_code,
};
use super::hash::mix;
use super::person_names::person_name;

/// A staff account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Person {
    /// Sign-in name.
    pub username: String,
    /// Name shown to others.
    pub display_name: String,
    /// What the person may do.
    pub roles: Vec<Role>,
    /// Where: the code of a unit.
    pub unit: String,
}

impl Person {
    /// Whether this person works at the Centre itself.
    pub fn works_at_the_centre(&self) -> bool {
        self.unit.starts_with(&agency_code(CENTRE))
    }

    /// Whether this person receives dossiers outside the territory of the agencies that decide them.
    pub fn receives_for_others(&self) -> bool {
        DISTRICT_COUNTERS.iter().any(|(number, ..)| self.unit == unit_code(*number, COUNTER))
    }
}

/// What an account may do inside its unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Công chức một cửa: receives and accepts.
    IntakeOfficer,
    /// Chuyên viên: claims and completes.
    DeptOfficer,
    /// Lãnh đạo: approves.
    DeptHead,
    /// Văn thư: issues.
    Clerk,
    /// Công chức trả kết quả.
    ResultOfficer,
    /// Nhân viên bưu điện with delegated intake.
    PostalClerk,
    /// Giám đốc Trung tâm.
    CentreDirector,
    /// Cán bộ kiểm soát TTHC who writes.
    CatalogueEditor,
    /// Cán bộ kiểm soát TTHC who approves.
    CatalogueApprover,
    /// Giám sát: reads only.
    Auditor,
    /// A rating device.
    Kiosk,
}

/// The accounts of the agencies, the Centre and its partners.
pub fn staff() -> Vec<Person> {
    let mut people: Vec<Person> = AGENCY_ROWS.iter().flat_map(agency_staff).collect();
    people.extend(centre_staff());
    name_people(&mut people, 0);
    people
}

/// Gives a name to everybody who has none; `seed` is that of the first.
pub(super) fn name_people(people: &mut [Person], seed: u64) {
    for (seed, person) in (seed..).zip(people) {
        if person.display_name.is_empty() {
            person.display_name = person_name(mix(seed));
        }
    }
}

/// The staff of an agency, without names.
pub(super) fn agency_staff(agency: &AgencyRow) -> Vec<Person> {
    let name = |suffix: &str| format!("{}.{suffix}", agency.slug);
    let mut people = vec![
        person(name("tiepnhan1"), Role::IntakeOfficer, agency.unit(COUNTER)),
        person(name("tiepnhan2"), Role::IntakeOfficer, agency.unit(COUNTER)),
        person(name("traketqua"), Role::ResultOfficer, agency.unit(COUNTER)),
        person(name("vanthu"), Role::Clerk, agency.unit(RECORDS)),
        person(name("lanhdao"), Role::DeptHead, agency.unit(LEADERSHIP)),
    ];
    let officers = (DIVISION..DIVISION + agency.divisions.len()).flat_map(|unit| [unit, unit]);
    people.extend(
        (1..)
            .zip(officers)
            .map(|(number, unit)| person(name(&format!("chuyenvien{number}")), Role::DeptOfficer, agency.unit(unit))),
    );
    if agency.on_the_spot > 0 {
        // Settling on the spot needs an officer, a delegated signer and a seal at the window itself.
        people.extend(
            [
                ("taicho.chuyenvien", Role::DeptOfficer),
                ("taicho.lanhdao", Role::DeptHead),
                ("taicho.vanthu", Role::Clerk),
            ]
            .map(|(suffix, role)| person(name(suffix), role, agency.unit(COUNTER))),
        );
    }
    people
}

fn centre_staff() -> Vec<Person> {
    let centre = |username: &str, role, unit| person(username.to_owned(), role, unit_code(CENTRE, unit));
    let mut people = vec![
        centre("trungtam.giamdoc", Role::CentreDirector, LEADERSHIP),
        centre("trungtam.bientap", Role::CatalogueEditor, DIVISION),
        centre("trungtam.pheduyet", Role::CatalogueApprover, DIVISION),
        centre("trungtam.giamsat", Role::Auditor, LEADERSHIP),
        centre("kiosk.1", Role::Kiosk, COUNTER),
    ];
    if let Some(kiosk) = people.last_mut() {
        "Máy đánh giá số 1".clone_into(&mut kiosk.display_name);
    }
    people.extend(
        DISTRICT_COUNTERS.map(|(number, slug, ..)| {
            person(format!("{slug}.tiepnhan"), Role::IntakeOfficer, unit_code(number, COUNTER))
        }),
    );
    people.extend(
        [1, 2].map(|number| person(format!("buudien.{number}"), Role::PostalClerk, unit_code(POST_OFFICE, COUNTER))),
    );
    people
}

fn person(username: String, role: Role, unit: String) -> Person {
    Person { username, display_name: String::new(), roles: vec![role], unit }
}
