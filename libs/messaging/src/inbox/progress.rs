//! How many events an inbox has parked and how many are dead.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// The counts of one inbox; cheap to clone. They are exact while one process handles the events of the service, and
/// corrected by each sweep when more do.
#[derive(Clone, Default)]
pub struct InboxProgress {
    parked: Arc<AtomicU64>,
    dead: Arc<AtomicU64>,
}

impl InboxProgress {
    /// Events that wait for another one.
    pub fn parked(&self) -> u64 {
        self.parked.load(Ordering::SeqCst)
    }

    /// Events that cannot be applied.
    pub fn dead(&self) -> u64 {
        self.dead.load(Ordering::SeqCst)
    }

    /// Takes over what was counted in the database.
    pub(super) fn set(&self, consumer: &'static str, (parked, dead): (u64, u64)) {
        self.parked.store(parked, Ordering::SeqCst);
        self.dead.store(dead, Ordering::SeqCst);
        self.report(consumer);
    }

    /// Adds what one write changed.
    pub(super) fn add(&self, consumer: &'static str, parked: i64, dead: u64) {
        // Never below zero: another replica may have settled what this one still remembers.
        let counted = |count: u64| Some(count.saturating_add_signed(parked));
        // Always `Ok`, with the count before.
        let _ = self.parked.fetch_update(Ordering::SeqCst, Ordering::SeqCst, counted);
        self.dead.fetch_add(dead, Ordering::SeqCst);
        self.report(consumer);
    }

    fn report(&self, consumer: &'static str) {
        let gauge = |count: u64| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
        metrics::gauge!("motcua_inbox_parked", "consumer" => consumer).set(gauge(self.parked()));
        metrics::gauge!("motcua_inbox_dead", "consumer" => consumer).set(gauge(self.dead()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_count_of_parked_events_never_falls_below_zero() {
        let progress = InboxProgress::default();
        progress.add("test", -1, 0);
        assert_eq!(progress.parked(), 0);
        progress.add("test", 2, 1);
        progress.add("test", -1, 0);
        assert_eq!((progress.parked(), progress.dead()), (1, 1));
    }
}
