//! The public figures: one request a second, however many visitors look.

use std::sync::Arc;
use std::time::Duration;

use moka::sync::Cache;
use tokio::sync::Mutex;

use crate::api::client::Api;
use crate::api::error::ApiError;
use crate::api::figures::Figures;

const TIME_TO_LIVE: Duration = Duration::from_secs(1);
/// Reporting years.
const CAPACITY: u64 = 64;

/// The figures by reporting year.
#[derive(Clone)]
pub struct FiguresCache {
    api: Api,
    // Errors are cached too: requests that wait for the lock must not each wait for the same time-out.
    cached: Cache<Option<i32>, Result<Arc<Figures>, ApiError>>,
    fetching: Arc<Mutex<()>>,
}

impl FiguresCache {
    /// An empty cache in front of the API.
    pub fn new(api: Api) -> Self {
        let cached = Cache::builder().max_capacity(CAPACITY).time_to_live(TIME_TO_LIVE).build();
        Self { api, cached, fetching: Arc::default() }
    }

    /// The figures of a reporting year, or of the present one.
    pub async fn of_year(&self, year: Option<i32>) -> Result<Arc<Figures>, ApiError> {
        if let Some(cached) = self.cached.get(&year) {
            return cached;
        }
        let _one_at_a_time = self.fetching.lock().await;
        if let Some(cached) = self.cached.get(&year) {
            return cached;
        }
        let fetched = self.api.figures(year).await.map(Arc::new);
        self.cached.insert(year, fetched.clone());
        fetched
    }
}
