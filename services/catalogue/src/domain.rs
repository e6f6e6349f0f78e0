//! The rules of the catalogue, without clock, ids or I/O.

mod agency;
mod calendar;
mod edition;
mod fault;
mod fold;
mod procedure;
mod rules;
#[cfg(test)]
pub mod sample;
mod shapes;

pub use agency::{Agency, AgencyEvent, AgencyKind, Unit, UnitKind, check_agency, put};
pub use calendar::check_calendar;
pub use edition::{Command, Event, Refusal, Stage, decide, evolve};
pub use fault::fault;
pub use fold::{Search, exact, fold};
pub use procedure::{Case, Channel, Paper, Procedure, Step, StepKind, SupplementPolicy, Term};
pub use rules::{check, check_places, places};
pub use shapes::{OpeningHours, SpecialDay, TimeLimit, TimeUnit};
