//! One `fdatasync` for all commits that wait: an answer given means the write-ahead log is on the disk.

use std::fs::{File, Metadata};
use std::io;
use std::os::unix::fs::MetadataExt;
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
    let present = match std::fs::metadata(log) {
        Ok(present) => present,
        // When its last connection closes, SQLite flushes the database and takes the log away.
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            *file = None;
            return Ok(());
        }
        Err(error) => return Err(error),
    };
    let open = match file.take() {
        Some(open) if is_same(&open.metadata()?, &present) => open,
        // The first log, or another one since: connections come and go with the pool.
        _ => open(log)?,
    };
    open.sync_data()?;
    *file = Some(open);
    Ok(())
}

/// Opens the log and makes sure that its name, too, is on the disk.
fn open(log: &Path) -> io::Result<File> {
    let file = File::open(log)?;
    if let Some(folder) = log.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        File::open(folder)?.sync_all()?;
    }
    Ok(file)
}

fn is_same(one: &Metadata, other: &Metadata) -> bool {
    (one.dev(), one.ino()) == (other.dev(), other.ino())
}

#[cfg(test)]
mod tests {
    use std::fs::{remove_file, write};

    use super::*;

    #[test]
    fn a_log_that_was_replaced_is_opened_anew() {
        let log = std::env::temp_dir().join(format!("motcua-flush-{}-wal", std::process::id()));
        write(&log, "one").expect("a log");
        let mut file = None;
        sync(&mut file, &log).expect("a flush");
        // Kept under another name, so that the file system cannot give its number away again.
        let kept = log.with_extension("kept");
        std::fs::rename(&log, &kept).expect("the log taken away");
        sync(&mut file, &log).expect("nothing to flush");
        write(&log, "two").expect("another log");
        sync(&mut file, &log).expect("a flush");
        let opened = file.expect("the open log").metadata().expect("its number");
        assert!(is_same(&opened, &std::fs::metadata(&log).expect("the number of the present log")));
        remove_file(log).and(remove_file(kept)).expect("nothing left");
    }
}
