//! One `fdatasync` for all commits that wait: an answer given means the write-ahead log is on the disk.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

use tokio::sync::oneshot;

type Waiter = oneshot::Sender<Result<(), Arc<io::Error>>>;

/// A thread that flushes one SQLite write-ahead log for whoever waits.
pub struct Flush {
    waiters: Sender<Waiter>,
}

impl Flush {
    /// Starts the thread; it ends when the last handle is dropped.
    pub fn start(log: PathBuf) -> Self {
        let (waiters, queue) = channel();
        std::thread::spawn(move || flush_for(&queue, &log));
        Self { waiters }
    }

    /// Returns once everything committed before the call is on the disk.
    pub async fn wait(&self) -> Result<(), Arc<io::Error>> {
        let (done, answer) = oneshot::channel();
        if self.waiters.send(done).is_err() {
            return Err(Arc::new(io::Error::other("the flush thread ended")));
        }
        answer.await.unwrap_or_else(|_| Err(Arc::new(io::Error::other("the flush thread ended"))))
    }
}

fn flush_for(queue: &Receiver<Waiter>, log: &Path) {
    let mut file: Option<File> = None;
    while let Ok(first) = queue.recv() {
        // Everybody who asked by now committed before this flush begins.
        let waiters: Vec<Waiter> = std::iter::once(first).chain(queue.try_iter()).collect();
        let outcome = sync(&mut file, log).map_err(Arc::new);
        for waiter in waiters {
            // A waiter that went away needs no answer.
            drop(waiter.send(outcome.clone()));
        }
    }
}

fn sync(file: &mut Option<File>, log: &Path) -> io::Result<()> {
    let open = match file.take() {
        Some(open) => open,
        None => File::open(log)?,
    };
    open.sync_data()?;
    *file = Some(open);
    Ok(())
}
