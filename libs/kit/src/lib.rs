//! The library that every service is built from: configuration, database, HTTP, problems, tokens, clocks, telemetry.
//!
//! The kit is a library, not a framework: services call it. It has no business terms.

pub mod access;
pub mod attempts;
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
pub mod process;
pub mod server;
mod spawn;
pub mod tables;
pub mod telemetry;
pub mod transact;
pub mod trusted_proxies;

pub use clock::{Clock, Clocks};
pub use db::{Db, Tx};
pub use problem::{Problem, Slug};
