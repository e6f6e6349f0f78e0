//! Runs a transaction in a task of its own, again when it lost against another one.

use crate::problem::Slug;
use crate::spawn::spawn;

/// Whether running the whole transaction again may help.
pub trait Retryable {
    /// True for conflicts with another transaction.
    fn is_retryable(&self) -> bool;
}

/// How often a transaction is run before its conflict is the answer.
const ATTEMPTS: usize = 4;

/// Runs a transaction in a task of its own, again when it lost against another one.
///
/// A task of its own, because the server drops a handler whose client disconnected, and a transaction must never be
/// dropped while it begins.
///
/// # Errors
/// What `work` answers last; `failed` of `internal` when the task panicked, of `unavailable` when it was cancelled.
pub async fn transact<T, E, F, Fut>(work: F, failed: impl FnOnce(Slug) -> E) -> Result<T, E>
where
    F: Fn() -> Fut + Send + 'static,
    Fut: Future<Output = Result<T, E>> + Send,
    T: Send + 'static,
    E: Retryable + Send + 'static,
{
    let task = spawn(async move {
        let mut attempt = 1;
        loop {
            match work().await {
                Err(error) if error.is_retryable() && attempt < ATTEMPTS => attempt += 1,
                answer => return answer,
            }
        }
    });
    task.await.unwrap_or_else(|error| {
        tracing::error!(error = %error, "transaction task panicked or was cancelled");
        // A panic is a defect, which a retry repeats.
        Err(failed(if error.is_panic() { Slug::Internal } else { Slug::Unavailable }))
    })
}
