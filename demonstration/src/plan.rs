//! The plan of the year: every command with its moment and its actor, fixed before the first request.
//!
//! It is drawn from a seed and from [`Targets`] on a table of working days of its own. It never reads a response of the
//! platform, so the figures that the platform reports at the end check its calendar, its clock and its event pipeline.

mod action;
mod action_order;
mod assignments;
mod build;
mod day_weights;
mod error;
mod expected_review;
mod file;
mod model;
mod offers;
mod reasons;
mod scenario;
mod scenario_quotas;
mod schedule;
mod scheduler;
mod spec;
mod specs;
mod target_checks;
mod target_scaling;
mod targets;
mod ticks;
mod timeline;
mod working_days;

#[cfg(test)]
mod tests;

pub use action::{Action, ActionKind, Actor, Score, StopCause};
pub use error::Error;
pub use expected_review::{AgencyFigures, ExpectedReview, InProcess, Ratings, Received, Resolved};
pub use model::{EndState, ExpectedOutcome, Header, Origin, Period, Plan, PlannedDossier};
pub use motcua_contracts::Channel;
pub use targets::Targets;
pub use ticks::Tick;
