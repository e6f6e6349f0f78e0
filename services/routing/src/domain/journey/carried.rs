//! What a journey carries from one round to the next.

use motcua_contracts::ids::TaskId;
use serde::{Deserialize, Serialize};

use super::{Ask, RightWay, What};
use crate::domain::process::Process;

/// What another unit thinks (lấy ý kiến), awaited beside the open step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Opinion {
    /// Its task in processing.
    pub task: TaskId,
    /// The unit that is asked.
    pub unit: String,
}

/// What happened before and still matters.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Carried {
    /// The round that the last return for error began; what tasks of earlier rounds say is over.
    pub returned: u32,
    /// What was asked for and is not waited for: the answer changes nothing either.
    pub lapsed: Vec<Ask>,
    /// The opinions that the open step awaits.
    pub opinions: Vec<Opinion>,
    /// The moves of its work, oldest first: from which unit to which.
    pub moves: Vec<(String, String)>,
    /// The newest correction that came too late and was not followed since.
    pub overtaken: Option<Box<RightWay>>,
}

impl Carried {
    /// Takes on what an event brought.
    pub fn take(&mut self, what: &What) {
        match what {
            What::Moved { from, to, steps, .. } => {
                // A question that moved says nothing of the work of the unit that it was asked of.
                if !steps.is_empty() {
                    self.moves.push((from.clone(), to.clone()));
                }
                for opinion in self.opinions.iter_mut().filter(|opinion| opinion.unit == *from) {
                    to.clone_into(&mut opinion.unit);
                }
            }
            What::OpinionAsked(opinion) => self.opinions.push(opinion.clone()),
            What::OpinionGiven { task } => self.opinions.retain(|opinion| opinion.task != *task),
            What::PauseLapsed { ask } => self.lapsed.push(*ask),
            What::AnswerLapsed { ask } => self.lapsed.retain(|lapsed| lapsed != ask),
            What::CorrectionOvertaken(way) => self.overtaken = Some(way.clone()),
            // A newer correction replaces the one before it.
            What::Rerouted { .. } => self.overtaken = None,
            What::Reopened { process, .. } => (self.returned, self.overtaken) = (process.round, None),
            _ => {}
        }
        // Processing closes what a step still awaits when the step ends.
        if what.ends_step() {
            self.opinions.clear();
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
