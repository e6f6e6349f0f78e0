//! The review of a period, of the whole centre or of some agencies.

use axum::extract::State;
use axum::response::Response;
use motcua_kit::Problem;
use motcua_kit::auth::Actor;
use motcua_kit::http::Query;

use super::answer;
use super::wanted::Wanted;
use crate::domain::Review;
use crate::{App, render, store};

/// Read the yearly review; as CSV or Excel it is form 06a with the figures that the form has no column for.
#[utoipa::path(get, path = "/v1/reports/yearly-review", operation_id = "getYearlyReview", tag = "reports", params(Wanted),
    responses((status = 200, description = "The review", content(
        (Review = "application/json"), (String = "text/csv"),
        (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))),
    security(("oauth2" = ["reports:read"])))]
pub async fn get_yearly_review(
    State(app): State<App>,
    actor: Actor,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Problem> {
    let agencies = wanted.agencies(&app, &actor).await?;
    let period = wanted.period(app.clocks.business.now())?;
    let review = store::review_of(&app.db, period, agencies.as_deref()).await?;
    answer::report(wanted.format, &review, &review, render::csv)
}
