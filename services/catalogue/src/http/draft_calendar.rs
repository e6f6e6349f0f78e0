//! Drafts a version of a working calendar.

use axum::extract::State;
use motcua_kit::Problem;
use motcua_kit::http::{CommandRequest, CommandResponse};

use crate::app::App;
use crate::commands;
use crate::domain::{CalendarEdition, WorkingCalendar};

/// Draft a working calendar: version 1 of a new code, or the next version of an existing one.
#[utoipa::path(post, path = "/v1/calendars", operation_id = "draftCalendar", tag = "calendars",
    request_body = WorkingCalendar,
    params(("Idempotency-Key" = String, Header, description = "A retry with the same key returns the stored response"),
        ("If-Match" = Option<String>, Header, description = "The ETag of the calendar that was read")),
    responses((status = 201, description = "Drafted; another person publishes it", body = CalendarEdition,
        headers(("ETag" = String, description = "Version of the calendar with its drafts")))))]
pub async fn draft_calendar(
    State(app): State<App>,
    CommandRequest { caller, body }: CommandRequest<WorkingCalendar>,
) -> Result<CommandResponse, Problem> {
    commands::draft_calendar(&app, caller, body.into()).await
}
