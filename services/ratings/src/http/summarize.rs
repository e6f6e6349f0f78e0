//! Counts the ratings of a period; public, because counts name no person.

use axum::extract::State;
use chrono::NaiveDate;
use motcua_contracts::Text;
use motcua_kit::Problem;
use motcua_kit::http::{Json, Query};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::app::App;
use crate::domain::Period;
use crate::store;

/// The period and the agency to count.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct SummarizeRatingsQuery {
    /// First local day.
    from: NaiveDate,
    /// Last local day.
    to: NaiveDate,
    /// Code of an agency; all agencies when absent.
    agency: Option<String>,
}

/// Ratings of a period, counted by their own time.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RatingCounts {
    /// All ratings.
    #[schema(example = 12_710)]
    pub total: u64,
    /// Rất hài lòng.
    #[schema(example = 12_670)]
    pub very_satisfied: u64,
    /// Hài lòng.
    #[schema(example = 40)]
    pub satisfied: u64,
    /// Không hài lòng.
    #[schema(example = 0)]
    pub not_satisfied: u64,
}

/// The ratings of a period, counted, and the response rate.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RatingSummary {
    /// First local day.
    pub from: NaiveDate,
    /// Last local day.
    pub to: NaiveDate,
    /// The agency of the query; absent for all agencies.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "H35.05")]
    pub agency: Option<String>,
    /// The ratings given in the period.
    pub ratings: RatingCounts,
    /// Dossiers whose result was returned in the period.
    #[schema(example = 40_693)]
    pub returned: u64,
    /// Of these, the dossiers that were rated by the end of the period.
    #[schema(example = 12_710)]
    pub responded: u64,
    /// `responded` of `returned`, 0 to 1 with four decimals; absent when nothing was returned.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = 0.3123)]
    pub response_rate: Option<f64>,
}

/// Count the ratings of a period.
#[utoipa::path(get, path = "/v1/ratings/summary", operation_id = "summarizeRatings", tag = "ratings", params(SummarizeRatingsQuery),
    responses((status = 200, description = "Counts and response rate", body = RatingSummary)))]
pub async fn summarize_ratings(
    State(app): State<App>,
    Query(query): Query<SummarizeRatingsQuery>,
) -> Result<Json<RatingSummary>, Problem> {
    let SummarizeRatingsQuery { from, to, agency } = query;
    let period = Period::of(from, to).ok_or_else(|| {
        Problem::field(
            "/query/to",
            "range",
            Text::fixed("Không trước ngày đầu, năm 2000–2999", "Not before from, years 2000–2999"),
        )
    })?;
    let counts = store::summary(app.resources.db.read(), &period, agency.as_deref()).await?;
    let ratings = RatingCounts {
        total: counts.very_satisfied + counts.satisfied + counts.not_satisfied,
        very_satisfied: counts.very_satisfied,
        satisfied: counts.satisfied,
        not_satisfied: counts.not_satisfied,
    };
    let (returned, responded) = (counts.returned, counts.responded);
    Ok(Json(RatingSummary { from, to, agency, ratings, returned, responded, response_rate: rate(responded, returned) }))
}

/// A share with four decimals.
fn rate(part: u64, whole: u64) -> Option<f64> {
    let scaled = (part * 10_000 + whole / 2).checked_div(whole)?;
    u32::try_from(scaled).ok().map(|scaled| f64::from(scaled) / 10_000.0)
}

#[cfg(test)]
mod tests {
    use super::rate;

    #[test]
    fn the_rate_has_four_decimals_and_needs_something_returned() {
        assert_eq!(rate(12_710, 40_693), Some(0.3123));
        assert_eq!(rate(3, 3), Some(1.0));
        assert_eq!(rate(0, 0), None);
    }
}
