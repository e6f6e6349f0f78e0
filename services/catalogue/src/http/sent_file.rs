//! A file as it was sent: JSON or YAML, its entries checked one by one, and those without the right shape told as rows.

use axum::body::Body;
use axum::extract::rejection::BytesRejection;
use axum::extract::{DefaultBodyLimit, FromRequest, FromRequestParts, MatchedPath, Request};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, StatusCode, header};
use motcua_kit::Problem;
use motcua_kit::auth::Actor;
use motcua_kit::http::{Json, Query};
use motcua_kit::idempotency::Once;
use motcua_kit::problem::{FieldError, Slug};
use serde::Deserialize;
use serde_json::{Value, json};
use utoipa::IntoParams;

use super::document::CatalogueDocument;
use super::import_catalogue::Import;
use super::yaml;
use crate::App;
use crate::domain::{EntryKind, ImportRow, Spot, misshapen};

const JSON: &str = "application/json";
const YAML: &str = "application/yaml";

/// What a request with a YAML file says beside the file.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Beside {
    /// With a YAML file: whether only to tell what would happen; true unless it is said otherwise. A JSON body says it
    /// itself.
    dry_run: Option<bool>,
}

/// A file to take in, and who sends it.
pub struct SentFile {
    /// Who.
    pub actor: Actor,
    /// What makes a repeat of it the same request.
    pub once: Once,
    /// Whether only to tell what would happen.
    pub dry_run: bool,
    /// What is in it.
    pub file: Sorted,
}

/// The entries of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sorted {
    /// Those that have the published shape.
    pub document: CatalogueDocument,
    /// Where each of them stands in the file.
    pub spots: Vec<Spot>,
    /// The others, refused.
    pub misshapen: Vec<(Spot, ImportRow)>,
}

impl FromRequest<App> for SentFile {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &App) -> Result<Self, Problem> {
        let (mut parts, body) = request.into_parts();
        let actor = Actor::from_request_parts(&mut parts, app).await?;
        let Query(beside) = Query::<Beside>::from_request_parts(&mut parts, app).await?;
        let is_yaml = is_yaml(&parts, &beside)?;
        let bytes = read(&parts, body).await?;
        let route = parts.extensions.get::<MatchedPath>().map_or("", MatchedPath::as_str);
        let path = parts.uri.path_and_query().map_or("", |path| path.as_str());
        let once = Once::of(&parts.headers, actor.id, format!("{} {route}", parts.method), path, &bytes)?;
        let bytes = match is_yaml {
            true => {
                json!({"document": yaml::read(&bytes)?, "dryRun": beside.dry_run.unwrap_or(true)}).to_string().into()
            }
            false => bytes,
        };
        let (Import { document, dry_run }, kept, misshapen) = sorted(bytes).await?;
        Ok(Self { actor, once, dry_run, file: Sorted { spots: kept, document, misshapen } })
    }
}

fn is_yaml(parts: &Parts, beside: &Beside) -> Result<bool, Problem> {
    let stated = parts.headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let mut words = stated.split(';').map(|word| word.trim().to_ascii_lowercase());
    let kind = words.next().unwrap_or_default();
    match (kind.as_str(), words.all(|word| word == "charset=utf-8")) {
        (YAML, true) => Ok(true),
        (JSON, true) if beside.dry_run.is_some() => Err(Problem::field(
            "/query/dryRun",
            "unknown-field",
            "Trong JSON, dryRun nằm trong nội dung gửi / In JSON, dryRun stands in the body",
        )),
        (JSON, true) => Ok(false),
        _ => Err(Problem::new(Slug::UnsupportedMediaType).detail(format!("{JSON}, {YAML}"))),
    }
}

async fn read(parts: &Parts, body: Body) -> Result<Vec<u8>, Problem> {
    let mut request = Request::new(body);
    // With the limit that is set around all operations.
    *request.extensions_mut() = parts.extensions.clone();
    let unreadable = |rejection: BytesRejection| match rejection.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Problem::new(Slug::PayloadTooLarge),
        _ => Problem::new(Slug::Malformed),
    };
    axum::body::Bytes::from_request(request, &()).await.map(Into::into).map_err(unreadable)
}

/// The body checked against its published schema. When all that breaks the schema stands inside entries, those are set
/// apart and the others go on, so that one report tells of every row.
async fn sorted(bytes: Vec<u8>) -> Result<(Import, Vec<Spot>, Vec<(Spot, ImportRow)>), Problem> {
    let problem = match checked(bytes.clone()).await {
        Ok(import) => {
            let spots = spots(&import.document, &[]);
            return Ok((import, spots, Vec::new()));
        }
        Err(problem) => problem,
    };
    let Ok(mut whole) = serde_json::from_slice::<Value>(&bytes) else { return Err(problem) };
    let Some(rows) = rows(&problem.errors, &whole["document"]) else { return Err(problem) };
    let apart: Vec<Spot> = rows.iter().map(|(spot, _)| *spot).collect();
    for kind in EntryKind::ALL {
        if let Some(entries) = whole["document"][kind.list()].as_array_mut() {
            let mut index = 0..;
            entries.retain(|_| index.next().is_none_or(|index| !apart.contains(&Spot { kind, index })));
        }
    }
    let import = checked(whole.to_string().into()).await?;
    let spots = spots(&import.document, &apart);
    Ok((import, spots, rows))
}

/// A row for each entry with what is wrong in it; nothing when something else is wrong as well.
fn rows(errors: &[FieldError], document: &Value) -> Option<Vec<(Spot, ImportRow)>> {
    if errors.is_empty() || !errors.iter().all(|error| Spot::of(&error.pointer).is_some()) {
        return None;
    }
    Some(misshapen(errors, |spot| document[spot.kind.list()][spot.index]["code"].as_str().map(str::to_owned)))
}

/// The places of the entries that are left when others are set apart.
fn spots(document: &CatalogueDocument, apart: &[Spot]) -> Vec<Spot> {
    let left = |kind: EntryKind, count: usize| {
        (0..).map(move |index| Spot { kind, index }).filter(|spot| !apart.contains(spot)).take(count)
    };
    left(EntryKind::Agency, document.agencies.len())
        .chain(left(EntryKind::Calendar, document.calendars.len()))
        .chain(left(EntryKind::Procedure, document.procedures.len()))
        .collect()
}

/// Checks a body as every operation does.
async fn checked(bytes: Vec<u8>) -> Result<Import, Problem> {
    let mut request = Request::new(Body::from(bytes));
    *request.method_mut() = Method::POST;
    request.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(JSON));
    // Its size was limited when it came in.
    DefaultBodyLimit::disable().apply(&mut request);
    Json::<Import>::from_request(request, &()).await.map(|Json(import)| import)
}
