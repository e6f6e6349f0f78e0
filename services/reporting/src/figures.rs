//! The public figures, counted at most once a second for each period: however many ask, one of them counts, and nobody
//! waits for the figures of another period.

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
/// Longer than any counting takes: a lock that is let go earlier only means that two count at once.
const LOCKED: Duration = Duration::from_secs(60);
const PERIODS: u64 = 64;

type Days = (NaiveDate, NaiveDate);

/// The figures of the last second, by period.
#[derive(Clone)]
pub struct Figures {
    kept: Cache<Days, Arc<Review>>,
    counting: Cache<Days, Arc<Mutex<()>>>,
}

impl Default for Figures {
    fn default() -> Self {
        let kept = Cache::builder().max_capacity(PERIODS).time_to_live(KEPT).build();
        let counting = Cache::builder().max_capacity(PERIODS).time_to_idle(LOCKED).build();
        Self { kept, counting }
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
        let lock = self.counting.get_with(days, Arc::default);
        let _one_at_a_time = lock.lock().await;
        if let Some(kept) = self.kept.get(&days) {
            return Ok(kept);
        }
        let review = Arc::new(store::review(db, period, None).await?);
        self.kept.insert(days, review.clone());
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
    async fn a_period_that_is_being_counted_keeps_no_other_waiting() {
        let database = fresh::<Migrator>(Engine::Sqlite).await;
        let (figures, year) = (Figures::default(), |day: &str| Period::year_of(day.parse().unwrap()));
        let (slow, other) = (year("2021-06-01"), year("2022-06-01"));
        let lock = figures.counting.get_with((slow.from, slow.to), Arc::default);
        let _counting = lock.lock().await;
        let counted = tokio::time::timeout(LOCKED, figures.of(&database.db, other)).await;
        assert_eq!(counted.unwrap().unwrap().period, other);
    }
}
