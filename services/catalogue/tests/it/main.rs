//! The catalogue as its users and listeners see it, on both engines.

mod agencies;
mod bodies;
mod calendars;
mod differences;
mod export;
mod files;
mod findings;
mod procedures;
mod search;
mod stage;
mod yaml;
