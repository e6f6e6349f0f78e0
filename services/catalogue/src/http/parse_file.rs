//! Parses the body of an import and checks it against its published schema, entry by entry.

use axum::body::Body;
use axum::extract::{DefaultBodyLimit, FromRequest, Request};
use axum::http::{HeaderValue, Method, header};
use motcua_kit::Problem;
use motcua_kit::http::Json;
use motcua_kit::problem::FieldError;
use serde_json::Value;

use super::import_request::ImportRequest;
use crate::domain::{CatalogueDocument, EntryKind, EntryPosition, ImportRow, schema_errors};

type PositionedRow = (EntryPosition, ImportRow);

/// The checked request, the positions of its entries, and a refused row for each entry that breaks the schema. Those
/// are left out of the request when every error is inside an entry, so that one report shows every row.
pub async fn parse_file(bytes: Vec<u8>) -> Result<(ImportRequest, Vec<EntryPosition>, Vec<PositionedRow>), Problem> {
    let problem = match check(bytes.clone()).await {
        Ok(request) => {
            let positions = positions(&request.document, &[]);
            return Ok((request, positions, Vec::new()));
        }
        Err(problem) => problem,
    };
    let Ok(mut body) = serde_json::from_slice::<Value>(&bytes) else { return Err(problem) };
    let Some(rows) = refused_rows(&problem.errors, &body["document"]) else { return Err(problem) };
    let refused: Vec<EntryPosition> = rows.iter().map(|(position, _)| *position).collect();
    remove(&mut body["document"], &refused);
    let request = check(body.to_string().into()).await?;
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
async fn check(bytes: Vec<u8>) -> Result<ImportRequest, Problem> {
    let mut request = Request::new(Body::from(bytes));
    *request.method_mut() = Method::POST;
    request.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    // The extractor has limited its size.
    DefaultBodyLimit::disable().apply(&mut request);
    Json::<ImportRequest>::from_request(request, &()).await.map(|Json(request)| request)
}
