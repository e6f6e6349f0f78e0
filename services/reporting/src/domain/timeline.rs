//! The timeline of a dossier: the changes of its status, and between them what happened besides.

use chrono::{DateTime, Utc};
use motcua_contracts::{Status, UnitCode};

use super::dossier::Dossier;
use super::timeline_kind::TimelineKind;

/// An entry of a timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimelineEntry {
    /// When, UTC.
    pub at: DateTime<Utc>,
    /// National status from then on.
    pub status: Status,
    /// When the dossier was due from then on, UTC.
    pub due_at: Option<DateTime<Utc>>,
    /// Code of the unit that held the dossier from then on, or that was asked for its opinion.
    pub unit: Option<UnitCode>,
    /// What it reports besides the status.
    pub kind: Option<TimelineKind>,
    /// The payment that was received, Vietnamese dong.
    pub amount_vnd: Option<u64>,
    /// The later moment that was promised, UTC.
    pub promised_at: Option<DateTime<Utc>>,
}

/// Something that happened besides a change of the status; it has the status of the entry before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SideEvent {
    /// When, UTC.
    pub at: DateTime<Utc>,
    /// What.
    pub kind: TimelineKind,
    /// Code of the unit that was asked for its opinion.
    pub unit: Option<UnitCode>,
    /// The payment that was received, Vietnamese dong.
    pub amount_vnd: Option<u64>,
    /// The later moment that was promised, UTC.
    pub promised_at: Option<DateTime<Utc>>,
}

impl TimelineEntry {
    /// A change of the status.
    pub fn of_status(status: Status, at: DateTime<Utc>, due_at: Option<DateTime<Utc>>) -> Self {
        Self { at, status, due_at, unit: None, kind: None, amount_vnd: None, promised_at: None }
    }
}

impl SideEvent {
    /// An event of this kind without details.
    pub fn of_kind(kind: TimelineKind, at: DateTime<Utc>) -> Self {
        Self { at, kind, unit: None, amount_vnd: None, promised_at: None }
    }

    fn in_status(self, status: Status) -> TimelineEntry {
        let Self { at, kind, unit, amount_vnd, promised_at } = self;
        TimelineEntry { at, status, due_at: None, unit, kind: Some(kind), amount_vnd, promised_at }
    }
}

/// The whole timeline: the submission, the stored entries, the return, and every side event after the last change of
/// the status up to its moment. Submission and return have no stored entry: the dossier itself says when they were.
pub fn timeline(dossier: &Dossier, stored: Vec<TimelineEntry>, mut side_events: Vec<SideEvent>) -> Vec<TimelineEntry> {
    let first = TimelineEntry::of_status(Status::Submitted, dossier.submitted_at, None);
    let last = dossier.returned_at.map(|at| TimelineEntry::of_status(Status::Returned, at, dossier.due_at));
    let mut entries: Vec<_> = std::iter::once(first).chain(stored).chain(last).collect();
    side_events.sort_by_key(|event| event.at);
    for event in side_events {
        let before = entries.iter().rposition(|entry| entry.at <= event.at);
        let status = before.and_then(|index| entries.get(index)).map_or(Status::Submitted, |entry| entry.status);
        entries.insert(before.map_or(0, |index| index + 1), event.in_status(status));
    }
    entries
}

/// The timeline without entries that the next one repeats with more details: the journey begins, and at the same moment
/// its first unit holds the dossier.
pub fn without_repetitions(entries: &[TimelineEntry]) -> impl Iterator<Item = &TimelineEntry> {
    let is_repeated = |index: usize, entry: &TimelineEntry| {
        let next = entries.get(index + 1);
        entry.unit.is_none()
            && entry.kind.is_none()
            && next.is_some_and(|next| next.status == entry.status && next.at == entry.at && next.kind.is_none())
    };
    entries.iter().enumerate().filter(move |(index, entry)| !is_repeated(*index, entry)).map(|(_, entry)| entry)
}

#[cfg(test)]
mod tests {
    use motcua_contracts::ids::{DossierId, ProcedureId};

    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(seconds, 0).unwrap()
    }

    fn entry(seconds: i64, status: Status, unit: Option<&str>) -> TimelineEntry {
        TimelineEntry { unit: unit.map(Into::into), ..TimelineEntry::of_status(status, at(seconds), None) }
    }

    fn submitted_at(seconds: i64) -> Dossier {
        Dossier {
            id: DossierId::mint(),
            status: Status::Completed,
            reference: String::new(),
            reference_mac: Vec::new(),
            code: None,
            code_mac: None,
            procedure: ProcedureId::mint(),
            agency: "H35.05".into(),
            submitted_at: at(seconds),
            accepted_at: None,
            due_at: None,
            due_on: None,
            promised_at: None,
            promised_since: None,
            supplement_until: None,
            finished_at: None,
            returned_at: None,
        }
    }

    #[test]
    fn a_side_event_follows_the_status_in_which_it_happened() {
        let stored = [(2, Status::Accepted), (2, Status::InProgress), (9, Status::Completed)];
        let stored = stored.map(|(seconds, status)| entry(seconds, status, None)).to_vec();
        let side_events = vec![
            SideEvent::of_kind(TimelineKind::Extended, at(7)),
            SideEvent::of_kind(TimelineKind::FeeCollected, at(2)),
        ];
        let entries = timeline(&submitted_at(1), stored, side_events);
        let found: Vec<_> = entries.into_iter().map(|entry| (entry.status, entry.kind)).collect();
        let expected = [
            (Status::Submitted, None),
            (Status::Accepted, None),
            (Status::InProgress, None),
            (Status::InProgress, Some(TimelineKind::FeeCollected)),
            (Status::InProgress, Some(TimelineKind::Extended)),
            (Status::Completed, None),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn the_beginning_of_the_journey_is_shown_once() {
        let entries = [
            entry(1, Status::Submitted, None),
            entry(2, Status::Accepted, None),
            entry(2, Status::InProgress, None),
            entry(2, Status::InProgress, Some("A")),
            entry(3, Status::InProgress, Some("B")),
        ];
        let shown = without_repetitions(&entries);
        let shown: Vec<_> = shown.map(|entry| (entry.status, entry.unit.as_ref().map(UnitCode::as_str))).collect();
        let expected = [
            (Status::Submitted, None),
            (Status::Accepted, None),
            (Status::InProgress, Some("A")),
            (Status::InProgress, Some("B")),
        ];
        assert_eq!(shown, expected);
    }
}
