//! The statements of results: documents under the reader's rights, numbers.

mod documents;
mod entities;
pub mod migrations;
mod numbers;

pub use documents::{Document, Filter, find, list, load, load_or, save};
pub use numbers::next_number;
