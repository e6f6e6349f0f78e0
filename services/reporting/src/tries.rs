//! How often somebody may miss: the lookup of one code stops after five wrong secrets in a quarter of an hour.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use moka::sync::Cache;

/// How long a code stays shut, counted from the first miss.
pub const WINDOW: Duration = Duration::from_secs(15 * 60);
const MISSES: u32 = 5;
const CODES: u64 = 100_000;

/// The misses of the last quarter of an hour, by code. A code that does not exist is counted like one that does:
/// the answer tells nobody which is which.
#[derive(Clone)]
pub struct Tries {
    misses: Cache<String, Arc<AtomicU32>>,
}

impl Default for Tries {
    fn default() -> Self {
        Self { misses: Cache::builder().max_capacity(CODES).time_to_live(WINDOW).build() }
    }
}

impl Tries {
    /// Whether the code may be tried; counts the try as a miss until it proves right.
    pub fn begin(&self, code: &str) -> bool {
        let misses = self.misses.get_with(code.to_owned(), Arc::default);
        misses.fetch_add(1, Ordering::SeqCst) < MISSES
    }

    /// The try was right: it does not count.
    pub fn proved(&self, code: &str) {
        if let Some(misses) = self.misses.get(code) {
            misses.fetch_sub(1, Ordering::SeqCst);
        }
    }
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
