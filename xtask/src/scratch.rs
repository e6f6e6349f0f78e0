//! A scratch checkout for the tests of the rules.

use std::path::{Path, PathBuf};

use tempfile::TempDir;

/// A temporary folder with files, deleted at the end of the test.
pub struct Scratch(TempDir);

impl Scratch {
    /// A folder with these files: path and text.
    pub fn of(files: &[(&str, &str)]) -> Self {
        let scratch = Self(tempfile::tempdir().unwrap());
        files.iter().for_each(|(name, text)| scratch.write(name, text));
        scratch
    }

    /// Writes one more file.
    pub fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    /// Path of a file in it.
    pub fn path(&self, name: &str) -> PathBuf {
        self.root().join(name)
    }

    /// The folder itself.
    pub fn root(&self) -> &Path {
        self.0.path()
    }
}
