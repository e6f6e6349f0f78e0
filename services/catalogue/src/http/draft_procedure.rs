//! Drafting a version of a procedure.

use axum::extract::State;
use motcua_contracts::ids::ProcedureId;
use motcua_kit::Problem;
use motcua_kit::auth::Role;
use motcua_kit::http::{Command, Reply};

use super::view::ProcedureEdition;
use crate::App;
use crate::commands::{self, Wish};
use crate::domain::Procedure;

/// Draft a procedure: version 1 of a new code, or the next version of a known one.
#[utoipa::path(post, path = "/v1/procedures", operation_id = "draftProcedure", tag = "procedures",
    request_body = Procedure,
    params(("Idempotency-Key" = String, Header, description = "Makes a repeat the same request")),
    responses((status = 201, description = "Drafted; another person publishes it", body = ProcedureEdition)),
    security(("oauth2" = ["procedures:write"])))]
pub async fn draft_procedure(State(app): State<App>, request: Command<Procedure>) -> Result<Reply, Problem> {
    request.actor.require(&[Role::CatalogueEditor])?;
    let wish = Wish::DraftProcedure { fresh: ProcedureId::mint(), content: Box::new(request.body) };
    commands::execute(&app, request.actor, request.once, wish).await
}
