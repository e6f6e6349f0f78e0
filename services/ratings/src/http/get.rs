//! Reads the rating of one dossier.

use axum::extract::State;
use motcua_contracts::ids::DossierId;
use motcua_kit::Problem;
use motcua_kit::auth::Actor;
use motcua_kit::http::{Json, Path};

use super::view::{self, RatingView};
use crate::app::App;
use crate::store;

/// Read whether a dossier can be rated, and its rating.
#[utoipa::path(get, path = "/v1/ratings/{dossierId}", operation_id = "getRating", tag = "ratings",
    params(("dossierId" = DossierId, Path, description = "The dossier")),
    responses((status = 200, description = "The rating right and its answer", body = RatingView)))]
pub async fn get_rating(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<DossierId>,
) -> Result<Json<RatingView>, Problem> {
    let right = store::find(app.resources.db.read(), &actor, id).await?.ok_or_else(Problem::not_found)?;
    Ok(Json(view::rating(&right)))
}
