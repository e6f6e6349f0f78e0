//! The rules of the catalogue, without clock, ids or I/O.

mod agency;
mod calendar;
mod calendar_days;
mod differences;
mod document;
mod edition;
mod field_error;
mod fold;
mod import;
mod lint;
mod procedure;
mod rules;
#[cfg(test)]
pub mod sample;
mod shapes;
mod versions;
mod working_calendar;

pub use agency::{Agency, AgencyCommand, AgencyEvent, AgencyKind, AgencyRecord, Unit, UnitKind};
pub use calendar::check_calendar;
pub use calendar_days::{DayDifference, day_differences};
pub use differences::{Difference, Op, differences};
pub use document::{CatalogueDocument, ParsedFile};
pub use edition::{CalendarEdition, EditionState, ProcedureEdition};
pub use field_error::{duplicate, field_error};
pub use fold::{Search, exact, fold};
pub use import::{EntryKind, EntryPosition, ImportOutcome, ImportReport, ImportRow, schema_errors, succession_order};
pub use lint::{Finding, LintContext, Severity, lint, lint_all};
pub use procedure::{Case, Paper, Procedure, Step, StepKind, SupplementPolicy, Term, Territory};
pub use rules::{agencies_named, check, check_agencies, check_effective};
pub use versions::{CalendarVersions, Command, Event, ProcedureVersions, Refusal, Stage};
pub use working_calendar::WorkingCalendar;
