//! The rules of the catalogue, without clock, ids or I/O.

mod agency;
mod calendar;
mod calendar_days;
mod differences;
mod edition;
mod fault;
mod fold;
mod import;
mod lint;
mod procedure;
mod rules;
#[cfg(test)]
pub mod sample;
mod shapes;

pub use agency::{Agency, AgencyEvent, AgencyKind, Unit, UnitKind, check_agency, check_successor, put};
pub use calendar::check_calendar;
pub use calendar_days::{DayDifference, day_differences};
pub use differences::{Difference, Op, differences};
pub use edition::{Command, Event, Refusal, Stage, decide, evolve};
pub use fault::fault;
pub use fold::{Search, exact, fold};
pub use import::{EntryKind, ImportReport, ImportRow, Outcome, Spot, misshapen, succession_order};
pub use lint::{Finding, Severity, Surroundings, lint, lint_all};
pub use procedure::{Case, Channel, Paper, Procedure, Step, StepKind, SupplementPolicy, Term, Territory};
pub use rules::{check, check_effective, check_places, places};
pub use shapes::{OpeningHours, SpecialDay, TimeLimit, TimeUnit};
