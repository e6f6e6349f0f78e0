//! Publishing a version of a procedure that another person drafted.

use axum::extract::State;
use motcua_contracts::ids::ProcedureId;
use motcua_kit::Problem;
use motcua_kit::auth::Role;
use motcua_kit::http::{Command, Path, Reply};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::view::ProcedureEdition;
use crate::App;
use crate::commands::{self, Wish};

/// Nothing needs to be said; the path names what is published.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({}))]
pub struct Publication {}

/// Publish a version of a procedure; a second time is harmless.
#[utoipa::path(post, path = "/v1/procedures/{id}/versions/{version}/publication", operation_id = "publishProcedure",
    tag = "procedures", request_body = Publication,
    params(("id" = ProcedureId, Path, description = "The procedure"),
        ("version" = u32, Path, description = "The version"),
        ("Idempotency-Key" = String, Header, description = "Makes a repeat the same request")),
    responses((status = 200, description = "Published", body = ProcedureEdition)),
    security(("oauth2" = ["procedures:write"])))]
pub async fn publish_procedure(
    State(app): State<App>,
    Path((id, version)): Path<(ProcedureId, u32)>,
    request: Command<Publication>,
) -> Result<Reply, Problem> {
    request.actor.require(&[Role::CatalogueApprover])?;
    commands::execute(&app, request.actor, request.once, Wish::PublishProcedure { id, version }).await
}
