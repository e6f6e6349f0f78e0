//! The rules of routing, without clock, ids or I/O.

mod agency;
mod clock;
mod journey;
mod plan;
mod process;

pub use agency::{Agency, NoTarget};
pub use clock::{Basis, DueVersion, Late, LegalClock, Pause};
pub use journey::{
    Ask, Carried, Cause, Command, Correction, Event, Journey, Move, OpenStep, Opinion, Overtaken, Refusal, Replayed,
    RightWay, Stage, Wait, What, decide, evolve,
};
pub use plan::{Ahead, Progress, ahead, sheet};
pub use process::{Part, Procedure, Process, Step, StepKind};
