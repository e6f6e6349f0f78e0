//! A report as a response: JSON, or a file to download.

use axum::body::Body;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use motcua_kit::Problem;
use serde::Serialize;

use super::report_query::Format;
use crate::domain::Review;
use crate::render;

const CSV: &str = "text/csv; charset=utf-8";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// `document` as JSON, or `review` as a file: the CSV that `csv` writes, or the workbook.
///
/// # Errors
/// `internal` when the workbook cannot be written.
pub fn report<T: Serialize>(
    format: Format,
    review: &Review,
    document: &T,
    csv: fn(&Review) -> String,
) -> Result<Response, Problem> {
    let mut response = match format {
        Format::Json => axum::Json(document).into_response(),
        Format::Csv => file(review, CSV, "csv", csv(review).into())?,
        Format::Xlsx => {
            let workbook = render::xlsx(review).map_err(|error| Problem::internal(&error))?;
            file(review, XLSX, "xlsx", workbook.into())?
        }
    };
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    Ok(response)
}

fn file(review: &Review, media_type: &'static str, suffix: &str, content: Body) -> Result<Response, Problem> {
    let (from, to) = (review.period.from, review.period.to);
    let disposition = format!("attachment; filename=\"06a_{from}_{to}.{suffix}\"");
    let disposition = HeaderValue::from_str(&disposition).map_err(|error| Problem::internal(&error))?;
    let mut response = Response::new(content);
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    response.headers_mut().insert(header::CONTENT_DISPOSITION, disposition);
    Ok(response)
}
