//! The sequence gate, as a pure rule: apply what is next, park what comes early, drop what came before.

use uuid::Uuid;

/// Where a consumer stands with one producer and aggregate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cursor {
    /// Number of the last event applied; 0 before the first.
    pub last_seq: i64,
    /// Its id.
    pub last_event_id: Option<Uuid>,
    /// Whether an event was given up, so that nothing behind it may be applied.
    pub blocked: bool,
}

/// What to do with an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gate {
    /// It is the next one.
    Apply,
    /// It, or its number, was applied before.
    Duplicate,
    /// A predecessor is missing.
    Gap,
    /// A predecessor was given up.
    Blocked,
    /// Another event has taken its number: a forgery or a bug.
    Conflict,
}

/// Judges the event `id` numbered `seq`.
pub fn judge(cursor: Cursor, seq: i64, id: Uuid) -> Gate {
    if seq <= 0 {
        return Gate::Conflict;
    }
    if seq == cursor.last_seq && cursor.last_event_id != Some(id) {
        return Gate::Conflict;
    }
    if seq <= cursor.last_seq {
        return Gate::Duplicate;
    }
    match (cursor.blocked, seq == cursor.last_seq + 1) {
        (true, _) => Gate::Blocked,
        (false, true) => Gate::Apply,
        (false, false) => Gate::Gap,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(n: u128) -> Uuid {
        Uuid::from_u128(n)
    }

    #[test]
    fn the_next_event_is_applied_an_early_one_waits_an_old_one_is_dropped() {
        let cursor = Cursor { last_seq: 3, last_event_id: Some(id(3)), blocked: false };
        assert_eq!(judge(cursor, 4, id(4)), Gate::Apply);
        assert_eq!(judge(cursor, 5, id(5)), Gate::Gap);
        assert_eq!(judge(cursor, 3, id(3)), Gate::Duplicate);
        assert_eq!(judge(cursor, 1, id(1)), Gate::Duplicate);
    }

    #[test]
    fn two_events_with_one_number_are_a_conflict() {
        let cursor = Cursor { last_seq: 3, last_event_id: Some(id(3)), blocked: false };
        assert_eq!(judge(cursor, 3, id(33)), Gate::Conflict);
        assert_eq!(judge(cursor, 0, id(1)), Gate::Conflict);
    }

    #[test]
    fn nothing_passes_behind_an_event_that_was_given_up() {
        let cursor = Cursor { last_seq: 3, last_event_id: Some(id(3)), blocked: true };
        assert_eq!(judge(cursor, 4, id(4)), Gate::Blocked);
        assert_eq!(judge(cursor, 2, id(2)), Gate::Duplicate);
    }
}
