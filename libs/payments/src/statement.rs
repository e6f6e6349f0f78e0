//! The platform's statement of a day: every payment that it took money for, and every one that it paid back.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Which way the money of a line went.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum LineKind {
    /// The platform took it.
    #[default]
    Payment,
    /// The platform paid it back.
    Refund,
}

/// A payment or a refund, as either side writes it down.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"kind": "payment", "reference": "0192f3c4-6f0e-7c1a-9a57-3c2d1b0e9f11",
    "transaction": "GD-20261124-000017", "amountVnd": 150_000, "paidAt": "2026-11-24T02:15:30Z"}))]
pub struct Line {
    /// Payment, where nothing is said, or refund.
    #[serde(default)]
    pub kind: LineKind,
    /// The order: the id of the payment. A text, because the platform may know one that nobody here does.
    #[schema(min_length = 1, max_length = 64, pattern = "^[!-~]+$")]
    pub reference: String,
    /// The platform's own number of the payment, or of the transfer that paid it back.
    #[schema(min_length = 1, max_length = 64, pattern = "^[!-~]+$")]
    pub transaction: String,
    /// How much, in đồng.
    #[schema(maximum = 1_000_000_000_000_u64)]
    pub amount_vnd: u64,
    /// When the platform took it or paid it back, UTC.
    pub paid_at: DateTime<Utc>,
}

/// What the platform took and paid back on a day, Vietnamese local time.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Statement {
    /// The payments and refunds.
    #[schema(max_items = 5000)]
    pub lines: Vec<Line>,
}

impl Statement {
    /// The lines of a kind.
    pub fn of_kind(&self, kind: LineKind) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(move |line| line.kind == kind)
    }

    /// What the lines of a kind come to, in đồng.
    pub fn sum_vnd(&self, kind: LineKind) -> u64 {
        self.of_kind(kind).fold(0, |sum, line| sum.saturating_add(line.amount_vnd))
    }
}
