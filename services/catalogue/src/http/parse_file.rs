//! Parses the body of an import and checks it against its published schema, entry by entry.

use motcua_kit::Problem;
use motcua_kit::http::{BodySize, parse};
use motcua_kit::problem::FieldError;
use serde_json::Value;

use super::import_request::ImportRequest;
use crate::domain::{CatalogueDocument, EntryKind, EntryPosition, ImportRow, schema_errors};

/// A file holds a whole catalogue; only editors send one.
const SIZE: BodySize = BodySize { values: 100_000, errors: 1_000 };

type PositionedRow = (EntryPosition, ImportRow);

/// The checked request, the positions of its entries, and a refused row for each entry that breaks the schema. Those
/// are left out of the request when every error is inside an entry, so that one report shows every row.
pub fn parse_file(bytes: &[u8]) -> Result<(ImportRequest, Vec<EntryPosition>, Vec<PositionedRow>), Problem> {
    let problem = match check(bytes) {
        Ok(request) => {
            let positions = positions(&request.document, &[]);
            return Ok((request, positions, Vec::new()));
        }
        Err(problem) => problem,
    };
    let Ok(mut body) = serde_json::from_slice::<Value>(bytes) else { return Err(problem) };
    let Some(rows) = refused_rows(&problem.errors, &body["document"]) else { return Err(problem) };
    let refused: Vec<EntryPosition> = rows.iter().map(|(position, _)| *position).collect();
    remove(&mut body["document"], &refused);
    let request = check(body.to_string().as_bytes())?;
    let positions = positions(&request.document, &refused);
    Ok((request, positions, rows))
}

/// A refused row for each entry with errors; `None` when an error is outside the entries.
fn refused_rows(errors: &[FieldError], document: &Value) -> Option<Vec<PositionedRow>> {
    if errors.is_empty() || !errors.iter().all(|error| EntryPosition::from_pointer(&error.pointer).is_some()) {
        return None;
    }
    let code = |at: EntryPosition| document[at.kind.list()][at.index]["code"].as_str().map(str::to_owned);
    Some(schema_errors(errors, code))
}

fn remove(document: &mut Value, refused: &[EntryPosition]) {
    for kind in EntryKind::ALL {
        if let Some(entries) = document[kind.list()].as_array_mut() {
            let mut index = 0..;
            entries.retain(|_| index.next().is_none_or(|index| !refused.contains(&EntryPosition { kind, index })));
        }
    }
}

/// The positions of the entries of a document from which the refused ones were removed.
fn positions(document: &CatalogueDocument, refused: &[EntryPosition]) -> Vec<EntryPosition> {
    let of_list = |kind: EntryKind, count: usize| {
        let all = (0..).map(move |index| EntryPosition { kind, index });
        all.filter(|position| !refused.contains(position)).take(count)
    };
    of_list(EntryKind::Agency, document.agencies.len())
        .chain(of_list(EntryKind::Calendar, document.calendars.len()))
        .chain(of_list(EntryKind::Procedure, document.procedures.len()))
        .collect()
}

/// Checks a body as every operation does.
fn check(bytes: &[u8]) -> Result<ImportRequest, Problem> {
    parse(bytes, SIZE)
}
