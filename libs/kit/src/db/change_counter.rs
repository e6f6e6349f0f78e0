//! The count of rows that SQLite's writing connection changed.

use std::sync::{Arc, Mutex, PoisonError};

/// The counter of changed rows of SQLite's writing connection behind the last transaction; unknown after a rollback.
#[derive(Clone, Default)]
pub(super) struct ChangeCounter(Arc<Mutex<Option<u64>>>);

impl ChangeCounter {
    pub(super) fn take(&self) -> Option<u64> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    pub(super) fn set(&self, counted: Option<u64>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = counted;
    }
}
