//! Processing's own statements: the tasks of a dossier, and the queues under the reader's rights.

mod agencies;
mod entities;
pub mod migrations;
mod notices;
mod queue;
mod rows;
mod tasks;

pub use agencies::{Reader, accepts, keep_agency, reader};
pub use notices::{is_applicant, told};
pub use queue::{Filter, Place, find, find_led, list, opinions, sees};
pub use tasks::{load, remember, remember_applicant, save};
