//! What became of a dossier, for those who work on it.

use axum::extract::State;
use motcua_contracts::ids::DossierId;
use motcua_kit::Problem;
use motcua_kit::auth::Actor;
use motcua_kit::http::{Json, Path};
use motcua_worktime::local_date;

use super::view::{self, TimelineView};
use crate::{App, store};

/// Read the timeline of a dossier: staff of its agency or of that agency's successor, and of the agency that holds it;
/// the director, the auditor.
#[utoipa::path(get, path = "/v1/dossiers/{id}/timeline", operation_id = "getDossierTimeline", tag = "reports",
    params(("id" = DossierId, Path, description = "The dossier")),
    responses((status = 200, description = "The timeline, oldest line first", body = TimelineView),
        (status = 404, description = "Unknown, or not visible to the caller", body = Problem)),
    security(("oauth2" = ["dossiers:read"])))]
pub async fn get_dossier_timeline(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<DossierId>,
) -> Result<Json<TimelineView>, Problem> {
    let today = local_date(app.clocks.business.now());
    let reader = store::reader(app.db.read(), &actor, today).await?;
    let dossier = store::find(app.db.read(), &reader, id).await?.ok_or_else(Problem::not_found)?;
    let lines = store::timeline(app.db.read(), &dossier).await?;
    let names = store::names(app.db.read(), &dossier, &lines).await?;
    Ok(Json(view::timeline(dossier, &names, lines)))
}
