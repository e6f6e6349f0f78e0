//! The issue of a result document.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Number, time and seal: what makes a draft a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issuance {
    /// Number in the register of the agency.
    pub number: String,
    /// When it was issued, UTC.
    pub at: DateTime<Utc>,
    /// Digest of its facts.
    pub seal: String,
}
