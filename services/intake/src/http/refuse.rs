//! Refuses to accept a dossier, with the reason that the law demands.

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
use crate::domain;

/// Why it is not accepted.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"reason": "Hồ sơ không thuộc phạm vi giải quyết"}))]
pub struct RefusalToAccept {
    /// The reason, as the applicant will read it (Mẫu 03).
    #[schema(min_length = 5, max_length = 1000)]
    pub reason: String,
}

/// Refuse to accept a dossier.
#[utoipa::path(post, path = "/v1/dossiers/{id}/refusal", operation_id = "refuseDossier", tag = "dossiers",
    request_body = RefusalToAccept,
    params(("id" = DossierId, Path, description = "The dossier"),
        ("Idempotency-Key" = String, Header, description = "A retry with the same key returns the stored response"),
        ("If-Match" = Option<String>, Header, description = "ETag of the record that was read; 412 when it has changed")),
    responses((status = 200, description = "Not accepted", body = DossierView, headers(("ETag" = String, description = "Its version"))),
        (status = 412, description = "Changed since it was read", body = ProblemDocument)))]
pub async fn refuse_dossier(
    State(app): State<App>,
    Path(id): Path<DossierId>,
    request: CommandRequest<RefusalToAccept>,
) -> Result<CommandResponse, Problem> {
    let operation = Operation::Command(domain::Command::Refuse { reason: request.body.reason });
    commands::run(&app, request.caller, id, operation, view::dossier).await
}
