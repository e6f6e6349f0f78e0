//! The ids that the platform returned for a dossier, and how many of them earlier actions used.

use crate::journal::Entry;
use crate::plan::{ActionKind, PlannedDossier};

/// The ids of one dossier, as far as they are known.
#[derive(Debug, Clone, Default)]
pub struct KnownIds {
    /// The dossier.
    pub dossier: String,
    /// Lookup secret of the applicant.
    pub secret: String,
    /// Legal code.
    pub code: String,
    /// Its tasks in the order of the steps.
    pub tasks: Vec<String>,
    /// The task of the unit that is asked for its opinion.
    pub opinion: Option<String>,
    /// The fee of its procedure.
    pub procedure_fee: Option<String>,
    /// The fee that an officer required.
    pub required_fee: Option<String>,
    /// Its results in order; more than one after a recall.
    pub results: Vec<String>,
}

impl KnownIds {
    /// Whether a task or result is known already.
    pub fn contains(&self, id: &String) -> bool {
        self.tasks.contains(id) || self.opinion.as_ref() == Some(id) || self.results.contains(id)
    }

    /// Applies a journal entry about this dossier.
    pub fn apply(&mut self, entry: &Entry) {
        match entry {
            Entry::Submitted { id, secret, .. } => {
                *self = Self { dossier: id.clone(), secret: secret.clone(), ..Self::default() };
            }
            Entry::Accepted { code, .. } => self.code.clone_from(code),
            Entry::TaskFound { id, .. } => self.tasks.push(id.clone()),
            Entry::ResultFound { id, .. } => self.results.push(id.clone()),
            Entry::OpinionFound { id, .. } => self.opinion = Some(id.clone()),
            Entry::ProcedureFee { id, .. } => self.procedure_fee = Some(id.clone()),
            Entry::RequiredFee { id, .. } => self.required_fee = Some(id.clone()),
            Entry::Corrected { .. } => self.tasks.clear(),
            Entry::Plan { .. }
            | Entry::SetupCompleted { .. }
            | Entry::PracticeReady { .. }
            | Entry::ExampleSubmitted { .. }
            | Entry::ExampleIssued { .. }
            | Entry::Tick { .. }
            | Entry::Finished { .. } => {}
        }
    }
}

/// Which of its tasks and results an action of a dossier uses.
#[derive(Debug, Clone, Copy)]
pub struct Position {
    /// Index of the task: as many as earlier actions completed.
    pub task: usize,
    /// Index of the result: as many as earlier actions recalled.
    pub result: usize,
}

impl Position {
    /// The position of an action. Moved work stays the same task when another officer claims it.
    pub fn of(planned: &PlannedDossier, action: usize) -> Self {
        let count =
            |fits: fn(&ActionKind) -> bool| planned.actions.iter().take(action).filter(|a| fits(&a.kind)).count();
        Self {
            task: count(|kind| matches!(kind, ActionKind::Complete { .. } | ActionKind::Approve { .. })),
            result: count(|kind| *kind == ActionKind::Recall),
        }
    }
}
