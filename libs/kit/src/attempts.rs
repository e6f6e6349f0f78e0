//! Limits failed attempts to guess a secret: within a quarter of an hour, each key locks after its last allowed failure.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use moka::ops::compute::Op;
use moka::sync::Cache;
use motcua_contracts::Text;

use crate::problem::{Problem, Slug};

/// How long failures count, from the first one of a key.
pub const WINDOW: Duration = Duration::from_secs(15 * 60);
const DEFAULT_MAX_FAILURES: u32 = 5;
const MAX_KEYS: u64 = 100_000;

/// The outcome of a guarded attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attempt<T> {
    /// The secret is right.
    Right(T),
    /// The secret is wrong; the attempt counts.
    Wrong,
    /// Too many attempts were wrong; this one was not checked.
    LockedOut,
}

/// Counts failed attempts per key, in the memory of this process. Keys that do not exist are counted too, so that the
/// response does not reveal which ones do. Cheap to clone.
#[derive(Clone)]
pub struct AttemptLimiter {
    max_failures: u32,
    failures: Cache<String, Arc<AtomicU32>>,
}

impl Default for AttemptLimiter {
    fn default() -> Self {
        Self::new(DEFAULT_MAX_FAILURES)
    }
}

impl AttemptLimiter {
    /// Allows this many failures per key and [`WINDOW`].
    pub fn new(max_failures: u32) -> Self {
        let failures = Cache::builder().max_capacity(MAX_KEYS).time_to_live(WINDOW).build();
        Self { max_failures, failures }
    }

    /// Whether another attempt is allowed. Counts it as a failure at once, so that concurrent attempts cannot exceed
    /// the limit; [`Self::succeed`] or [`Self::reset`] corrects the count.
    pub fn try_acquire(&self, key: &str) -> bool {
        let mut earlier = 0;
        self.failures.entry_by_ref(key).and_compute_with(|entry| match entry {
            Some(entry) => {
                earlier = entry.value().fetch_add(1, Ordering::SeqCst);
                Op::Nop
            }
            None => Op::Put(Arc::new(AtomicU32::new(1))),
        });
        earlier < self.max_failures
    }

    /// Takes back the count of one attempt that did not fail; earlier failures still count. A key without failures is
    /// deleted, so that its window starts with its first failure.
    pub fn succeed(&self, key: &str) {
        self.failures.entry_by_ref(key).and_compute_with(|entry| match entry {
            Some(entry) if entry.value().fetch_sub(1, Ordering::SeqCst) <= 1 => Op::Remove,
            Some(_) | None => Op::Nop,
        });
    }

    /// Runs `check`, which returns `None` for a wrong secret, unless the key is locked out. Only a wrong secret counts:
    /// after an outage the secret may be right.
    ///
    /// # Errors
    /// The error of `check`.
    pub async fn guard<T, E>(
        &self,
        key: &str,
        check: impl Future<Output = Result<Option<T>, E>>,
    ) -> Result<Attempt<T>, E> {
        if !self.try_acquire(key) {
            return Ok(Attempt::LockedOut);
        }
        let checked = check.await;
        if !matches!(checked, Ok(None)) {
            self.succeed(key);
        }
        Ok(checked?.map_or(Attempt::Wrong, Attempt::Right))
    }

    /// Deletes all failures of a key.
    pub fn reset(&self, key: &str) {
        self.failures.invalidate(key);
    }
}

/// The 429 response to an attempt above the default limit.
pub fn locked_out() -> Response {
    let detail =
        Text::fixed("Đã nhập sai 5 lần; thử lại sau 15 phút.", "Five wrong attempts; try again in 15 minutes.");
    let mut response = Problem::new(Slug::RateLimited).detail(detail).into_response();
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(WINDOW.as_secs()));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sixth_attempt_is_refused_and_only_failures_count() {
        let attempts = AttemptLimiter::default();
        for _ in 0..20 {
            assert!(attempts.try_acquire("A"));
            attempts.succeed("A");
        }
        for _ in 0..5 {
            assert!(attempts.try_acquire("A"));
        }
        assert!(!attempts.try_acquire("A"));
        assert!(attempts.try_acquire("B"));
    }

    #[tokio::test]
    async fn an_outage_during_a_check_is_no_wrong_guess() {
        let attempts = AttemptLimiter::default();
        for _ in 0..20 {
            assert_eq!(attempts.guard("A", async { Err::<Option<()>, _>("outage") }).await, Err("outage"));
        }
        assert_eq!(attempts.guard("A", async { Ok::<_, ()>(Some(7)) }).await, Ok(Attempt::Right(7)));
        for _ in 0..5 {
            assert_eq!(attempts.guard("A", async { Ok::<Option<()>, ()>(None) }).await, Ok(Attempt::Wrong));
        }
        assert_eq!(attempts.guard("A", async { Ok::<_, ()>(Some(7)) }).await, Ok(Attempt::LockedOut));
    }

    #[test]
    fn the_window_of_a_key_starts_with_its_first_failure() {
        let attempts = AttemptLimiter::default();
        assert!(attempts.try_acquire("A"));
        attempts.succeed("A");
        assert!(!attempts.failures.contains_key("A"));
    }

    #[test]
    fn a_reset_key_starts_from_zero() {
        let attempts = AttemptLimiter::new(10);
        assert!((0..10).all(|_| attempts.try_acquire("A")));
        assert!(!attempts.try_acquire("A"));
        attempts.reset("A");
        assert!(attempts.try_acquire("A"));
    }
}
