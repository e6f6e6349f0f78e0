//! The settlement statement of a day: every payment the platform took and every refund it paid.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The direction of a line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum LineKind {
    /// The applicant paid.
    #[default]
    Payment,
    /// The platform paid money back.
    Refund,
}

/// A payment or a refund, as the platform or this side records it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"kind": "payment", "reference": "0192f3c4-6f0e-7c1a-9a57-3c2d1b0e9f11",
    "transaction": "GD-20261124-000017", "amountVnd": 150_000, "paidAt": "2026-11-24T02:15:30Z"}))]
pub struct Line {
    /// Payment or refund; a payment when absent.
    #[serde(default)]
    pub kind: LineKind,
    /// The order: the id of the payment. A text, because the platform may list one that is unknown here.
    #[schema(min_length = 1, max_length = 64, pattern = "^[!-~]+$")]
    pub reference: String,
    /// The platform's own number of the payment, or of the transfer that paid it back.
    #[schema(min_length = 1, max_length = 64, pattern = "^[!-~]+$")]
    pub transaction: String,
    /// The amount in đồng.
    #[schema(maximum = 1_000_000_000_000_u64)]
    pub amount_vnd: u64,
    /// When the platform took the money or paid it back, UTC.
    pub paid_at: DateTime<Utc>,
}

/// The settlement statement of a day in Vietnamese local time.
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

    /// The sum of the lines of a kind, in đồng.
    pub fn sum_vnd(&self, kind: LineKind) -> u64 {
        self.of_kind(kind).fold(0, |sum, line| sum.saturating_add(line.amount_vnd))
    }
}
