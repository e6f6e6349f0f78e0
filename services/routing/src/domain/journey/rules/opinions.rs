//! Opinions that are awaited while a step is open: they change neither step nor clock.

use motcua_contracts::ids::TaskId;

use super::super::{Event, EventKind, Journey, PendingOpinion};

/// Another unit is asked, whose work may move. A request that crosses a correction was closed with its step in
/// processing; it is forgotten when the next step ends.
pub(super) fn await_opinion(journey: &Journey, opinion: &PendingOpinion) -> Option<Event> {
    let is_known = is_awaited(journey, opinion.task);
    (!is_known).then(|| unchanged(journey, EventKind::OpinionRequested(opinion.clone())))
}

/// Found by its task: processing names the unit as it was there, and the opinion may have moved since.
pub(super) fn record_opinion(journey: &Journey, task: TaskId) -> Option<Event> {
    is_awaited(journey, task).then(|| unchanged(journey, EventKind::OpinionGiven { task }))
}

fn is_awaited(journey: &Journey, task: TaskId) -> bool {
    journey.round_state.opinions.iter().any(|opinion| opinion.task == task)
}

fn unchanged(journey: &Journey, kind: EventKind) -> Event {
    Event { kind, new_stage: journey.stage.clone() }
}
