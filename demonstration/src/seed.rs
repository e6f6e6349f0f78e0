//! The catalogue the year starts from: agencies, calendar, procedures and staff, as bodies of the public API.

pub mod agencies;
mod agency;
pub mod calendar;
mod citizens;
mod fields;
mod hash;
mod outlines;
mod person_names;
mod practice;
mod procedure;
pub mod procedures;
mod samples;
pub mod staff;
mod terms;

#[cfg(test)]
mod tests;

pub use agency::{Agency, AgencyKind, Unit, UnitKind};
pub use calendar::Calendar;
pub use citizens::{Citizen, citizen};
pub use motcua_contracts::Channel;
pub use practice::{PRACTICE_AGENCY, PRACTICE_CITIZEN, Practice, practice};
pub use procedure::{Case, Limit, LimitUnit, Paper, Procedure, Step, StepKind, Term};
pub use staff::{Person, Role};

/// Everything that is posted before the first dossier is submitted.
#[derive(Debug, Clone, PartialEq)]
pub struct Catalogue {
    /// The twenty agencies that count in reports, then the Centre and its partners.
    pub agencies: Vec<Agency>,
    /// The working calendar of the province.
    pub calendar: Calendar,
    /// The 1,481 procedures.
    pub procedures: Vec<Procedure>,
    /// Every staff account except the system administrator, whom the platform creates.
    pub staff: Vec<Person>,
}

/// Builds the seed catalogue; it is the same on every call.
pub fn catalogue() -> Catalogue {
    Catalogue {
        agencies: agencies::agencies(),
        calendar: calendar::calendar(),
        procedures: procedures::procedures(),
        staff: staff::staff(),
    }
}
