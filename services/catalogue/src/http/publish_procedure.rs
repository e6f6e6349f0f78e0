//! Publishes a version of a procedure that another person drafted.

use axum::extract::State;
use motcua_contracts::ids::ProcedureId;
use motcua_kit::Problem;
use motcua_kit::http::{CommandRequest, CommandResponse, Path};

use super::publication::Publication;
use crate::app::App;
use crate::commands;
use crate::domain::ProcedureEdition;

/// Publish a version of a procedure; publishing it again changes nothing.
#[utoipa::path(post, path = "/v1/procedures/{id}/versions/{version}/publication", operation_id = "publishProcedure",
    tag = "procedures", request_body = Publication,
    params(("id" = ProcedureId, Path, description = "The procedure"),
        ("version" = u32, Path, description = "The version"),
        ("Idempotency-Key" = String, Header, description = "A retry with the same key returns the stored response"),
        ("If-Match" = Option<String>, Header, description = "The ETag of the procedure that was read")),
    responses((status = 200, description = "Published", body = ProcedureEdition,
        headers(("ETag" = String, description = "Version of the procedure with its drafts")))))]
pub async fn publish_procedure(
    State(app): State<App>,
    Path((id, version)): Path<(ProcedureId, u32)>,
    CommandRequest { caller, .. }: CommandRequest<Publication>,
) -> Result<CommandResponse, Problem> {
    commands::publish_procedure(&app, caller, id, version).await
}
