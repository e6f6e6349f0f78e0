//! How often somebody may miss: what is guarded by a secret is shut after five wrong ones in a quarter of an hour.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use moka::sync::Cache;

use crate::problem::{Problem, Slug};

/// How long it stays shut, counted from the first miss.
const WINDOW: Duration = Duration::from_secs(15 * 60);
const MISSES: u32 = 5;
const REMEMBERED: u64 = 100_000;

/// The misses of the last quarter of an hour, by what is guarded. What does not exist is counted like what does: the
/// answer tells nobody which is which. Counted in the memory of each process.
#[derive(Clone)]
pub struct Tries {
    misses: Cache<String, Arc<AtomicU32>>,
}

impl Default for Tries {
    fn default() -> Self {
        Self { misses: Cache::builder().max_capacity(REMEMBERED).time_to_live(WINDOW).build() }
    }
}

impl Tries {
    /// Whether it may be tried; counts the try as a miss until it proves right.
    pub fn begin(&self, what: &str) -> bool {
        let misses = self.misses.get_with(what.to_owned(), Arc::default);
        misses.fetch_add(1, Ordering::SeqCst) < MISSES
    }

    /// The try was right: it does not count.
    pub fn proved(&self, what: &str) {
        if let Some(misses) = self.misses.get(what) {
            misses.fetch_sub(1, Ordering::SeqCst);
        }
    }
}

/// The answer to one try too many.
pub fn shut() -> Response {
    let detail = "Đã nhập sai 5 lần; thử lại sau 15 phút. / Five wrong tries; try again in 15 minutes.";
    let mut response = Problem::new(Slug::RateLimited).detail(detail).into_response();
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(WINDOW.as_secs()));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sixth_try_is_refused_and_only_misses_count() {
        let tries = Tries::default();
        for _ in 0..20 {
            assert!(tries.begin("A"));
            tries.proved("A");
        }
        for _ in 0..5 {
            assert!(tries.begin("A"));
        }
        assert!(!tries.begin("A"));
        assert!(tries.begin("B"));
    }
}
