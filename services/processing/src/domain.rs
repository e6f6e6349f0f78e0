//! The rules of processing, without clock, ids or I/O.

mod agency;
mod notice;
mod stage;
mod step;
mod task;
mod work;

pub use agency::Agency;
pub use notice::Notice;
pub use stage::{
    Cause, Command, Decision, Event, Extension, Fee, Question, Refusal, Situation, Stage, State, Supplement, decide,
    evolve,
};
pub use step::{Kind, Opinion, Step};
pub use task::Task;
pub use work::Work;
