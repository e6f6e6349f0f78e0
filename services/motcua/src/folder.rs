//! The data folder: open to its owner alone, and used by one process at a time.

use std::fs::{DirBuilder, File, OpenOptions, Permissions, TryLockError};
use std::io;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::Path;

use crate::cli::Failure;

/// The journal of a demonstration; a folder without it holds something else.
pub const JOURNAL: &str = "journal.jsonl";
const LOCK: &str = "motcua.lock";
const OWNER_ONLY: u32 = 0o700;

/// A data folder that no other process gets while this value lives.
#[must_use]
pub struct Held {
    _lock: File,
}

/// Creates a data folder, or closes an existing one to everybody but its owner.
///
/// # Errors
/// When it can be neither created nor closed.
pub fn create(folder: &Path) -> Result<(), Failure> {
    let private = DirBuilder::new()
        .recursive(true)
        .mode(OWNER_ONLY)
        .create(folder)
        .and_then(|()| std::fs::set_permissions(folder, Permissions::from_mode(OWNER_ONLY)));
    private.map_err(|cause| format!("cannot create {} for its owner alone: {cause}", folder.display()).into())
}

/// Takes a data folder for this process.
///
/// # Errors
/// When another process has it.
pub fn hold(folder: &Path) -> Result<Held, Failure> {
    create(folder)?;
    let shown = folder.display();
    let lock = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(false)
        .mode(0o600)
        .open(folder.join(LOCK))
        .map_err(|cause| format!("cannot write in {shown}: {cause}"))?;
    match lock.try_lock() {
        Ok(()) => Ok(Held { _lock: lock }),
        Err(TryLockError::WouldBlock) => {
            Err(format!("{shown} is in use by another motcua: stop that one, or name another folder with --data")
                .into())
        }
        Err(TryLockError::Error(cause)) => Err(format!("cannot lock {shown}: {cause}").into()),
    }
}

/// Takes a data folder for a demonstration; `fresh` empties it.
///
/// # Errors
/// When another process has it, or it holds something that no demonstration left there.
pub fn hold_for_demo(folder: &Path, fresh: bool) -> Result<Held, Failure> {
    let shown = folder.display();
    // Before the lock file is made: what is somebody else's stays as it is.
    if !entries(folder)?.is_empty() && !folder.join(JOURNAL).exists() {
        return Err(format!(
            "{shown} holds files but no {JOURNAL}, so no demonstration made them and none touches them: \
             name another folder with --data"
        )
        .into());
    }
    let held = hold(folder)?;
    if fresh {
        empty(folder).map_err(|cause| format!("cannot empty {shown}: {cause}"))?;
    }
    Ok(held)
}

/// What is in a folder beside the lock.
fn entries(folder: &Path) -> io::Result<Vec<std::fs::DirEntry>> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let all = std::fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    Ok(all.into_iter().filter(|entry| entry.file_name() != LOCK).collect())
}

/// The journal goes last: an emptying that was interrupted can be repeated.
fn empty(folder: &Path) -> io::Result<()> {
    let mut entries = entries(folder)?;
    entries.sort_by_key(|entry| entry.file_name() == JOURNAL);
    for entry in entries {
        match entry.file_type()?.is_dir() {
            true => std::fs::remove_dir_all(entry.path())?,
            false => std::fs::remove_file(entry.path())?,
        }
    }
    Ok(())
}
