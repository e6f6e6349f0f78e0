//! Publishing a version of a working calendar that another person drafted.

use axum::extract::State;
use motcua_kit::Problem;
use motcua_kit::auth::Role;
use motcua_kit::http::{Command, Path, Reply};

use super::publish_procedure::Publication;
use super::view::CalendarEdition;
use crate::App;
use crate::commands::{self, Wish};

/// Publish a version of a working calendar; a second time is harmless.
#[utoipa::path(post, path = "/v1/calendars/{code}/versions/{version}/publication", operation_id = "publishCalendar",
    tag = "calendars", request_body = Publication,
    params(("code" = String, Path, description = "Code of the calendar"),
        ("version" = u32, Path, description = "The version"),
        ("Idempotency-Key" = String, Header, description = "Makes a repeat the same request")),
    responses((status = 200, description = "Published", body = CalendarEdition)),
    security(("oauth2" = ["calendars:write"])))]
pub async fn publish_calendar(
    State(app): State<App>,
    Path((code, version)): Path<(String, u32)>,
    request: Command<Publication>,
) -> Result<Reply, Problem> {
    request.actor.require(&[Role::CatalogueApprover])?;
    commands::execute(&app, request.actor, request.once, Wish::PublishCalendar { code, version }).await
}
