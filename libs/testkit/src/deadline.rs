//! A time limit for every test that uses a database, a broker or a service: one that hangs ends the run with its name.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// The longest that a test may take; the slowest takes six minutes on two cores.
const LIMIT: Duration = Duration::from_secs(20 * 60);
const CHECK: Duration = Duration::from_secs(1);

static RUNNING: LazyLock<Mutex<BTreeMap<u64, (String, Instant)>>> = LazyLock::new(|| {
    std::thread::spawn(watch);
    Mutex::default()
});
static NEXT: AtomicU64 = AtomicU64::new(0);

/// Counts the time of a test until it is dropped.
pub struct Deadline(u64);

impl Deadline {
    /// Starts the limit of the test that runs on this thread.
    pub fn start() -> Self {
        // The test harness names the thread of a test after it.
        let test = std::thread::current().name().unwrap_or("a test").to_owned();
        let id = NEXT.fetch_add(1, Ordering::Relaxed);
        running().insert(id, (test, Instant::now()));
        Self(id)
    }
}

impl Drop for Deadline {
    fn drop(&mut self) {
        running().remove(&self.0);
    }
}

fn running() -> MutexGuard<'static, BTreeMap<u64, (String, Instant)>> {
    RUNNING.lock().unwrap_or_else(PoisonError::into_inner)
}

fn watch() {
    loop {
        std::thread::sleep(CHECK);
        if let Some(test) = overdue(&running(), Instant::now()) {
            eprintln!("{test}: not finished within {} seconds", LIMIT.as_secs());
            std::process::exit(101);
        }
    }
}

fn overdue(running: &BTreeMap<u64, (String, Instant)>, now: Instant) -> Option<String> {
    running.values().find(|(_, since)| now.duration_since(*since) > LIMIT).map(|(test, _)| test.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_test_is_overdue_behind_the_limit_and_not_before() {
        let since = Instant::now();
        let running = BTreeMap::from([(0, ("slow".to_owned(), since))]);
        assert_eq!(overdue(&running, since + LIMIT), None);
        assert_eq!(overdue(&running, since + LIMIT + Duration::from_millis(1)).as_deref(), Some("slow"));
    }

    #[test]
    fn a_dropped_time_limit_is_not_enforced() {
        let deadline = Deadline::start();
        assert!(running().contains_key(&deadline.0));
        let id = deadline.0;
        drop(deadline);
        assert!(!running().contains_key(&id));
    }
}
