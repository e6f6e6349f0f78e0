//! The rules of processing, without clock, ids or I/O.

mod stage;
mod step;
mod task;

pub use stage::{
    Cause, Command, Decision, Event, Extension, Fee, Refusal, Situation, Stage, State, Supplement, decide, evolve,
};
pub use step::{Kind, Step};
pub use task::{Task, Work};
