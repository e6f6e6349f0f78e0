//! The one place that starts tasks.

use tokio::task::{JoinHandle, JoinSet};

/// Starts a task; its callers await the task, or abort it.
#[expect(clippy::disallowed_methods, reason = "the one place that spawns")]
pub fn spawn<F>(work: F) -> JoinHandle<F::Output>
where
    F: Future + Send + 'static,
    F::Output: Send + 'static,
{
    tokio::spawn(work)
}

/// Starts a task of a set.
#[expect(clippy::disallowed_methods, reason = "spawns into a set that is waited for")]
pub(crate) fn spawn_on<T: Send + 'static>(set: &mut JoinSet<T>, work: impl Future<Output = T> + Send + 'static) {
    set.spawn(work);
}
