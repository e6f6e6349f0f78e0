//! The rules of routing, without clock, ids or I/O.

mod agency;
mod clock;
mod control_sheet;
mod due_version;
mod journey;
mod message_error;
mod plan;
mod procedure;
mod process;

pub use agency::{Agency, IneligibleUnit};
pub use clock::{LegalClock, Pause};
pub use control_sheet::{ControlSheetRow, control_sheet};
pub use due_version::{Basis, DueVersion};
pub use journey::{
    ApplicantRequest, Command, CorrectedProcess, Correction, Decision, Event, EventKind, Journey, Move, OpenStep,
    PendingOpinion, Refusal, ReplayedPause, RoundState, Stage, SupersededCorrection, Wait,
};
pub use message_error::MessageError;
pub use plan::{PlannedStep, remaining_steps};
pub use procedure::Procedure;
pub use process::{Part, Process, Step, StepKind};
