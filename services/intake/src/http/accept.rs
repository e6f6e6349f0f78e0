//! Accepting a dossier: it gets its legal code, and the receipt its promised date. At the counter of another agency it
//! gets the code too, and is sent on to the competent one, where its limit begins to run.

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

/// Nothing needs to be said; the receipt is computed.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({}))]
pub struct Acceptance {}

/// Accept a dossier; a second time is harmless. At the counter of another agency (phi địa giới) it is sent on.
#[utoipa::path(post, path = "/v1/dossiers/{id}/acceptance", operation_id = "acceptDossier", tag = "dossiers",
    request_body = Acceptance,
    params(("id" = DossierId, Path, description = "The dossier"),
        ("Idempotency-Key" = String, Header, description = "Makes a repeat the same request"),
        ("If-Match" = Option<String>, Header, description = "ETag of the record that was read; refused when it changed")),
    responses((status = 200, description = "Accepted; code, and promised date unless it is sent on", body = DossierView, headers(("ETag" = String, description = "Its version"))),
        (status = 412, description = "Changed since it was read", body = Problem)),
    security(("oauth2" = ["dossiers:write"])))]
pub async fn accept_dossier(
    State(app): State<App>,
    Path(id): Path<DossierId>,
    request: Command<Acceptance>,
) -> Result<Reply, Problem> {
    request.actor.require(&[Role::IntakeOfficer])?;
    commands::execute(&app, request.actor, request.once, request.if_match, id, Wish::Accept).await
}
