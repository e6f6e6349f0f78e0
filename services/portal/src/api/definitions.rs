//! How each figure is counted.

use motcua_contracts::Text;
use serde::Deserialize;

use super::client::Api;
use super::error::ApiError;

/// The definition of a figure.
#[derive(Debug, Clone, Deserialize)]
pub struct Definition {
    pub key: String,
    pub term: Text,
    pub rule: Text,
}

impl Api {
    /// Every definition, in the order of the reports.
    pub async fn definitions(&self) -> Result<Vec<Definition>, ApiError> {
        self.get("/v1/public/definitions").await
    }
}
