//! Drafts a version of a procedure.

use axum::extract::State;
use motcua_kit::Problem;
use motcua_kit::http::{CommandRequest, CommandResponse};

use crate::app::App;
use crate::commands;
use crate::domain::{Procedure, ProcedureEdition};

/// Draft a procedure: version 1 of a new code, or the next version of an existing one.
#[utoipa::path(post, path = "/v1/procedures", operation_id = "draftProcedure", tag = "procedures",
    request_body = Procedure,
    params(("Idempotency-Key" = String, Header, description = "A retry with the same key returns the stored response"),
        ("If-Match" = Option<String>, Header, description = "The ETag of the procedure that was read")),
    responses((status = 201, description = "Drafted; another person publishes it", body = ProcedureEdition,
        headers(("ETag" = String, description = "Version of the procedure with its drafts")))))]
pub async fn draft_procedure(
    State(app): State<App>,
    CommandRequest { caller, body }: CommandRequest<Procedure>,
) -> Result<CommandResponse, Problem> {
    commands::draft_procedure(&app, caller, body).await
}
