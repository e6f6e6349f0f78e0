//! The rules of processing, without clock, ids or I/O.

mod stage;
mod step;
mod task;

pub use stage::{Command, Decision, Event, Refusal, Situation, Stage, State, Supplement, decide, evolve};
pub use step::{Kind, Step};
pub use task::{Task, Work};
