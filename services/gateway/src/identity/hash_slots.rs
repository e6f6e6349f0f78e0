//! Runs password hashes on a few threads and reuses their memory, so that concurrent sign-ins do not multiply it.

use std::sync::{Arc, Mutex, PoisonError};

use argon2::Block;
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

/// Upper bound of concurrent hashes: each occupies a core and, by default, 19 MiB.
const MAX_SLOTS: usize = 4;

/// A hash was interrupted: its thread panicked or the runtime is shutting down.
#[derive(Debug, thiserror::Error)]
#[error("a hashing thread panicked or was cancelled")]
pub struct Interrupted;

/// As many slots as there are cores, at most [`MAX_SLOTS`]. Cheap to clone.
#[derive(Clone)]
pub struct HashSlots {
    permits: Arc<Semaphore>,
    /// Memory of idle slots. It is never freed: allocating it for each hash fragments the heap of every thread.
    idle_memory: Arc<Mutex<Vec<Vec<Block>>>>,
}

impl HashSlots {
    /// Empty slots; each allocates its memory at its first hash.
    pub fn new() -> Self {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Self { permits: Arc::new(Semaphore::new(cores.min(MAX_SLOTS))), idle_memory: Arc::default() }
    }

    /// Waits for a free slot, then runs `work` on a blocking thread with the slot's memory.
    ///
    /// # Errors
    /// [`Interrupted`] when `work` panicked.
    pub async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Vec<Block>) -> T + Send + 'static,
    ) -> Result<T, Interrupted> {
        let permit = self.permits.clone().acquire_owned().await.map_err(|_| Interrupted)?;
        let idle_memory = self.idle_memory.clone();
        let task = spawn_blocking(move || {
            let _permit = permit;
            let mut memory = lock(&idle_memory).pop().unwrap_or_default();
            let result = work(&mut memory);
            lock(&idle_memory).push(memory);
            result
        });
        task.await.map_err(|_| Interrupted)
    }
}

fn lock(memory: &Mutex<Vec<Vec<Block>>>) -> std::sync::MutexGuard<'_, Vec<Vec<Block>>> {
    memory.lock().unwrap_or_else(PoisonError::into_inner)
}
