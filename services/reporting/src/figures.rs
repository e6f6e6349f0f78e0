//! The public figures, counted at most once a second: however many ask, one of them counts.

use std::sync::Arc;
use std::time::Duration;

use chrono::NaiveDate;
use moka::sync::Cache;
use motcua_kit::Db;
use sea_orm::DbErr;
use tokio::sync::Mutex;

use crate::domain::{Period, Review};
use crate::store;

const KEPT: Duration = Duration::from_secs(1);
const PERIODS: u64 = 64;

/// The figures of the last second, by period.
#[derive(Clone)]
pub struct Figures {
    kept: Cache<(NaiveDate, NaiveDate), Arc<Review>>,
    counting: Arc<Mutex<()>>,
}

impl Default for Figures {
    fn default() -> Self {
        let kept = Cache::builder().max_capacity(PERIODS).time_to_live(KEPT).build();
        Self { kept, counting: Arc::default() }
    }
}

impl Figures {
    /// The figures of a period, at most a second old.
    ///
    /// # Errors
    /// When a statement fails.
    pub async fn of(&self, db: &Db, period: Period) -> Result<Arc<Review>, DbErr> {
        let days = (period.from, period.to);
        if let Some(kept) = self.kept.get(&days) {
            return Ok(kept);
        }
        let _one_at_a_time = self.counting.lock().await;
        if let Some(kept) = self.kept.get(&days) {
            return Ok(kept);
        }
        let review = Arc::new(store::review(db, period, None).await?);
        self.kept.insert(days, review.clone());
        Ok(review)
    }
}
