//! The all-in-one binary and the command line; the only crate that may depend on services.

pub mod cli;
pub mod demo;
mod demo_pages;
mod demo_plan;
mod demo_review;
pub mod doctor;
pub mod failure;
pub mod folder;
pub mod openapi;
mod payments;
pub mod platform;
pub mod report;
pub mod serve;
pub mod simulate;
