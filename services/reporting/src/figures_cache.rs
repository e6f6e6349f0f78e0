//! A cache of the public figures: at most one count a second for each period, and counting one period does not block
//! another.

use std::sync::Arc;
use std::time::Duration;

use chrono::NaiveDate;
use moka::sync::Cache;
use motcua_kit::Db;
use sea_orm::DbErr;
use tokio::sync::Mutex;

use crate::domain::{Period, Review};
use crate::store;

const TIME_TO_LIVE: Duration = Duration::from_secs(1);
/// Longer than any counting takes: a lock that is dropped earlier only means that two requests count at once.
const LOCK_TIME_TO_IDLE: Duration = Duration::from_secs(60);
const MAX_PERIODS: u64 = 64;

type Days = (NaiveDate, NaiveDate);

/// The figures of the last second, by period.
#[derive(Clone)]
pub struct FiguresCache {
    reviews: Cache<Days, Arc<Review>>,
    locks: Cache<Days, Arc<Mutex<()>>>,
}

impl Default for FiguresCache {
    fn default() -> Self {
        let reviews = Cache::builder().max_capacity(MAX_PERIODS).time_to_live(TIME_TO_LIVE).build();
        let locks = Cache::builder().max_capacity(MAX_PERIODS).time_to_idle(LOCK_TIME_TO_IDLE).build();
        Self { reviews, locks }
    }
}

impl FiguresCache {
    /// The figures of a period, at most a second old.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn get(&self, db: &Db, period: Period) -> Result<Arc<Review>, DbErr> {
        let days = (period.from, period.to);
        if let Some(review) = self.reviews.get(&days) {
            return Ok(review);
        }
        let lock = self.locks.get_with(days, Arc::default);
        let _one_at_a_time = lock.lock().await;
        if let Some(review) = self.reviews.get(&days) {
            return Ok(review);
        }
        let review = Arc::new(store::review(db, period, None).await?);
        self.reviews.insert(days, review.clone());
        Ok(review)
    }
}

#[cfg(test)]
mod tests {
    use motcua_testkit::Engine;
    use motcua_testkit::database::fresh;

    use super::*;
    use crate::Migrator;

    #[tokio::test]
    async fn counting_one_period_does_not_block_another() {
        let database = fresh::<Migrator>(Engine::Sqlite).await;
        let (cache, year) = (FiguresCache::default(), |day: &str| Period::year_of(day.parse().unwrap()));
        let (slow, other) = (year("2021-06-01"), year("2022-06-01"));
        let lock = cache.locks.get_with((slow.from, slow.to), Arc::default);
        let _counting = lock.lock().await;
        let counted = tokio::time::timeout(LOCK_TIME_TO_IDLE, cache.get(&database.db, other)).await;
        assert_eq!(counted.unwrap().unwrap().period, other);
    }
}
