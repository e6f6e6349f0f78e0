//! Reading a working calendar.

use axum::extract::State;
use motcua_kit::Problem;
use motcua_kit::http::{Json, Path};

use super::view::WorkingCalendar;
use crate::{App, store};

/// Read the newest published version of a working calendar.
#[utoipa::path(get, path = "/v1/calendars/{code}", operation_id = "getCalendar", tag = "calendars",
    params(("code" = String, Path, description = "Code of the calendar")),
    responses((status = 200, description = "The calendar", body = WorkingCalendar)),
    security(()))]
pub async fn get_calendar(State(app): State<App>, Path(code): Path<String>) -> Result<Json<WorkingCalendar>, Problem> {
    let calendar = store::find_calendar(app.db.read(), &code).await?.ok_or_else(Problem::not_found)?;
    Ok(Json(calendar.into()))
}
