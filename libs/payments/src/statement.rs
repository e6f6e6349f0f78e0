//! The platform's statement of a day: every payment that it took money for.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A payment, as either side writes it down.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"reference": "0192f3c4-6f0e-7c1a-9a57-3c2d1b0e9f11", "transaction": "GD-20261124-000017",
    "amountVnd": 150_000, "paidAt": "2026-11-24T02:15:30Z"}))]
pub struct Line {
    /// The order: the id of the payment. A text, because the platform may know one that nobody here does.
    #[schema(min_length = 1, max_length = 64, pattern = "^[!-~]+$")]
    pub reference: String,
    /// The platform's own number of the payment.
    #[schema(min_length = 1, max_length = 64, pattern = "^[!-~]+$")]
    pub transaction: String,
    /// How much, in đồng.
    #[schema(maximum = 1_000_000_000_000_u64)]
    pub amount_vnd: u64,
    /// When the platform took it, UTC.
    pub paid_at: DateTime<Utc>,
}

/// What the platform took on a day, Vietnamese local time.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Statement {
    /// The payments.
    #[schema(max_items = 5000)]
    pub lines: Vec<Line>,
}
