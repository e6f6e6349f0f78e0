//! Receives a forwarded dossier at the competent agency (phi địa giới): the clock starts.

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
pub struct ArrivalRequest {}

/// Receive a dossier that another counter forwarded: its code stays, its limit runs from now (NĐ 118/2025 Art. 17(3)).
#[utoipa::path(post, path = "/v1/dossiers/{id}/arrival", operation_id = "receiveDossier", tag = "dossiers",
    request_body = ArrivalRequest,
    params(("id" = DossierId, Path, description = "The dossier"),
        ("Idempotency-Key" = String, Header, description = "A retry with the same key returns the stored response"),
        ("If-Match" = Option<String>, Header, description = "ETag of the record that was read; 412 when it has changed")),
    responses((status = 200, description = "Received; code and promised date", body = DossierView, headers(("ETag" = String, description = "Its version"))),
        (status = 412, description = "Changed since it was read", body = ProblemDocument)))]
pub async fn receive_dossier(
    State(app): State<App>,
    Path(id): Path<DossierId>,
    request: CommandRequest<ArrivalRequest>,
) -> Result<CommandResponse, Problem> {
    commands::run(&app, request.caller, id, Operation::Receive, view::dossier).await
}
