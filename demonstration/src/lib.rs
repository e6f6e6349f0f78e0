//! The demonstration: a planned year of a one-stop centre, run through the public API and counted by the platform.
//!
//! It is a client like any other: it uses the public API of the gateway, and the private ports of the processes to move
//! business time and to wait until no event is pending. It knows no service.

mod call_error;
mod client;
mod config;
mod driver;
mod examples;
mod failure;
mod journal;
mod known_ids;
pub mod plan;
mod preparation;
mod processes;
mod progress;
mod queue;
mod reference_page;
mod requests;
mod result;
mod run;
pub mod seed;
mod session;
mod setup;
pub mod sign_ins;
mod token_store;
mod visitors;

pub use config::{OnProgress, RunConfig, RunProgress};
pub use failure::Failure;
pub use journal::{JOURNAL_FILE, reached};
pub use reference_page::reference_page;
pub use result::{RunResult, RunStatistics, Visitors};
pub use run::{run, start_moment};
