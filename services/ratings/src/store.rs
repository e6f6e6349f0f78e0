//! The statements of ratings.
//!
//! A `DbErr` means that a statement failed; the command frame retries conflicts and answers outages with 503.

mod entities;
pub mod migrations;
mod rights;
mod summary;

pub use rights::{find, find_proof, insert_if_new, load, save};
pub use summary::summary;
