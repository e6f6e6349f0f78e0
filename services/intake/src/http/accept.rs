//! Accepts a dossier: it gets its legal code, and the receipt its promised date. At the counter of another agency it
//! gets the code too, and is forwarded to the competent one, where its limit begins to run.

use axum::extract::State;
use motcua_contracts::ids::DossierId;
use motcua_kit::Problem;
use motcua_kit::http::{CommandRequest, CommandResponse, Path};
use motcua_kit::problem::ProblemDocument;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::view::{self, DossierView};
use crate::app::App;
use crate::commands::{self, Operation};

/// Empty; the receipt is computed.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({}))]
pub struct AcceptanceRequest {}

/// Accept a dossier; repeating it changes nothing. At the counter of another agency (phi địa giới) it is forwarded.
#[utoipa::path(post, path = "/v1/dossiers/{id}/acceptance", operation_id = "acceptDossier", tag = "dossiers",
    request_body = AcceptanceRequest,
    params(("id" = DossierId, Path, description = "The dossier"),
        ("Idempotency-Key" = String, Header, description = "A retry with the same key returns the stored response"),
        ("If-Match" = Option<String>, Header, description = "ETag of the record that was read; 412 when it has changed")),
    responses((status = 200, description = "Accepted; code, and promised date unless it is forwarded", body = DossierView, headers(("ETag" = String, description = "Its version"))),
        (status = 412, description = "Changed since it was read", body = ProblemDocument)))]
pub async fn accept_dossier(
    State(app): State<App>,
    Path(id): Path<DossierId>,
    request: CommandRequest<AcceptanceRequest>,
) -> Result<CommandResponse, Problem> {
    commands::run(&app, request.caller, id, Operation::Accept, view::dossier).await
}
