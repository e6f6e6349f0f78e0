//! The rules of routing, without clock, ids or I/O.

mod clock;
mod journey;
mod plan;
mod process;

pub use clock::{Basis, DueVersion, LegalClock, Pause};
pub use journey::{
    Cause, Command, Event, Journey, OpenStep, Refusal, Replayed, RightWay, Stage, Wait, What, decide, evolve,
};
pub use plan::{Ahead, Progress, ahead, sheet};
pub use process::{Part, Procedure, Process, Step, StepKind};
