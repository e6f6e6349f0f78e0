//! The rules of routing, without clock, ids or I/O.

mod journey;
mod process;

pub use journey::{Command, DueVersion, Event, Journey, OpenStep, Refusal, Stage, decide, evolve};
pub use process::{Procedure, Process, Step, StepKind};
