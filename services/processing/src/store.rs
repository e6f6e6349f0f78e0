//! Processing's own statements: the tasks of a dossier, and the queues under the reader's rights.

mod entities;
pub mod migrations;
mod queue;
mod rows;
mod tasks;

pub use queue::{Filter, Place, find, find_led, list};
pub use tasks::{load, save};
