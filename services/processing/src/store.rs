//! The statements of processing.

mod agencies;
mod entities;
pub mod migrations;
mod notices;
mod queue;
mod rows;
mod scope;
mod tasks;

pub use agencies::{find_agency, save_agency};
pub use notices::{is_applicant, list_notes, list_notices};
pub use queue::{Filter, Place, find, find_dossier, list, list_opinions, may_see};
pub use scope::{TaskScope, scope};
pub use tasks::{load, save, save_applicant};
