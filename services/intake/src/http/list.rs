//! Listing dossiers.

use axum::extract::State;
use motcua_contracts::ids::DossierId;
use motcua_kit::Problem;
use motcua_kit::auth::Actor;
use motcua_kit::http::{Json, Query};
use motcua_kit::page::{self, Page};
use serde::Deserialize;
use utoipa::IntoParams;

use super::view::{self, DossierView};
use crate::App;
use crate::store::{self, Filter};

/// What to list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Wanted {
    /// National status code.
    status: Option<i32>,
    /// Where to go on, from `next` of the page before.
    cursor: Option<String>,
    /// How many, 1 to 200.
    limit: Option<u64>,
}

/// List the dossiers the caller may see, oldest first.
#[utoipa::path(get, path = "/v1/dossiers", operation_id = "listDossiers", tag = "dossiers", params(Wanted),
    responses((status = 200, description = "A page of dossiers", body = Page<DossierView>)),
    security(("oauth2" = ["dossiers:read"])))]
pub async fn list_dossiers(
    State(app): State<App>,
    actor: Actor,
    Query(wanted): Query<Wanted>,
) -> Result<Json<Page<DossierView>>, Problem> {
    let limit = page::limit(wanted.limit)?;
    let after: Option<DossierId> = page::decode(wanted.cursor.as_deref())?;
    let rows = store::list(app.db.read(), &actor, &Filter { status: wanted.status, after }, limit).await?;
    Ok(Json(Page::of(rows, limit, |dossier| dossier.id).map(|dossier| view::dossier(&dossier))))
}
