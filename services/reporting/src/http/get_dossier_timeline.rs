//! Reads the timeline of a dossier, for staff.

use axum::extract::State;
use motcua_contracts::ids::DossierId;
use motcua_kit::Problem;
use motcua_kit::auth::Actor;
use motcua_kit::http::{Json, Path};
use motcua_kit::problem::ProblemDocument;
use motcua_worktime::local_date;

use super::view::{self, TimelineView};
use crate::app::App;
use crate::store;

/// Read the timeline of a dossier: staff of its agency or of that agency's successor, and of the agency that holds it;
/// the director, the auditor.
#[utoipa::path(get, path = "/v1/dossiers/{id}/timeline", operation_id = "getDossierTimeline", tag = "reports",
    params(("id" = DossierId, Path, description = "The dossier")),
    responses((status = 200, description = "The timeline, oldest entry first", body = TimelineView),
        (status = 404, description = "Unknown, or not visible to the caller", body = ProblemDocument)))]
pub async fn get_dossier_timeline(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<DossierId>,
) -> Result<Json<TimelineView>, Problem> {
    let (db, today) = (app.resources.db.read(), local_date(app.resources.clocks.business.now()));
    let reader = store::find_access_scope(db, &actor, today).await?;
    let dossier = store::find(db, &reader, id).await?.ok_or_else(Problem::not_found)?;
    let timeline = store::list_timeline(db, &dossier).await?;
    let names = store::find_names(db, &dossier, &timeline).await?;
    Ok(Json(view::timeline(dossier, &names, &timeline)))
}
