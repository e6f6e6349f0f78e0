//! What a journey remembers from one round to the next.

use motcua_contracts::UnitCode;
use serde::{Deserialize, Serialize};

use super::{ApplicantRequest, CorrectedProcess, EventKind, PendingOpinion};
use crate::domain::process::Process;

/// The state that is kept between rounds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct RoundState {
    /// The round that the last return for error began; events about tasks of earlier rounds have no effect.
    pub returned: u32,
    /// The requests that the journey does not wait for; their answers have no effect either.
    #[serde(alias = "lapsed")]
    pub expired: Vec<ApplicantRequest>,
    /// The opinions that the open step awaits.
    pub opinions: Vec<PendingOpinion>,
    /// The moves of its work, oldest first: from which unit to which.
    pub moves: Vec<(UnitCode, UnitCode)>,
    /// The newest correction that arrived too late and was not followed since.
    #[serde(alias = "overtaken")]
    pub superseded: Option<Box<CorrectedProcess>>,
}

impl RoundState {
    /// Applies an event.
    pub fn apply(&mut self, kind: &EventKind) {
        match kind {
            EventKind::Moved { from, to, steps, .. } => self.move_work(from, to, steps),
            EventKind::OpinionRequested(opinion) => self.opinions.push(opinion.clone()),
            EventKind::OpinionGiven { task } => self.opinions.retain(|opinion| opinion.task != *task),
            EventKind::RequestExpired { request } => self.expired.push(*request),
            EventKind::ExpiredRequestAnswered { request } => self.expired.retain(|expired| expired != request),
            EventKind::CorrectionSuperseded(corrected) => self.superseded = Some(corrected.clone()),
            // A newer correction replaces the one before it.
            EventKind::Rerouted { .. } => (self.superseded, self.opinions) = (None, Vec::new()),
            EventKind::Reopened { process, .. } => {
                (self.returned, self.superseded, self.opinions) = (process.round, None, Vec::new());
            }
            // When a step ends, processing closes the opinions that it still awaits.
            EventKind::Advanced | EventKind::Completed | EventKind::Stopped { .. } | EventKind::DecisionAdopted => {
                self.opinions.clear()
            }
            EventKind::Started
            | EventKind::Paused
            | EventKind::Resumed { .. }
            | EventKind::WithdrawalRequested
            | EventKind::WithdrawalDeclined
            | EventKind::Extended { .. } => {}
        }
    }

    fn move_work(&mut self, from: &UnitCode, to: &UnitCode, steps: &[u32]) {
        // A move of opinions alone does not move later work of that unit.
        if !steps.is_empty() {
            self.moves.push((from.clone(), to.clone()));
        }
        for opinion in self.opinions.iter_mut().filter(|opinion| opinion.unit == *from) {
            to.clone_into(&mut opinion.unit);
        }
    }

    /// Repeats the moves on the steps from `first` on: the published process names the units before them.
    pub fn repeat_moves(&self, process: &mut Process, first: u32) {
        for (from, to) in &self.moves {
            for step in process.steps.iter_mut().filter(|step| step.number >= first && step.unit == *from) {
                to.clone_into(&mut step.unit);
            }
        }
    }
}
