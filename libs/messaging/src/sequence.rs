//! The sequence check, a pure rule: applies the next event, parks early ones, drops duplicates.

use uuid::Uuid;

/// The position of a consumer in the events of one producer and aggregate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cursor {
    /// Number of the last event applied; 0 before the first.
    pub last_seq: i64,
    /// Its id.
    pub last_event_id: Option<Uuid>,
    /// Whether an event is dead, so that no later event may be applied.
    pub blocked: bool,
}

/// What to do with an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SequenceDecision {
    /// It is the next one.
    Apply,
    /// It, or its number, was applied before.
    Duplicate,
    /// A predecessor is missing.
    Gap,
    /// A predecessor is dead.
    Blocked,
    /// Another event has taken its number: a forgery or a bug.
    Conflict,
}

/// Decides what to do with the event `id` numbered `seq`.
pub fn check_sequence(cursor: Cursor, seq: i64, id: Uuid) -> SequenceDecision {
    if seq <= 0 {
        return SequenceDecision::Conflict;
    }
    if seq == cursor.last_seq && cursor.last_event_id != Some(id) {
        return SequenceDecision::Conflict;
    }
    if seq <= cursor.last_seq {
        return SequenceDecision::Duplicate;
    }
    match (cursor.blocked, seq == cursor.last_seq + 1) {
        (true, _) => SequenceDecision::Blocked,
        (false, true) => SequenceDecision::Apply,
        (false, false) => SequenceDecision::Gap,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(n: u128) -> Uuid {
        Uuid::from_u128(n)
    }

    #[test]
    fn only_the_next_event_is_applied() {
        let cursor = Cursor { last_seq: 3, last_event_id: Some(id(3)), blocked: false };
        assert_eq!(check_sequence(cursor, 4, id(4)), SequenceDecision::Apply);
        assert_eq!(check_sequence(cursor, 5, id(5)), SequenceDecision::Gap);
        assert_eq!(check_sequence(cursor, 3, id(3)), SequenceDecision::Duplicate);
        assert_eq!(check_sequence(cursor, 1, id(1)), SequenceDecision::Duplicate);
    }

    #[test]
    fn two_events_with_one_number_are_a_conflict() {
        let cursor = Cursor { last_seq: 3, last_event_id: Some(id(3)), blocked: false };
        assert_eq!(check_sequence(cursor, 3, id(33)), SequenceDecision::Conflict);
        assert_eq!(check_sequence(cursor, 0, id(1)), SequenceDecision::Conflict);
    }

    #[test]
    fn no_event_is_applied_behind_a_dead_one() {
        let cursor = Cursor { last_seq: 3, last_event_id: Some(id(3)), blocked: true };
        assert_eq!(check_sequence(cursor, 4, id(4)), SequenceDecision::Blocked);
        assert_eq!(check_sequence(cursor, 2, id(2)), SequenceDecision::Duplicate);
    }
}
