//! Lists agencies with their units.

use axum::extract::State;
use motcua_kit::Problem;
use motcua_kit::http::{Json, Query};
use motcua_kit::page::{self, Page};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::app::App;
use crate::domain::Agency;
use crate::store;

/// The page.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListAgenciesQuery {
    /// Where the page begins: `next` of the page before.
    cursor: Option<String>,
    /// The number of items, 1 to 200.
    limit: Option<u64>,
}

/// List the agencies, by code.
#[utoipa::path(get, path = "/v1/agencies", operation_id = "listAgencies", tag = "agencies", params(ListAgenciesQuery),
    responses((status = 200, description = "A page of agencies", body = Page<Agency>)))]
pub async fn list_agencies(
    State(app): State<App>,
    Query(query): Query<ListAgenciesQuery>,
) -> Result<Json<Page<Agency>>, Problem> {
    let limit = page::limit(query.limit)?;
    let after: Option<String> = page::decode(query.cursor.as_deref())?;
    let rows = store::list_agencies(app.db.read(), after, limit).await?;
    Ok(Json(Page::of(rows, limit, |agency: &Agency| agency.code.clone())))
}
