//! The all-in-one binary and the command line; the only crate that may depend on services.

pub mod cli;
pub mod demo;
mod doctor;
pub mod folder;
mod payments;
pub mod platform;
pub mod report;
pub mod serve;
