//! What tests share: a fresh database on either engine, a broker, a running service, tokens, a manual clock.
//!
//! A helper that cannot do its work panics with what is missing: here a panic is a failed test.

pub mod broker;
pub mod clock;
pub mod database;
pub mod deadline;
mod place;
pub mod reference;
mod server;
pub mod service;
pub mod tokens;
mod wait;

pub use broker::Nats;
pub use database::{Engine, TestDb, fresh, named, on_both};
pub use deadline::Deadline;
pub use service::{Answer, Shape, TestService, Transport};
pub use tokens::Issuer;
pub use wait::eventually;
