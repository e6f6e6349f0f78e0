//! The import of a catalogue file: the outcome of each entry, and the order in which agencies are put.

use std::collections::{BTreeMap, BTreeSet};

use motcua_kit::problem::FieldError;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Agency;

/// The kind of an entry.
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
    /// Every kind, in the order of the import.
    pub const ALL: [Self; 3] = [Self::Agency, Self::Calendar, Self::Procedure];

    /// The list of the file that holds its entries.
    pub fn list(self) -> &'static str {
        match self {
            Self::Agency => "agencies",
            Self::Calendar => "calendars",
            Self::Procedure => "procedures",
        }
    }
}

/// The position of an entry in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct EntryPosition {
    /// The kind, which names the list.
    pub kind: EntryKind,
    /// The index in the list, from 0.
    pub index: usize,
}

impl EntryPosition {
    /// The entry that a pointer into the request leads to or into.
    pub fn from_pointer(pointer: &str) -> Option<Self> {
        let mut parts = pointer.strip_prefix("/document/")?.split('/');
        let list = parts.next()?;
        let kind = EntryKind::ALL.into_iter().find(|kind| kind.list() == list)?;
        Some(Self { kind, index: parts.next()?.parse().ok()? })
    }

    /// The pointer to the entry.
    pub fn pointer(self) -> String {
        format!("/document/{}/{}", self.kind.list(), self.index)
    }
}

/// The longest code that a row repeats; longer text is not a code.
const LONGEST_CODE: usize = 64;

/// A refused row for each entry with `errors` of the schema, in the order of the file, with every error of the entry.
pub fn schema_errors(
    errors: &[FieldError],
    code: impl Fn(EntryPosition) -> Option<String>,
) -> Vec<(EntryPosition, ImportRow)> {
    let mut by_entry: BTreeMap<EntryPosition, Vec<FieldError>> = BTreeMap::new();
    for error in errors {
        if let Some(position) = EntryPosition::from_pointer(&error.pointer) {
            by_entry.entry(position).or_default().push(error.clone());
        }
    }
    let row = |(position, errors): (EntryPosition, Vec<FieldError>)| {
        let code = code(position).filter(|code| code.chars().count() <= LONGEST_CODE).unwrap_or_default();
        (position, ImportRow { kind: position.kind, code, outcome: ImportOutcome::Refused, errors })
    };
    by_entry.into_iter().map(row).collect()
}

/// Outcome of an entry, or of the dry run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Outcome)]
pub enum ImportOutcome {
    /// The catalogue did not have it: the agency is added, or version 1 is drafted.
    Created,
    /// The catalogue had other content: the agency is replaced, or the next version is drafted.
    Changed,
    /// The catalogue has the same content, published or as an open draft.
    Unchanged,
    /// It does not have the published shape or breaks a rule; then nothing of the whole file takes effect.
    Refused,
}

/// One entry of the file with its outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportRow {
    /// Its kind.
    pub kind: EntryKind,
    /// Its code; empty when it has none that could be one.
    pub code: String,
    /// Its outcome.
    pub outcome: ImportOutcome,
    /// Every reason for a refusal, with pointers into the request.
    pub errors: Vec<FieldError>,
}

/// The result of an import, or of its dry run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportReport {
    /// Whether it was a dry run.
    pub dry_run: bool,
    /// Whether it took effect: all of it or nothing.
    pub applied: bool,
    /// Agencies, then calendars, then procedures, each in the order of the file.
    pub rows: Vec<ImportRow>,
}

impl ImportReport {
    /// The report of these rows; one refused row keeps all of them from taking effect.
    pub fn of(dry_run: bool, rows: Vec<ImportRow>) -> Self {
        let refused = rows.iter().any(|row| row.outcome == ImportOutcome::Refused);
        Self { dry_run, applied: !dry_run && !refused, rows }
    }
}

/// The order in which agencies are put, as indexes: a successor before the agencies it succeeds. Agencies of a circular
/// chain come last, in the order of the file; the rule on successors refuses them.
pub fn succession_order(agencies: &[Agency]) -> Vec<usize> {
    let mut order = Vec::with_capacity(agencies.len());
    let mut remaining: Vec<usize> = (0..agencies.len()).collect();
    while !remaining.is_empty() {
        let codes: BTreeSet<&str> = remaining.iter().map(|index| agencies[*index].code.as_str()).collect();
        let waits_for_successor = |index: &usize| {
            let agency = &agencies[*index];
            agency.successor.as_ref().is_some_and(|code| *code != agency.code && codes.contains(code.as_str()))
        };
        let (later, now): (Vec<usize>, Vec<usize>) = remaining.iter().partition(|index| waits_for_successor(index));
        if now.is_empty() {
            order.extend(later);
            break;
        }
        order.extend(now);
        remaining = later;
    }
    order
}

#[cfg(test)]
mod tests {
    use motcua_contracts::Text;

    use super::*;
    use crate::domain::field_error::field_error;
    use crate::domain::sample;

    fn agency(code: &str, successor: Option<&str>) -> Agency {
        Agency { code: code.into(), successor: successor.map(Into::into), ..sample::agency() }
    }

    #[test]
    fn successors_come_before_the_agencies_they_succeed() {
        let list = [agency("A", Some("B")), agency("B", Some("C")), agency("C", Some("X")), agency("D", None)];
        assert_eq!(succession_order(&list), [2, 3, 1, 0]);
    }

    #[test]
    fn a_circular_chain_keeps_every_agency() {
        let list = [agency("A", Some("B")), agency("B", Some("A")), agency("C", Some("C"))];
        assert_eq!(succession_order(&list), [2, 0, 1]);
        assert!(succession_order(&[]).is_empty());
    }

    #[test]
    fn schema_errors_are_grouped_by_entry() {
        let error = |pointer: &str| field_error(pointer, "x", Text::fixed("", ""));
        let pointers = [
            "/document/procedures/10/code",
            "/document/agencies/0",
            "/document/procedures/2/cases/0/code",
            "/document/procedures/10/name",
        ];
        let rows = schema_errors(&pointers.map(error), |at| (at.index == 2).then(|| "1.000001".to_owned()));
        let found: Vec<_> = rows.iter().map(|(at, row)| (at.pointer(), row.code.as_str(), row.errors.len())).collect();
        let expected = [("agencies/0", "", 1), ("procedures/2", "1.000001", 1), ("procedures/10", "", 2)];
        assert_eq!(found, expected.map(|(entry, code, count)| (format!("/document/{entry}"), code, count)));
    }

    #[test]
    fn a_pointer_outside_the_entries_names_no_position() {
        for pointer in ["/document/colour", "/document/agencies", "/dryRun", "", "/document/agencies/x/name"] {
            assert_eq!(EntryPosition::from_pointer(pointer), None, "{pointer}");
        }
    }

    #[test]
    fn one_refused_row_keeps_all_from_taking_effect() {
        let row = |outcome| ImportRow { kind: EntryKind::Agency, code: "A".into(), outcome, errors: vec![] };
        assert!(ImportReport::of(false, vec![row(ImportOutcome::Created), row(ImportOutcome::Unchanged)]).applied);
        assert!(!ImportReport::of(false, vec![row(ImportOutcome::Created), row(ImportOutcome::Refused)]).applied);
        assert!(!ImportReport::of(true, vec![row(ImportOutcome::Created)]).applied);
    }
}
