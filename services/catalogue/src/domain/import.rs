//! What an import of a catalogue file does to each entry, and in which order agencies go.

use std::collections::{BTreeMap, BTreeSet};

use motcua_kit::problem::FieldError;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Agency;

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum EntryKind {
    /// An agency with its units.
    Agency,
    /// A version of a working calendar.
    Calendar,
    /// A version of a procedure.
    Procedure,
}

impl EntryKind {
    /// All of them, in the order they are taken in.
    pub const ALL: [Self; 3] = [Self::Agency, Self::Calendar, Self::Procedure];

    /// The list of the file it stands in.
    pub fn list(self) -> &'static str {
        match self {
            Self::Agency => "agencies",
            Self::Calendar => "calendars",
            Self::Procedure => "procedures",
        }
    }
}

/// Where an entry stands in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// In which list.
    pub kind: EntryKind,
    /// At which position, from 0.
    pub index: usize,
}

impl Spot {
    /// The entry that a pointer into the request leads to or into.
    pub fn of(pointer: &str) -> Option<Self> {
        let mut parts = pointer.strip_prefix("/document/")?.split('/');
        let list = parts.next()?;
        let kind = EntryKind::ALL.into_iter().find(|kind| kind.list() == list)?;
        Some(Self { kind, index: parts.next()?.parse().ok()? })
    }

    /// The pointer to it.
    pub fn pointer(self) -> String {
        format!("/document/{}/{}", self.kind.list(), self.index)
    }
}

/// The longest code that a row repeats; what is longer is no code.
const LONGEST_CODE: usize = 64;

/// A refused row for each entry that `errors` lead into, in the order of the file, with everything wrong in it.
pub fn misshapen(errors: &[FieldError], code: impl Fn(Spot) -> Option<String>) -> Vec<(Spot, ImportRow)> {
    let mut rows: BTreeMap<Spot, Vec<FieldError>> = BTreeMap::new();
    for error in errors {
        if let Some(spot) = Spot::of(&error.pointer) {
            rows.entry(spot).or_default().push(error.clone());
        }
    }
    let row = |(spot, errors): (Spot, Vec<FieldError>)| {
        let code = code(spot).filter(|code| code.chars().count() <= LONGEST_CODE).unwrap_or_default();
        (spot, ImportRow { kind: spot.kind, code, outcome: Outcome::Refused, errors })
    };
    rows.into_iter().map(row).collect()
}

/// What came of an entry, or would have come of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum Outcome {
    /// It was not in the catalogue: an agency is added, version 1 is drafted.
    Created,
    /// It said something else: an agency is replaced, the next version is drafted.
    Changed,
    /// The catalogue says the same, in what is published or in an open draft.
    Unchanged,
    /// It has not the published shape or breaks a rule; then nothing of the whole file takes effect.
    Refused,
}

/// One entry of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ImportRow {
    /// What it is.
    pub kind: EntryKind,
    /// Its code; empty when it has none that could be one.
    #[schema(example = "1.005319")]
    pub code: String,
    /// What came of it.
    pub outcome: Outcome,
    /// Why it is refused, with pointers into the request.
    pub errors: Vec<FieldError>,
}

/// What an import did, or would have done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ImportReport {
    /// Whether it was only a trial.
    pub dry_run: bool,
    /// Whether it took effect: all of it or nothing.
    pub applied: bool,
    /// Agencies, then calendars, then procedures, each in the order of the file.
    pub rows: Vec<ImportRow>,
}

impl ImportReport {
    /// The report of these rows; one refused row keeps all of them from taking effect.
    pub fn of(dry_run: bool, rows: Vec<ImportRow>) -> Self {
        let refused = rows.iter().any(|row| row.outcome == Outcome::Refused);
        Self { dry_run, applied: !dry_run && !refused, rows }
    }
}

/// The order in which agencies are put, as positions: a successor before those it succeeds. In a circle nobody can be
/// first; whoever is left then goes as it stands, and the rule on successors refuses it.
pub fn succession_order(agencies: &[Agency]) -> Vec<usize> {
    let mut order = Vec::with_capacity(agencies.len());
    let mut waiting: Vec<usize> = (0..agencies.len()).collect();
    while !waiting.is_empty() {
        let codes: BTreeSet<&str> = waiting.iter().map(|index| agencies[*index].code.as_str()).collect();
        let waits = |index: &usize| {
            let agency = &agencies[*index];
            agency.successor.as_deref().is_some_and(|code| code != agency.code && codes.contains(code))
        };
        let (later, now): (Vec<usize>, Vec<usize>) = waiting.iter().partition(|index| waits(index));
        if now.is_empty() {
            order.extend(later);
            break;
        }
        order.extend(now);
        waiting = later;
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sample;

    fn agency(code: &str, successor: Option<&str>) -> Agency {
        Agency { code: code.into(), successor: successor.map(Into::into), ..sample::agency() }
    }

    #[test]
    fn successors_go_first_wherever_they_stand() {
        let list = [agency("A", Some("B")), agency("B", Some("C")), agency("C", Some("X")), agency("D", None)];
        assert_eq!(succession_order(&list), [2, 3, 1, 0]);
    }

    #[test]
    fn a_circle_ends_the_order_and_loses_nobody() {
        let list = [agency("A", Some("B")), agency("B", Some("A")), agency("C", Some("C"))];
        assert_eq!(succession_order(&list), [2, 0, 1]);
        assert!(succession_order(&[]).is_empty());
    }

    #[test]
    fn faults_are_sorted_by_the_entry_they_stand_in() {
        let fault = |pointer: &str| FieldError { pointer: pointer.into(), code: "x".into(), message: String::new() };
        let faults = ["/document/procedures/10/code", "/document/agencies/0", "/document/procedures/2/cases/0/code"];
        let mut faults: Vec<_> = faults.iter().map(|pointer| fault(pointer)).collect();
        faults.push(fault("/document/procedures/10/name"));
        let rows = misshapen(&faults, |spot| (spot.index == 2).then(|| "1.000001".to_owned()));
        let told: Vec<_> =
            rows.iter().map(|(spot, row)| (spot.pointer(), row.code.as_str(), row.errors.len())).collect();
        let expected = [("agencies/0", "", 1), ("procedures/2", "1.000001", 1), ("procedures/10", "", 2)];
        assert_eq!(told, expected.map(|(place, code, count)| (format!("/document/{place}"), code, count)));
        for elsewhere in ["/document/colour", "/document/agencies", "/dryRun", "", "/document/agencies/x/name"] {
            assert_eq!(Spot::of(elsewhere), None, "{elsewhere}");
        }
    }

    #[test]
    fn one_refused_row_keeps_all_from_taking_effect() {
        let row = |outcome| ImportRow { kind: EntryKind::Agency, code: "A".into(), outcome, errors: vec![] };
        assert!(ImportReport::of(false, vec![row(Outcome::Created), row(Outcome::Unchanged)]).applied);
        assert!(!ImportReport::of(false, vec![row(Outcome::Created), row(Outcome::Refused)]).applied);
        assert!(!ImportReport::of(true, vec![row(Outcome::Created)]).applied);
    }
}
