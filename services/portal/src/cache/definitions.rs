//! The definitions of the figures.

use std::sync::Arc;
use std::time::Duration;

use moka::sync::Cache;

use crate::api::client::Api;
use crate::api::definitions::Definition;

const TIME_TO_LIVE: Duration = Duration::from_secs(60);

/// Every definition.
#[derive(Clone)]
pub struct DefinitionCache {
    api: Api,
    cached: Cache<(), Arc<Vec<Definition>>>,
}

impl DefinitionCache {
    /// An empty cache in front of the API.
    pub fn new(api: Api) -> Self {
        Self { api, cached: Cache::builder().time_to_live(TIME_TO_LIVE).build() }
    }

    /// Every definition; none while the API does not return them. That is cached too: the page works without
    /// definitions and must not wait for them each time.
    pub async fn all(&self) -> Arc<Vec<Definition>> {
        if let Some(cached) = self.cached.get(&()) {
            return cached;
        }
        let fetched = Arc::new(self.api.definitions().await.unwrap_or_default());
        self.cached.insert((), fetched.clone());
        fetched
    }
}
