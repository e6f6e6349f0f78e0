//! The catalogue as its users and listeners see it, on both engines.

mod agencies;
mod bodies;
mod calendars;
mod procedures;
mod search;
mod stage;
