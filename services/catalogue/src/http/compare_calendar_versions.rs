//! Compares two versions of a working calendar.

use axum::extract::State;
use chrono::NaiveDate;
use motcua_kit::Problem;
use motcua_kit::http::{Json, Path, Query};
use motcua_kit::page::{self, Page};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::app::App;
use crate::domain::{DayDifference, day_differences};
use crate::store;

/// The version to compare with, and the page.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CompareCalendarVersionsQuery {
    /// The earlier version.
    #[param(minimum = 1, example = 1)]
    from: u32,
    /// Where the page begins: `next` of the page before.
    cursor: Option<String>,
    /// The number of items, 1 to 200.
    limit: Option<u64>,
}

/// Compare a version of a working calendar, also a draft, with an earlier one: the days whose working time differs.
#[utoipa::path(get, path = "/v1/calendars/{code}/versions/{version}/differences",
    operation_id = "compareCalendarVersions", tag = "calendars",
    params(("code" = String, Path, description = "Code of the calendar"),
        ("version" = u32, Path, description = "The later version"), CompareCalendarVersionsQuery),
    responses((status = 200, description = "A page of days", body = Page<DayDifference>)))]
pub async fn compare_calendar_versions(
    State(app): State<App>,
    Path((code, version)): Path<(String, u32)>,
    Query(query): Query<CompareCalendarVersionsQuery>,
) -> Result<Json<Page<DayDifference>>, Problem> {
    let limit = page::limit(query.limit)?;
    let after: Option<NaiveDate> = page::decode(query.cursor.as_deref())?;
    let db = app.db.read();
    let earlier = store::find_calendar_content(db, &code, query.from).await?.ok_or_else(Problem::not_found)?;
    let later = store::find_calendar_content(db, &code, version).await?.ok_or_else(Problem::not_found)?;
    let enough = usize::try_from(limit).unwrap_or(usize::MAX).saturating_add(1);
    let days = day_differences(&earlier, &later, after).take(enough).collect();
    Ok(Json(Page::of(days, limit, |difference: &DayDifference| difference.day)))
}
