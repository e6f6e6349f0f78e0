//! The view of a rating right and its answer.

use chrono::{DateTime, Utc};
use motcua_contracts::ids::DossierId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::{Channel, RatingRight, Reason, Score, State};

/// The rating right of a dossier, and the answer once it is given.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RatingView {
    /// The dossier.
    pub dossier_id: DossierId,
    /// Its legal code.
    #[schema(example = "H35.05-221205-0001")]
    pub code: String,
    /// Code of the competent agency.
    #[schema(example = "H35.05")]
    pub agency: String,
    /// Whether it can be rated.
    pub state: State,
    /// When the result was returned, UTC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub returned_at: Option<DateTime<Utc>>,
    /// The score.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub score: Option<Score>,
    /// The reason for not being satisfied, if one was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
    /// The channel of the rating.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel: Option<Channel>,
    /// When it was rated, UTC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rated_at: Option<DateTime<Utc>>,
}

/// The view of a rating right.
pub fn rating(right: &RatingRight) -> RatingView {
    let rated = right.stage.rated();
    RatingView {
        dossier_id: right.dossier,
        code: right.code.clone(),
        agency: right.agency.to_string(),
        state: right.stage.state(),
        returned_at: right.stage.since(),
        score: rated.map(|(answer, _)| answer.score),
        reason: rated.and_then(|(answer, _)| answer.reason),
        channel: rated.map(|(answer, _)| answer.channel),
        rated_at: rated.map(|(_, at)| at),
    }
}
