//! The journey of an accepted dossier: which step is open, when the dossier is due, what pauses that clock and what
//! ends it.

mod command;
mod correction;
mod decision;
mod event;
mod opinion;
mod process_change;
mod request;
mod round_state;
mod rules;
mod stage;
mod task_round;

use chrono::{DateTime, Utc};
use motcua_contracts::AgencyCode;
use motcua_contracts::ids::{AccountId, DossierId, ProcedureId};

use super::clock::{CountedBy, LegalClock};
use super::process::{Process, Step, StepKind};
pub use command::{Command, Move};
pub use correction::{CorrectedProcess, Correction, ReplayedPause, SupersededCorrection};
pub use decision::{Decision, Refusal};
pub use event::{Event, EventKind};
pub use opinion::PendingOpinion;
use process_change::ProcessChange;
pub use request::{ApplicantRequest, Wait};
pub use round_state::RoundState;
pub use stage::{OpenStep, Stage};

/// The journey of a dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Journey {
    /// The dossier.
    pub dossier: DossierId,
    /// Its legal code.
    pub code: String,
    /// The competent agency.
    pub agency: AgencyCode,
    /// The procedure.
    pub procedure: ProcedureId,
    /// The version of the procedure that it follows; only a correction changes it.
    pub procedure_version: u32,
    /// The applicant's account, when there is one.
    pub account: Option<AccountId>,
    /// When the dossier was accepted, UTC.
    pub accepted_at: DateTime<Utc>,
    /// The process it follows.
    pub process: Process,
    /// Its stage.
    pub stage: Stage,
    /// The state that is kept between rounds.
    pub round_state: RoundState,
    /// Every version of the due date, and every pause.
    pub clock: LegalClock,
}

impl Journey {
    /// Applies an event of the business time `at`, whose due dates were counted by `calendar_version`.
    pub fn apply(&mut self, event: &Event, calendar_version: u32, at: DateTime<Utc>) {
        let change = event.kind.process_change();
        if let ProcessChange::Replaced { correction: Some(correction), .. } = change {
            (self.procedure, self.procedure_version) = (correction.procedure, correction.version);
        }
        self.process.apply(change);
        self.round_state.apply(&event.kind);
        self.stage = event.new_stage.clone();
        let counted_by = CountedBy { process: &self.process, accepted_at: self.accepted_at, calendar_version };
        self.clock.apply(event, counted_by, at);
    }

    /// The step that is open or waits.
    pub fn open_step(&self) -> Option<&Step> {
        self.stage.open().and_then(|open| self.process.step(open.number))
    }

    /// Whether the leader decided and the result is to be issued.
    pub fn is_issuing(&self) -> bool {
        self.open_step().is_some_and(|step| step.kind == StepKind::Issue)
    }

    /// Code of the calendar that a command is decided by.
    pub fn calendar_of<'a>(&'a self, command: &'a Command) -> &'a str {
        let followed = match (command, &self.round_state.superseded) {
            (Command::Reroute(corrected), _) => &corrected.process,
            (Command::Reopen, Some(corrected)) => &corrected.process,
            (_, _) => &self.process,
        };
        &followed.calendar
    }
}

#[cfg(test)]
mod tests;
