//! What the words of the figures mean.

use serde::Deserialize;

use super::lookup::Words;
use super::{Api, Fault};

/// What counts as something.
#[derive(Debug, Clone, Deserialize)]
pub struct Definition {
    pub key: String,
    pub term: Words,
    pub rule: Words,
}

impl Api {
    /// All definitions, in the order of the reports.
    pub async fn definitions(&self) -> Result<Vec<Definition>, Fault> {
        self.get("/v1/public/definitions", None).await
    }
}
