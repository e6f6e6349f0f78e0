//! The data folder: readable by its owner alone, locked by one process at a time, with the secrets kept in it.

use std::fs::{DirBuilder, File, OpenOptions, Permissions, TryLockError};
use std::io;
use std::io::Write;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::Path;

use motcua_demonstration::JOURNAL_FILE;

use crate::failure::Failure;

const LOCK: &str = "motcua.lock";
const OWNER_ONLY: u32 = 0o700;

/// A data folder that no other process can lock while this value lives.
#[must_use]
pub struct FolderLock {
    _lock: File,
}

/// Creates a data folder, or restricts an existing one to its owner.
///
/// # Errors
/// When it cannot be created or restricted.
pub fn create(folder: &Path) -> Result<(), Failure> {
    let private = DirBuilder::new()
        .recursive(true)
        .mode(OWNER_ONLY)
        .create(folder)
        .and_then(|()| std::fs::set_permissions(folder, Permissions::from_mode(OWNER_ONLY)));
    private
        .map_err(|cause| format!("cannot create {} with access for its owner only: {cause}", folder.display()).into())
}

/// Locks a data folder for this process.
///
/// # Errors
/// When another process has locked it, or it cannot be written.
pub fn lock(folder: &Path) -> Result<FolderLock, Failure> {
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
        Ok(()) => Ok(FolderLock { _lock: lock }),
        Err(TryLockError::WouldBlock) => {
            Err(format!("{shown} is in use by another motcua: stop that one, or name another folder with --data")
                .into())
        }
        Err(TryLockError::Error(cause)) => Err(format!("cannot lock {shown}: {cause}").into()),
    }
}

/// Locks a data folder for a demonstration; `fresh` empties it.
///
/// # Errors
/// When another process has locked it, or it contains files but no journal of a demonstration.
pub fn lock_for_demo(folder: &Path, fresh: bool) -> Result<FolderLock, Failure> {
    let shown = folder.display();
    // Before the lock file is created, so that a folder with other files stays unchanged.
    if !entries(folder)?.is_empty() && !folder.join(JOURNAL_FILE).exists() {
        return Err(format!(
            "{shown} contains files but no {JOURNAL_FILE}, so it is not the folder of a demonstration: name another \
             folder with --data"
        )
        .into());
    }
    let lock = lock(folder)?;
    if fresh {
        empty(folder).map_err(|cause| format!("cannot empty {shown}: {cause}"))?;
    }
    Ok(lock)
}

/// The entries of a folder without the lock file.
fn entries(folder: &Path) -> io::Result<Vec<std::fs::DirEntry>> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let all = std::fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    Ok(all.into_iter().filter(|entry| entry.file_name() != LOCK).collect())
}

/// Deletes the journal last, so that an interrupted deletion can be repeated.
fn empty(folder: &Path) -> io::Result<()> {
    let mut entries = entries(folder)?;
    entries.sort_by_key(|entry| entry.file_name() == JOURNAL_FILE);
    for entry in entries {
        match entry.file_type()?.is_dir() {
            true => std::fs::remove_dir_all(entry.path())?,
            false => std::fs::remove_file(entry.path())?,
        }
    }
    Ok(())
}

/// A random secret kept in a file of the data folder that only its owner may read; created by the first call.
///
/// # Errors
/// When the file can be neither read nor written.
pub fn load_or_create_secret(file: &Path) -> Result<String, Failure> {
    if let Ok(secret) = std::fs::read_to_string(file)
        && !secret.trim().is_empty()
    {
        return Ok(secret.trim().to_owned());
    }
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes)?;
    let secret = hex::encode(bytes);
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true).mode(0o600);
    let mut open = options.open(file).map_err(|cause| format!("cannot write {}: {cause}", file.display()))?;
    open.write_all(secret.as_bytes())?;
    open.sync_all()?;
    // The entry in the folder survives a power failure only when the folder is synchronised too.
    if let Some(folder) = file.parent() {
        File::open(folder)?.sync_all()?;
    }
    Ok(secret)
}

/// Address of a service's database in a data folder.
pub fn database_url(data: &Path, service: &str) -> String {
    format!("sqlite://{}", data.join(format!("{service}.sqlite")).display())
}
