//! What a journey carries from one round to the next.

use serde::{Deserialize, Serialize};

use super::{RightWay, Wait, What};
use crate::domain::process::Process;

/// What happened before and still matters.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Carried {
    /// The round that the last return for error began; what tasks of earlier rounds say is over.
    pub returned: u32,
    /// What was asked for when the journey could not wait for it any more: the answer changes nothing either.
    pub lapsed: Vec<Wait>,
    /// The moves of its work, oldest first: from which unit to which.
    pub moves: Vec<(String, String)>,
    /// The newest correction that came too late and was not followed since.
    pub overtaken: Option<Box<RightWay>>,
}

impl Carried {
    /// Takes on what an event brought.
    pub fn take(&mut self, what: &What) {
        match what {
            What::Moved { from, to, .. } => self.moves.push((from.clone(), to.clone())),
            What::PauseLapsed { wait } => self.lapsed.push(*wait),
            What::AnswerLapsed { wait } => self.lapsed.retain(|lapsed| lapsed != wait),
            What::CorrectionOvertaken(way) => self.overtaken = Some(way.clone()),
            // A newer correction replaces the one before it.
            What::Rerouted { .. } => self.overtaken = None,
            What::Reopened { process, .. } => (self.returned, self.overtaken) = (process.round, None),
            _ => {}
        }
    }

    /// Gives the steps from `first` on to the units that their work moved to: the process names those of its beginning.
    pub fn place(&self, process: &mut Process, first: u32) {
        for (from, to) in &self.moves {
            for step in process.steps.iter_mut().filter(|step| step.number >= first && step.unit == *from) {
                to.clone_into(&mut step.unit);
            }
        }
    }
}
