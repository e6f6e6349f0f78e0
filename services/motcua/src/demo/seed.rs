//! The catalogue the demo year starts from: agencies, calendar, procedures and people, as bodies of the public API.

pub mod agencies;
pub mod calendar;
mod fields;
pub mod names;
mod outlines;
pub mod procedures;
mod samples;
pub mod staff;
mod terms;

#[cfg(test)]
mod tests;

pub use agencies::{Agency, AgencyKind, Unit, UnitKind};
pub use calendar::Calendar;
pub use names::{Citizen, citizen};
pub use procedures::{Case, Channel, Limit, LimitUnit, Paper, Procedure, Step, StepKind, Term};
pub use staff::{Person, Role};

/// Everything the demo posts before the first dossier arrives.
#[derive(Debug, Clone, PartialEq)]
pub struct Catalogue {
    /// The twenty agencies that count, then the Centre and the post office.
    pub agencies: Vec<Agency>,
    /// The office calendar of the province.
    pub calendar: Calendar,
    /// The 1,481 procedures.
    pub procedures: Vec<Procedure>,
    /// Every staff account but the system administrator, who exists before the demo.
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

/// Scatters an index, so that generated entries vary without a random generator.
fn scatter(index: u64) -> u64 {
    let mut x = index.wrapping_add(0x9E37_79B9_7F4A_7C15);
    x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    x ^ (x >> 31)
}

/// Picks one entry of a non-empty list by a scattered number.
fn choose<T: Copy>(list: &[T], number: u64) -> T {
    list[usize::try_from(number % list.len() as u64).unwrap_or_default()]
}
