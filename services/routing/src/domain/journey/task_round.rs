//! What a command about a task still means, when a correction or a return for error ended the round of the task.

use std::ops::RangeInclusive;

use motcua_contracts::ids::TaskId;

use super::{Command, Journey};

/// More than any process has: the id of a task is derived from round and number of its step, so both are searched.
const MOST_STEPS: u32 = 64;

impl Journey {
    /// The command that results from one about a task; `None` when it has no effect any more. Of a round that a
    /// correction ended, the work has no effect; a decision stands, because the result is on its way, and so do a
    /// request and a stop, which concern the dossier and not the step. Of a round that a return for error ended, nothing
    /// stands.
    pub fn command_about(&self, task: TaskId, command: Command) -> Option<Command> {
        let (round, returned) = (self.process.round, self.round_state.returned);
        if self.has_task_in(round..=round, task) {
            return Some(command);
        }
        let is_void = returned > 0 && self.has_task_in(0..=returned - 1, task);
        match command {
            Command::Pause(request) if is_void => Some(Command::Expire(request)),
            Command::FinishApproval { .. } if !is_void => Some(Command::AdoptDecision),
            stands @ (Command::Pause(_) | Command::Stop(_)) if !is_void => Some(stands),
            Command::Start { .. }
            | Command::FinishWork { .. }
            | Command::FinishApproval { .. }
            | Command::AdoptDecision
            | Command::FinishIssue
            | Command::Pause(_)
            | Command::Expire(_)
            | Command::Resume(_)
            | Command::RequestWithdrawal
            | Command::DeclineWithdrawal
            | Command::Stop(_)
            | Command::Extend { .. }
            | Command::Reroute(_)
            | Command::Reopen
            | Command::AwaitOpinion(_)
            | Command::RecordOpinion { .. }
            | Command::Move(_) => None,
        }
    }

    fn has_task_in(&self, mut rounds: RangeInclusive<u32>, task: TaskId) -> bool {
        rounds.any(|round| (1..=MOST_STEPS).any(|step| TaskId::of_step(self.dossier, round, step) == task))
    }
}
