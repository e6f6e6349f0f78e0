//! The statements of ratings.

mod entities;
pub mod migrations;
mod rights;
mod summary;

pub use rights::{find, find_proof, insert_if_new, load, save};
pub use summary::summary;
