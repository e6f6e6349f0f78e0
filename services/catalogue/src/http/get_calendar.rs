//! Reads the newest published version of a working calendar.

use axum::extract::State;
use axum::response::IntoResponse;
use motcua_kit::Problem;
use motcua_kit::http::{Json, Path, etag};

use crate::app::App;
use crate::domain::WorkingCalendar;
use crate::store;

/// Read the newest published version of a working calendar.
#[utoipa::path(get, path = "/v1/calendars/{code}", operation_id = "getCalendar", tag = "calendars",
    params(("code" = String, Path, description = "Code of the calendar")),
    responses((status = 200, description = "The calendar", body = WorkingCalendar,
        headers(("ETag" = String, description = "Version of the calendar with its drafts")))))]
pub async fn get_calendar(State(app): State<App>, Path(code): Path<String>) -> Result<impl IntoResponse, Problem> {
    let versions = store::load_calendar(&app.db.unit_of_work(), &code).await?;
    let version = versions.value.published().ok_or_else(Problem::not_found)?;
    let calendar = store::find_calendar_content(app.db.read(), &code, version).await?.ok_or_else(Problem::not_found)?;
    Ok((etag(versions.version.version), Json(WorkingCalendar::from(calendar))))
}
