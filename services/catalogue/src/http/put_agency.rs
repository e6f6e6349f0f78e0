//! Adding an agency, or making it another.

use axum::extract::State;
use motcua_kit::Problem;
use motcua_kit::auth::Role;
use motcua_kit::http::{Command, Reply};

use crate::App;
use crate::commands::{self, Wish};
use crate::domain::Agency;

/// Add an agency or replace it by its code; the same content again changes nothing.
#[utoipa::path(post, path = "/v1/agencies", operation_id = "putAgency", tag = "agencies", request_body = Agency,
    params(("Idempotency-Key" = String, Header, description = "Makes a repeat the same request")),
    responses((status = 201, description = "Added", body = Agency),
        (status = 200, description = "Replaced, or the same as before", body = Agency)),
    security(("oauth2" = ["agencies:write"])))]
pub async fn put_agency(State(app): State<App>, request: Command<Agency>) -> Result<Reply, Problem> {
    request.actor.require(&[Role::CatalogueEditor])?;
    commands::execute(&app, request.actor, request.once, Wish::PutAgency(request.body)).await
}
