//! Publishes a version of a working calendar that another person drafted.

use axum::extract::State;
use motcua_kit::Problem;
use motcua_kit::http::{CommandRequest, CommandResponse, Path};

use super::publication::Publication;
use crate::app::App;
use crate::commands;
use crate::domain::CalendarEdition;

/// Publish a version of a working calendar; publishing it again changes nothing.
#[utoipa::path(post, path = "/v1/calendars/{code}/versions/{version}/publication", operation_id = "publishCalendar",
    tag = "calendars", request_body = Publication,
    params(("code" = String, Path, description = "Code of the calendar"),
        ("version" = u32, Path, description = "The version"),
        ("Idempotency-Key" = String, Header, description = "A retry with the same key returns the stored response"),
        ("If-Match" = Option<String>, Header, description = "The ETag of the calendar that was read")),
    responses((status = 200, description = "Published", body = CalendarEdition,
        headers(("ETag" = String, description = "Version of the calendar with its drafts")))))]
pub async fn publish_calendar(
    State(app): State<App>,
    Path((code, version)): Path<(String, u32)>,
    CommandRequest { caller, .. }: CommandRequest<Publication>,
) -> Result<CommandResponse, Problem> {
    commands::publish_calendar(&app, caller, code, version).await
}
