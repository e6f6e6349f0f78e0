//! Handing in the papers that were asked for.

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
use crate::domain::{self, PaperHandedIn};

/// The papers that were asked for.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"papers": [{"code": "P2", "originals": 0, "copies": 1}]}))]
pub struct Supplement {
    /// The papers.
    #[schema(min_items = 1, max_items = 100)]
    pub papers: Vec<PaperHandedIn>,
}

/// Hand in the papers that were asked for; the clock goes on.
#[utoipa::path(post, path = "/v1/dossiers/{id}/supplements", operation_id = "supplementDossier", tag = "dossiers",
    request_body = Supplement,
    params(("id" = DossierId, Path, description = "The dossier"),
        ("Idempotency-Key" = String, Header, description = "Makes a repeat the same request"),
        ("If-Match" = Option<String>, Header, description = "ETag of the record that was read; refused when it changed")),
    responses((status = 200, description = "Handed in", body = DossierView, headers(("ETag" = String, description = "Its version"))),
        (status = 412, description = "Changed since it was read", body = Problem)),
    security(("oauth2" = ["dossiers:write"])))]
pub async fn supplement_dossier(
    State(app): State<App>,
    Path(id): Path<DossierId>,
    request: Command<Supplement>,
) -> Result<Reply, Problem> {
    request.actor.require(&[Role::Citizen, Role::IntakeOfficer])?;
    let wish = Wish::Plain(domain::Command::Supplement { papers: request.body.papers });
    commands::execute(&app, request.actor, request.once, request.if_match, id, wish).await
}
