//! The source of a service, as the rules about code get it.

use std::path::{Path, PathBuf};

use crate::files::shown;
use crate::modules::Modules;
use crate::workspace::root_files;

/// A service, or another crate, with its source.
pub struct Service<'a> {
    /// The checkout.
    pub root: &'a Path,
    /// Its folder.
    pub folder: PathBuf,
    /// Its modules, without tests.
    pub modules: Modules,
}

impl<'a> Service<'a> {
    /// Reads it.
    ///
    /// # Errors
    /// When one of its files is not Rust.
    pub fn read(root: &'a Path, folder: &str) -> Result<Self, String> {
        let folder = root.join(folder);
        let modules = root_files(&folder).first().map_or_else(|| Ok(Modules::default()), |file| Modules::read(file))?;
        Ok(Self { root, folder, modules })
    }

    /// A line of one of its files, as the problems show it.
    pub fn place(&self, file: &Path, line: usize) -> String {
        format!("{}:{line}", shown(self.root, file))
    }
}
