//! Drafting a version of a working calendar.

use axum::extract::State;
use motcua_kit::Problem;
use motcua_kit::auth::Role;
use motcua_kit::http::{Command, Reply};

use super::view::{CalendarEdition, WorkingCalendar};
use crate::App;
use crate::commands::{self, Wish};

/// Draft a working calendar: version 1 of a new code, or the next version of a known one.
#[utoipa::path(post, path = "/v1/calendars", operation_id = "draftCalendar", tag = "calendars",
    request_body = WorkingCalendar,
    params(("Idempotency-Key" = String, Header, description = "Makes a repeat the same request")),
    responses((status = 201, description = "Drafted; another person publishes it", body = CalendarEdition)),
    security(("oauth2" = ["calendars:write"])))]
pub async fn draft_calendar(State(app): State<App>, request: Command<WorkingCalendar>) -> Result<Reply, Problem> {
    request.actor.require(&[Role::CatalogueEditor])?;
    commands::execute(&app, request.actor, request.once, Wish::DraftCalendar(request.body.into())).await
}
