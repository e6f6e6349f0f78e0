//! Reads form 06a of any period and agency.

use axum::extract::State;
use axum::response::Response;
use motcua_kit::Problem;
use motcua_kit::auth::Actor;
use motcua_kit::http::Query;

use super::report_query::ReportQuery;
use super::report_response::report;
use crate::app::App;
use crate::domain::Form06a;
use crate::render;

/// Read form 06a: a row per agency and the total.
#[utoipa::path(get, path = "/v1/reports/form-06a", operation_id = "getForm06a", tag = "reports", params(ReportQuery),
    responses((status = 200, description = "The form", content(
        (Form06a = "application/json"), (String = "text/csv"),
        (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))))]
pub async fn get_form_06a(
    State(app): State<App>,
    actor: Actor,
    Query(query): Query<ReportQuery>,
) -> Result<Response, Problem> {
    let review = query.review(&app, &actor).await?;
    report(query.format, &review, &Form06a::of(&review), render::form_06a_csv)
}
