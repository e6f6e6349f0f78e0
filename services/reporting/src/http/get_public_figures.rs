//! Reads the public figures of the centre.

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;
use motcua_kit::Problem;
use motcua_kit::http::Query;
use serde::Deserialize;
use utoipa::IntoParams;

use super::period::period;
use crate::app::App;
use crate::domain::Review;

/// The period.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct GetPublicFiguresQuery {
    /// First day; without days the reporting year of today, 15 December to 14 December.
    #[param(example = "2021-12-15")]
    from: Option<NaiveDate>,
    /// Last day, included.
    #[param(example = "2022-12-14")]
    to: Option<NaiveDate>,
}

/// Read the public figures of the centre; at most a second old.
#[utoipa::path(get, path = "/v1/public/figures", operation_id = "getPublicFigures", tag = "reports",
    params(GetPublicFiguresQuery),
    responses((status = 200, description = "The figures of the period", body = Review)))]
pub async fn get_public_figures(
    State(app): State<App>,
    Query(query): Query<GetPublicFiguresQuery>,
) -> Result<Response, Problem> {
    let period = period(query.from, query.to, app.resources.clocks.business.now())?;
    let review = app.figures.get(&app.resources.db, period).await?;
    Ok(([(header::CACHE_CONTROL, "public, max-age=1")], axum::Json(&*review)).into_response())
}
