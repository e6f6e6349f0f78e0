//! Reads the journey of a dossier.

use axum::extract::State;
use motcua_contracts::ids::DossierId;
use motcua_kit::Problem;
use motcua_kit::auth::Actor;
use motcua_kit::http::{Json, Path};

use super::access::find_visible;
use super::journey_view::{JourneyView, view};
use crate::app::App;
use crate::store;

/// Read the journey of a dossier: its status, who holds it and what remains.
#[utoipa::path(get, path = "/v1/dossiers/{id}/journey", operation_id = "getJourney", tag = "journeys",
    params(("id" = DossierId, Path, description = "The dossier")),
    responses((status = 200, description = "Its journey", body = JourneyView)))]
pub async fn get_journey(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<DossierId>,
) -> Result<Json<JourneyView>, Problem> {
    let journey = find_visible(&app, &actor, id).await?;
    let calendar = store::find_newest_calendar(app.db.read(), &journey.process.calendar).await?;
    view(&journey, calendar.as_ref()).map(Json).ok_or_else(Problem::not_found)
}
