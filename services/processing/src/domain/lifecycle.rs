//! The lifecycle of a task: stages, commands, events and rules.

mod command;
mod event;
mod refusal;
mod rule_context;
mod rules;
mod stage;

pub use command::{Command, Decision, Extension, Fee, Question, Supplement};
pub use event::Event;
pub use refusal::Refusal;
pub use rule_context::RuleContext;
pub use rules::decide;
pub use stage::{Stage, State};
