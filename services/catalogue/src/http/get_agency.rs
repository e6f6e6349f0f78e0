//! Reads one agency.

use axum::extract::State;
use axum::response::IntoResponse;
use motcua_contracts::AgencyCode;
use motcua_kit::Problem;
use motcua_kit::http::{Json, Path, etag};

use crate::app::App;
use crate::domain::Agency;
use crate::store;

/// Read an agency; its ETag is what a replacement sends as `If-Match`.
#[utoipa::path(get, path = "/v1/agencies/{code}", operation_id = "getAgency", tag = "agencies",
    params(("code" = String, Path, description = "Code of the agency")),
    responses((status = 200, description = "The agency", body = Agency,
        headers(("ETag" = String, description = "Version of the agency")))))]
pub async fn get_agency(State(app): State<App>, Path(code): Path<AgencyCode>) -> Result<impl IntoResponse, Problem> {
    let record = store::load_agency(&app.db.unit_of_work(), &code).await?;
    let agency = record.value.agency.ok_or_else(Problem::not_found)?;
    Ok((etag(record.version.version), Json(agency)))
}
