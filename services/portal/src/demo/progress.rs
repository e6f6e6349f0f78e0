//! How far a demonstration has played its year.

use std::sync::{Arc, PoisonError, RwLock};

use chrono::NaiveDate;

/// The progress of a demonstration: the driver writes it, the pages read it. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct DemoProgress(Arc<RwLock<DemoState>>);

/// The progress at one moment.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DemoState {
    /// The business date; none before the first.
    pub today: Option<NaiveDate>,
    /// Dossiers played so far.
    pub played: u64,
    /// Dossiers of the whole year.
    pub total: u64,
    /// Whether the whole year has been played.
    pub done: bool,
}

impl DemoProgress {
    /// A year of `total` dossiers, none of them played yet.
    pub fn new(total: u64) -> Self {
        Self(Arc::new(RwLock::new(DemoState { total, ..DemoState::default() })))
    }

    /// Sets the business date and the number of dossiers played.
    pub fn advance(&self, today: NaiveDate, played: u64) {
        self.change(|state| (state.today, state.played) = (Some(today), played));
    }

    /// Marks the whole year as played.
    pub fn finish(&self, today: NaiveDate) {
        self.change(|state| (state.today, state.played, state.done) = (Some(today), state.total, true));
    }

    /// The progress now.
    pub fn state(&self) -> DemoState {
        *self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn change(&self, change: impl FnOnce(&mut DemoState)) {
        change(&mut self.0.write().unwrap_or_else(PoisonError::into_inner));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_clone_reads_the_same_progress() {
        let driver = DemoProgress::new(10);
        let pages = driver.clone();
        let day = NaiveDate::from_ymd_opt(2022, 3, 14).unwrap();
        driver.advance(day, 4);
        assert_eq!(pages.state(), DemoState { today: Some(day), played: 4, total: 10, done: false });
        driver.finish(day);
        assert!(pages.state().done);
        assert_eq!(pages.state().played, 10);
    }
}
