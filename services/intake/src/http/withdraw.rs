//! Taking a dossier back: at once before its acceptance, afterwards by asking the agency.

use axum::extract::State;
use motcua_contracts::ids::DossierId;
use motcua_kit::Problem;
use motcua_kit::auth::Role;
use motcua_kit::http::{Command, Path, Reply};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::view::DossierView;
use crate::App;
use crate::commands::{self, Wish};
use crate::domain;

/// Why it is taken back.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"reason": "Không còn nhu cầu"}))]
pub struct Withdrawal {
    /// The reason, for the agency.
    #[schema(min_length = 5, max_length = 1000)]
    pub reason: String,
}

/// Take a dossier back; after its acceptance the agency answers.
#[utoipa::path(post, path = "/v1/dossiers/{id}/withdrawal", operation_id = "withdrawDossier", tag = "dossiers",
    request_body = Withdrawal,
    params(("id" = DossierId, Path, description = "The dossier"),
        ("Idempotency-Key" = String, Header, description = "Makes a repeat the same request"),
        ("If-Match" = Option<String>, Header, description = "ETag of the record that was read; refused when it changed")),
    responses((status = 200, description = "Taken back, or asked for", body = DossierView, headers(("ETag" = String, description = "Its version"))),
        (status = 412, description = "Changed since it was read", body = Problem)),
    security(("oauth2" = ["dossiers:write"])))]
pub async fn withdraw_dossier(
    State(app): State<App>,
    Path(id): Path<DossierId>,
    request: Command<Withdrawal>,
) -> Result<Reply, Problem> {
    request.actor.require(&[Role::Citizen, Role::IntakeOfficer])?;
    let wish = Wish::Plain(domain::Command::Withdraw { reason: request.body.reason });
    commands::execute(&app, request.actor, request.once, request.if_match, id, wish).await
}
