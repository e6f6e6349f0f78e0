//! The statements of results.

mod documents;
mod entities;
pub mod migrations;
mod numbers;
mod rows;
mod scope;

pub use documents::{Filter, find, find_dossier, list, load, load_awaiting, load_live_or_new, may_see, save};
pub use numbers::next_number;
pub use scope::scope;
