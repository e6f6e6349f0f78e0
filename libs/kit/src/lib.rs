//! What every service is built from: configuration, database, HTTP, problems, tokens, clocks, telemetry.
//!
//! The kit is called; it never calls you. No business word lives here.

pub mod auth;
pub mod clock;
pub mod config;
pub mod db;
pub mod health;
pub mod history;
pub mod http;
pub mod idempotency;
pub mod lifecycle;
pub mod page;
pub mod problem;
pub mod succession;
pub mod telemetry;
pub mod tries;

pub use clock::{Clock, Clocks};
pub use db::{Db, Tx};
pub use problem::{Problem, Slug};
