//! The rules of processing, without clock, ids or I/O.

mod agency;
mod stage;
mod step;
mod task;
mod work;

pub use agency::{Agency, offices};
pub use stage::{
    Cause, Command, Decision, Event, Extension, Fee, Question, Refusal, Situation, Stage, State, Supplement, decide,
    evolve,
};
pub use step::{Kind, Opinion, Step};
pub use task::Task;
pub use work::Work;
