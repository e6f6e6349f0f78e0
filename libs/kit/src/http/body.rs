//! Extractors for body, path and query that refuse with a problem document.

use axum::extract::rejection::BytesRejection;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use motcua_contracts::Text;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use utoipa::ToSchema;

use super::body_size::{self, BodySize};
use crate::problem::{FieldError, Problem, Slug};

/// A JSON body, checked against the published schema of its type; or a JSON answer.
#[derive(Debug, Clone)]
pub struct Json<T>(pub T);

impl<T, S> FromRequest<S> for Json<T>
where
    T: DeserializeOwned + ToSchema + 'static,
    S: Send + Sync,
{
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        require_json(request.headers())?;
        let bytes = Bytes::from_request(request, state).await.map_err(|rejection| unreadable(&rejection))?;
        parse(&bytes, BodySize::DEFAULT).map(Self)
    }
}

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        axum::Json(self.0).into_response()
    }
}

/// Refuses a body whose content type is not JSON.
///
/// # Errors
/// `unsupported-media-type`.
pub fn require_json(headers: &HeaderMap) -> Result<(), Problem> {
    let stated = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let mut parts = stated.split(';').map(|part| part.trim().to_ascii_lowercase());
    let is_json = parts.next().as_deref() == Some("application/json");
    let is_utf8 = parts.all(|parameter| parameter == "charset=utf-8");
    if is_json && is_utf8 {
        Ok(())
    } else {
        Err(Problem::new(Slug::UnsupportedMediaType).detail(Text::fixed("application/json", "application/json")))
    }
}

/// Parses a body and checks it against the published schema of its type.
///
/// # Errors
/// `malformed` when it is no JSON, `payload-too-large` when it holds too many values, `validation` with the fields that
/// are wrong.
pub fn parse<T: DeserializeOwned + ToSchema + 'static>(bytes: &[u8], size: BodySize) -> Result<T, Problem> {
    let malformed = |error: serde_json::Error| Problem::new(Slug::Malformed).detail(place(&error));
    if body_size::exceeds(bytes, size.values).map_err(malformed)? {
        return Err(Problem::new(Slug::PayloadTooLarge).detail(too_many_values(size.values)));
    }
    let mut document: Value = serde_json::from_slice(bytes).map_err(malformed)?;
    let mut errors = super::text::normalize(&mut document, size.errors);
    let found = super::schema::check::<T>(&document, size.errors.saturating_sub(errors.len()));
    let mut found = found.map_err(|error| Problem::internal(&error))?;
    // One error for each text: what nobody can see is not too short as well.
    found.retain(|error| !errors.iter().any(|known| known.pointer == error.pointer));
    errors.extend(found);
    if !errors.is_empty() {
        return Err(wrong_fields(errors, size.errors));
    }
    // From the bytes first, because a value keeps only the last of two equal keys.
    let whole = serde_json::from_slice::<T>(bytes).and_then(|_| serde_json::from_value(document));
    whole.map_err(|error| Problem::field("", "rule", without_values(&error)))
}

/// `validation`; when there are more errors than are collected, it says so.
fn wrong_fields(mut errors: Vec<FieldError>, most: usize) -> Problem {
    if errors.len() < most {
        return Problem::fields(errors);
    }
    errors.truncate(most);
    let detail = Text::new(
        format!("Có từ {most} lỗi trở lên; đây là {most} lỗi đầu tiên."),
        format!("{most} errors or more; these are the first {most}."),
    );
    Problem::fields(errors).detail(detail)
}

fn too_many_values(most: usize) -> Text {
    Text::new(format!("Nội dung có quá {most} giá trị."), format!("The body holds more than {most} values."))
}

fn place(error: &serde_json::Error) -> Text {
    let (line, column) = (error.line(), error.column());
    Text::new(format!("Dòng {line} cột {column}"), format!("Line {line} column {column}"))
}

/// The error of serde, cut before any value that it quotes.
fn without_values(error: &serde_json::Error) -> Text {
    let text = error.to_string();
    let end = text.find(['`', '"']).unwrap_or(text.len());
    let (rule, Text { vi, en }) = (text[..end].trim_end(), place(error));
    Text::new(format!("{rule} ({vi})"), format!("{rule} ({en})"))
}

/// A body that could not be read, as a problem.
pub fn unreadable(rejection: &BytesRejection) -> Problem {
    if rejection.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE {
        Problem::new(Slug::PayloadTooLarge)
    } else {
        Problem::new(Slug::Malformed)
    }
}

/// Parameters in the path. One that does not parse, or contains a NUL, is `not-found`: no such object can exist.
#[derive(Debug, Clone)]
pub struct Path<T>(pub T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Path<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        if has_nul(parts.uri.path()) {
            return Err(Problem::not_found());
        }
        let path = axum::extract::Path::<T>::from_request_parts(parts, state).await;
        path.map(|axum::extract::Path(value)| Self(value)).map_err(|_| Problem::not_found())
    }
}

/// Parameters in the query; unknown ones, and texts with a NUL, are refused.
#[derive(Debug, Clone)]
pub struct Query<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Query<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        if has_nul(parts.uri.query().unwrap_or_default()) {
            return Err(Problem::field("/query", "character", super::text::not_storable()));
        }
        match axum::extract::Query::<T>::from_request_parts(parts, state).await {
            Ok(axum::extract::Query(value)) => Ok(Self(value)),
            Err(rejection) => Err(Problem::field("/query", "query", query_fault(&rejection.body_text()))),
        }
    }
}

/// Whether a part of an address encodes the NUL character, which PostgreSQL cannot store or compare.
fn has_nul(encoded: &str) -> bool {
    encoded.contains("%00")
}

/// The last clause of axum's error: the parameter and the rule, not the type's name.
fn query_fault(text: &str) -> Text {
    let fault = text.rsplit_once("string: ").map_or(text, |(_, fault)| fault);
    Text::new(fault.to_owned(), fault.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(uri: &str) -> Parts {
        Request::builder().uri(uri).body(()).unwrap().into_parts().0
    }

    #[tokio::test]
    async fn a_nul_in_a_query_or_path_is_refused() {
        type Pairs = Vec<(String, String)>;
        let query = Query::<Pairs>::from_request_parts(&mut parts("/v1/tasks?code=H35%00"), &()).await;
        assert_eq!(query.unwrap_err().code(), "validation");
        let path = Path::<String>::from_request_parts(&mut parts("/v1/agencies/%00"), &()).await;
        assert_eq!(path.unwrap_err().code(), "not-found");
        let percent = Query::<Pairs>::from_request_parts(&mut parts("/v1/tasks?code=%2500"), &()).await;
        assert_eq!(percent.unwrap().0, [("code".to_owned(), "%00".to_owned())]);
    }
}
