//! Withdraws a dossier: at once before its acceptance, afterwards with the consent of the agency.

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

/// Why it is withdrawn.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"reason": "Không còn nhu cầu"}))]
pub struct Withdrawal {
    /// The reason, for the agency.
    #[schema(min_length = 5, max_length = 1000)]
    pub reason: String,
}

/// Withdraw a dossier; after its acceptance this is a request that the agency answers.
#[utoipa::path(post, path = "/v1/dossiers/{id}/withdrawal", operation_id = "withdrawDossier", tag = "dossiers",
    request_body = Withdrawal,
    params(("id" = DossierId, Path, description = "The dossier"),
        ("Idempotency-Key" = String, Header, description = "A retry with the same key returns the stored response"),
        ("If-Match" = Option<String>, Header, description = "ETag of the record that was read; 412 when it has changed")),
    responses((status = 200, description = "Withdrawn, or requested", body = DossierView, headers(("ETag" = String, description = "Its version"))),
        (status = 412, description = "Changed since it was read", body = ProblemDocument)))]
pub async fn withdraw_dossier(
    State(app): State<App>,
    Path(id): Path<DossierId>,
    request: CommandRequest<Withdrawal>,
) -> Result<CommandResponse, Problem> {
    let operation = Operation::Command(domain::Command::Withdraw { reason: request.body.reason });
    commands::run(&app, request.caller, id, operation, view::dossier).await
}
