//! The statements of ratings: rights, answers, and what they add up to.

mod entities;
pub mod migrations;
mod rights;
mod summary;

pub use rights::{Right, find, keep, load, proof, save};
pub use summary::summary;
