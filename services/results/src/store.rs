//! The statements of results: documents under the reader's rights, numbers, who acts for which agency.

mod documents;
mod entities;
pub mod migrations;
mod numbers;
mod rows;

pub use documents::{Document, Filter, find, list, load, load_awaiting, load_live_or_new, may_see, save};
pub use numbers::next_number;
