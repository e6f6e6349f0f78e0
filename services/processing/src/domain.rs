//! The rules of processing, without clock, ids or I/O.

mod agency;
mod dossier_tasks;
mod lifecycle;
mod notice;
mod step;
mod task;

pub use agency::Agency;
pub use dossier_tasks::{DossierCommand, DossierEvent, DossierTasks};
pub use lifecycle::{
    Command, Decision, Event, Extension, Fee, Question, Refusal, RuleContext, Stage, State, Supplement,
};
pub use notice::Notice;
pub use step::{Kind, Opinion, Step, StepError};
pub use task::Task;
