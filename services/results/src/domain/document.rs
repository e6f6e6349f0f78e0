//! Result documents: stages, commands, events and rules.

mod aggregate;
mod command;
mod event;
mod issuance;
mod rules;
mod stage;

pub use aggregate::{ResultDocument, result_id};
pub use command::{Command, Refusal};
pub use event::Event;
pub use issuance::Issuance;
pub use stage::{Stage, State};

#[cfg(test)]
mod tests;
