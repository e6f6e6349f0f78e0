//! The result of a run: the platform's own review, and what the run took.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The review of the period as the platform counted it, and what the run took.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RunResult {
    /// The response of `/v1/reports/yearly-review`.
    #[serde(flatten)]
    pub review: Value,
    /// What the run took.
    pub run: RunStatistics,
    /// What visitors did while the year was played; no figure of the review counts it.
    #[serde(default)]
    pub visitors: Visitors,
}

/// What visitors did at the practice agency, and what they handed in elsewhere.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visitors {
    /// Dossiers that neither the plan nor the demonstration's examples submitted.
    pub submitted: u64,
    /// Dossiers of the practice agency that a visitor brought to their end, examples included.
    pub resolved: u64,
}

/// What a run took over all its starts.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct RunStatistics {
    /// Commands answered.
    pub commands: u64,
    /// Events published.
    pub events: u64,
    /// Seconds of running time.
    pub seconds: f64,
}
