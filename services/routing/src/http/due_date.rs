//! Reads when a dossier is due, and why: every version of the due date recounted, day by day.

use axum::extract::State;
use motcua_contracts::ids::DossierId;
use motcua_kit::Problem;
use motcua_kit::auth::Actor;
use motcua_kit::http::{Json, Path};

use super::access::find_visible;
use super::due_date_view::{DueDateView, due_date, due_version};
use crate::app::App;
use crate::store;

/// Read when a dossier is due, and why that day.
#[utoipa::path(get, path = "/v1/dossiers/{id}/due-date", operation_id = "getDueDate", tag = "journeys",
    params(("id" = DossierId, Path, description = "The dossier")),
    responses((status = 200, description = "When it is due and how that was counted", body = DueDateView)))]
pub async fn get_due_date(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<DossierId>,
) -> Result<Json<DueDateView>, Problem> {
    let journey = find_visible(&app, &actor, id).await?;
    let due_at = journey.stage.due_at().ok_or_else(Problem::not_found)?;
    let mut versions = Vec::new();
    for (number, version) in (1..).zip(&journey.clock.versions) {
        let calendar = store::find_calendar(app.db.read(), &version.calendar, version.calendar_version).await?;
        versions.push(due_version(number, version, calendar.as_ref()));
    }
    Ok(Json(due_date(&journey, due_at, versions)))
}
