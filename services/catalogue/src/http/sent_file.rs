//! Extracts the request of an import, in JSON or YAML: its caller, and the file as it was parsed.

use axum::body::{Body, Bytes};
use axum::extract::rejection::BytesRejection;
use axum::extract::{FromRef, FromRequest, FromRequestParts, MatchedPath, Request};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use motcua_contracts::Text;
use motcua_kit::Problem;
use motcua_kit::auth::{Actor, Verifier};
use motcua_kit::http::{Caller, IfMatch, Language, Query};
use motcua_kit::idempotency::IdempotencyKey;
use motcua_kit::problem::Slug;
use serde_json::json;

use super::import_request::{ImportQuery, ImportRequest};
use super::parse_file::parse_file;
use super::yaml;
use crate::domain::ParsedFile;

const JSON: &str = "application/json";
const YAML: &str = "application/yaml";

/// A file to import, with its caller.
pub struct SentFile {
    /// The caller.
    pub caller: Caller,
    /// Whether it is a dry run.
    pub dry_run: bool,
    /// The file.
    pub file: ParsedFile,
}

impl<S> FromRequest<S> for SentFile
where
    S: Send + Sync,
    Verifier: FromRef<S>,
{
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let (mut parts, body) = request.into_parts();
        let actor = Actor::from_request_parts(&mut parts, state).await?;
        let Query(query) = Query::<ImportQuery>::from_request_parts(&mut parts, state).await?;
        let is_yaml = is_yaml(&parts, &query)?;
        let bytes = read(&parts, body).await?;
        let caller = caller(&parts, actor, &bytes)?;
        let bytes = match is_yaml {
            true => {
                json!({"document": yaml::read(&bytes)?, "dryRun": query.dry_run.unwrap_or(true)}).to_string().into()
            }
            false => bytes,
        };
        let (ImportRequest { document, dry_run }, positions, schema_errors) = parse_file(&bytes)?;
        Ok(Self { caller, dry_run, file: ParsedFile { document, positions, schema_errors } })
    }
}

fn caller(parts: &Parts, actor: Actor, bytes: &[u8]) -> Result<Caller, Problem> {
    let route = parts.extensions.get::<MatchedPath>().map_or("", MatchedPath::as_str);
    let operation = format!("{} {route}", parts.method);
    let path = parts.uri.path_and_query().map_or("", |path| path.as_str());
    let key = IdempotencyKey::of(&parts.headers, actor.id, operation, path, bytes)?;
    let (if_match, language) = (IfMatch::of(&parts.headers)?, Language::negotiate(&parts.headers));
    Ok(Caller { actor, key, if_match, language })
}

fn is_yaml(parts: &Parts, query: &ImportQuery) -> Result<bool, Problem> {
    let content_type = parts.headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let mut words = content_type.unwrap_or_default().split(';').map(|word| word.trim().to_ascii_lowercase());
    let kind = words.next().unwrap_or_default();
    match (kind.as_str(), words.all(|word| word == "charset=utf-8")) {
        (YAML, true) => Ok(true),
        (JSON, true) if query.dry_run.is_some() => Err(Problem::field(
            "/query/dryRun",
            "unknown-field",
            Text::fixed("Trong JSON, dryRun nằm trong nội dung gửi", "In JSON, dryRun stands in the body"),
        )),
        (JSON, true) => Ok(false),
        _ => {
            let both = format!("{JSON}, {YAML}");
            Err(Problem::new(Slug::UnsupportedMediaType).detail(Text::new(both.clone(), both)))
        }
    }
}

async fn read(parts: &Parts, body: Body) -> Result<Bytes, Problem> {
    let mut request = Request::new(body);
    // The extensions hold the body limit that the outer layer sets.
    *request.extensions_mut() = parts.extensions.clone();
    let unreadable = |rejection: BytesRejection| match rejection.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Problem::new(Slug::PayloadTooLarge),
        _ => Problem::new(Slug::Malformed),
    };
    Bytes::from_request(request, &()).await.map_err(unreadable)
}
