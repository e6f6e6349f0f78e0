//! Refusing to accept a dossier, with the reason that the law demands.

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
        ("Idempotency-Key" = String, Header, description = "Makes a repeat the same request"),
        ("If-Match" = Option<String>, Header, description = "ETag of the record that was read; refused when it changed")),
    responses((status = 200, description = "Not accepted", body = DossierView, headers(("ETag" = String, description = "Its version"))),
        (status = 412, description = "Changed since it was read", body = Problem)),
    security(("oauth2" = ["dossiers:write"])))]
pub async fn refuse_dossier(
    State(app): State<App>,
    Path(id): Path<DossierId>,
    request: Command<RefusalToAccept>,
) -> Result<Reply, Problem> {
    request.actor.require(&[Role::IntakeOfficer])?;
    let wish = Wish::Plain(domain::Command::Refuse { reason: request.body.reason });
    commands::execute(&app, request.actor, request.once, request.if_match, id, wish).await
}
