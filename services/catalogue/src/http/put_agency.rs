//! Adds an agency, or replaces one.

use axum::extract::State;
use motcua_kit::Problem;
use motcua_kit::http::{CommandRequest, CommandResponse};
use motcua_kit::problem::ProblemDocument;

use crate::app::App;
use crate::commands;
use crate::domain::Agency;

/// Add an agency, or replace one by its code; the same content again changes nothing.
///
/// A replacement needs the ETag of the agency that was read, so that no change of another editor is overwritten. A new
/// agency needs no precondition, or `If-None-Match: *`.
#[utoipa::path(post, path = "/v1/agencies", operation_id = "putAgency", tag = "agencies", request_body = Agency,
    params(("Idempotency-Key" = String, Header, description = "A retry with the same key returns the stored response"),
        ("If-Match" = Option<String>, Header, description = "The ETag of the agency that is replaced"),
        ("If-None-Match" = Option<String>, Header, description = "`*`: only when the agency does not exist yet")),
    responses((status = 201, description = "Added", body = Agency,
            headers(("ETag" = String, description = "Version of the agency"))),
        (status = 200, description = "Replaced, or the same as before", body = Agency,
            headers(("ETag" = String, description = "Version of the agency"))),
        (status = 412, description = "The agency has another version, or does not exist", body = ProblemDocument),
        (status = 428, description = "The agency exists and If-Match is missing", body = ProblemDocument)))]
pub async fn put_agency(
    State(app): State<App>,
    CommandRequest { caller, body }: CommandRequest<Agency>,
) -> Result<CommandResponse, Problem> {
    commands::put_agency(&app, caller, body).await
}
