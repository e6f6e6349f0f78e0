//! Counts the commits that wrote events, and wakes the relay that publishes them.

use std::sync::atomic::{AtomicU64, Ordering};

use tokio::sync::Notify;

/// The commits of one database that wrote events; one relay waits for them.
#[derive(Default)]
pub struct EventCommits {
    count: AtomicU64,
    notify: Notify,
}

impl EventCommits {
    /// Counts a commit and wakes the relay.
    pub(super) fn record(&self) {
        self.count.fetch_add(1, Ordering::SeqCst);
        self.wake();
    }

    /// How many there were since the start.
    pub fn count(&self) -> u64 {
        self.count.load(Ordering::SeqCst)
    }

    /// Wakes the relay without a commit: more events are waiting.
    pub fn wake(&self) {
        self.notify.notify_one();
    }

    /// Completes when the relay is woken.
    pub async fn notified(&self) {
        self.notify.notified().await;
    }
}
