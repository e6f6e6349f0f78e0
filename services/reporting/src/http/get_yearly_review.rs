//! Reads the review of a period, of the whole centre or of some agencies.

use axum::extract::State;
use axum::response::Response;
use motcua_kit::Problem;
use motcua_kit::auth::Actor;
use motcua_kit::http::Query;

use super::report_query::ReportQuery;
use super::report_response::report;
use crate::app::App;
use crate::domain::Review;
use crate::render;

/// Read the yearly review; as CSV or Excel it is form 06a with the figures that the form has no column for.
#[utoipa::path(get, path = "/v1/reports/yearly-review", operation_id = "getYearlyReview", tag = "reports",
    params(ReportQuery),
    responses((status = 200, description = "The review", content(
        (Review = "application/json"), (String = "text/csv"),
        (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))))]
pub async fn get_yearly_review(
    State(app): State<App>,
    actor: Actor,
    Query(query): Query<ReportQuery>,
) -> Result<Response, Problem> {
    let review = query.review(&app, &actor).await?;
    report(query.format, &review, &review, render::csv)
}
