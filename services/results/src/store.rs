//! The statements of results.
//!
//! A `DbErr` means that a statement failed; the command frame retries conflicts and answers outages with 503.

mod documents;
mod entities;
pub mod migrations;
mod numbers;
mod rows;
mod scope;

pub use documents::{Filter, find, find_dossier, list, load, load_awaiting, load_live_or_new, may_see, save};
pub use numbers::next_number;
pub use scope::scope;
