//! Where programs and folders of this test process are.

use std::fs::{metadata, read_dir};
use std::os::unix::fs::{MetadataExt, chown};
use std::path::{Path, PathBuf};

/// The account that servers run as when the tests run as root: `nobody`.
pub const NOBODY: u32 = 65534;

/// A variable of the environment, when it is set and not empty.
#[expect(clippy::disallowed_methods, reason = "the one place where tests are given servers and programs")]
pub fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// The program on the search path.
pub fn on_path(name: &str) -> Option<PathBuf> {
    let path = variable("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
}

/// A program of PostgreSQL: on the search path, else the newest that the distribution installs outside of it.
pub fn of_postgres(name: &str) -> Option<PathBuf> {
    let kept = || {
        let versions = read_dir("/usr/lib/postgresql").ok()?;
        let mut files: Vec<PathBuf> = versions
            .flatten()
            .map(|version| version.path().join("bin").join(name))
            .filter(|file| file.is_file())
            .collect();
        files.sort();
        files.pop()
    };
    on_path(name).or_else(kept)
}

/// The root of the workspace.
pub fn workspace() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

/// Whether the tests run as root.
pub fn is_root() -> bool {
    metadata("/proc/self").is_ok_and(|process| process.uid() == 0)
}

/// A new folder of `owner`, or of the account the tests run as.
pub fn folder(tag: &str, owner: Option<u32>) -> PathBuf {
    let made = tempfile::Builder::new().prefix(&format!("motcua-{tag}-")).tempdir().expect("a temporary folder");
    let folder = made.keep();
    if owner.is_some() {
        chown(&folder, owner, owner).expect("a folder that the server owns");
    }
    folder
}
