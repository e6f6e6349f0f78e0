//! The modules of a crate, and the file that defines what a path names.

pub mod paths;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};

use syn::{Item, ItemMod};

use crate::syntax::{attributes, defined_name, is_test_only, parse};
use paths::{Named, Place, paths};

/// Names of the modules from the root of the crate to one of them.
pub type ModulePath = Vec<String>;

/// The names that were looked up on the way: module, name, and whether more of the path followed.
type Visited = HashSet<(ModulePath, String, bool)>;

/// A crate: its modules without the tests.
#[derive(Debug, Default)]
pub struct Modules {
    modules: BTreeMap<ModulePath, Module>,
}

/// A module: where it stands, what it defines, and what it names.
#[derive(Debug)]
pub struct Module {
    /// The file it stands in.
    pub file: PathBuf,
    /// Its items but for the tests.
    pub items: Vec<Item>,
    /// The paths of its code.
    pub named: Vec<Named>,
    names: HashMap<String, Meaning>,
    globs: Vec<Vec<String>>,
}

/// What a name stands for in a module; modules, types and functions may share it.
#[derive(Debug, Default)]
struct Meaning {
    defined: bool,
    aliases: Vec<Vec<String>>,
}

/// What a path leads to.
#[derive(Debug, PartialEq, Eq)]
pub enum Target {
    /// A module of this crate.
    Module(ModulePath),
    /// An item, defined in this file.
    Item {
        /// The file with the definition.
        file: PathBuf,
        /// The item's name there.
        name: String,
    },
}

impl Modules {
    /// Reads a crate from its root file.
    ///
    /// # Errors
    /// When one of its files is not Rust.
    pub fn read(root: &Path) -> Result<Self, String> {
        let mut modules = Self::default();
        let folder = root.parent().unwrap_or(root).to_owned();
        modules.add_file(root, &folder, Vec::new())?;
        Ok(modules)
    }

    /// Every module with its path.
    pub fn iter(&self) -> impl Iterator<Item = (&ModulePath, &Module)> {
        self.modules.iter()
    }

    /// Adds a module that is a file; its own modules are files in `folder`.
    fn add_file(&mut self, file: &Path, folder: &Path, path: ModulePath) -> Result<(), String> {
        self.add(file, folder, path, parse(file)?.items)
    }

    fn add(&mut self, file: &Path, folder: &Path, path: ModulePath, items: Vec<Item>) -> Result<(), String> {
        let mut module = Module::of(file, items);
        for item in &module.items {
            if let Item::Mod(item) = item {
                module.names.entry(item.ident.to_string()).or_default();
                self.add_child(file, folder, &path, item)?;
            }
        }
        self.modules.insert(path, module);
        Ok(())
    }

    fn add_child(&mut self, file: &Path, folder: &Path, parent: &ModulePath, item: &ItemMod) -> Result<(), String> {
        let name = item.ident.to_string();
        let (path, own) = (joined(parent, &name), folder.join(&name));
        if let Some((_, items)) = &item.content {
            return self.add(file, &own, path, items.clone());
        }
        let beside = folder.join(format!("{name}.rs"));
        let child = if beside.exists() { beside } else { own.join("mod.rs") };
        self.add_file(&child, &own, path)
    }

    /// What a path leads to that stands in the module `at`; nothing when it leads out of the crate.
    pub fn resolve(&self, at: &[String], path: &[String]) -> Option<Target> {
        self.follow(at, path, &mut Visited::new())
    }

    fn follow(&self, at: &[String], path: &[String], visited: &mut Visited) -> Option<Target> {
        let (first, rest) = path.split_first()?;
        let mut target = match first.as_str() {
            "crate" => Target::Module(Vec::new()),
            "self" => Target::Module(at.to_vec()),
            "super" => Target::Module(parent(at)?),
            name => self.look_up(at, name, !rest.is_empty(), visited)?,
        };
        for (index, name) in rest.iter().enumerate() {
            // What stands behind an item is a variant or a method of it.
            let Target::Module(module) = &target else { break };
            let more = index + 1 < rest.len();
            target = match name.as_str() {
                "super" => Target::Module(parent(module)?),
                name => self.look_up(module, name, more, visited).or_else(|| self.made(module, name))?,
            };
        }
        Some(target)
    }

    /// What a name means in a module. Where more of the path follows, a module goes before an item of the same name.
    fn look_up(&self, at: &[String], name: &str, more: bool, visited: &mut Visited) -> Option<Target> {
        // `use chrono;` leads back to itself, and two modules may import everything from each other.
        if !visited.insert((at.to_vec(), name.to_owned(), more)) {
            return None;
        }
        let module = self.modules.get(at)?;
        let child = joined(at, name);
        let child = || self.modules.contains_key(&child).then(|| Target::Module(child.clone()));
        let defined = || self.item(at, name);
        let mut alias = || {
            let aliases = module.names.get(name).map(|meaning| meaning.aliases.as_slice()).unwrap_or_default();
            aliases.iter().find_map(|path| self.follow(at, path, visited))
        };
        let found =
            if more { child().or_else(alias).or_else(defined) } else { defined().or_else(&mut alias).or_else(child) };
        found.or_else(|| self.through_globs(at, module, name, more, visited))
    }

    fn through_globs(
        &self,
        at: &[String],
        module: &Module,
        name: &str,
        more: bool,
        visited: &mut Visited,
    ) -> Option<Target> {
        module.globs.iter().find_map(|glob| match self.follow(at, glob, visited)? {
            Target::Module(other) => self.look_up(&other, name, more, visited),
            Target::Item { .. } => None,
        })
    }

    fn item(&self, at: &[String], name: &str) -> Option<Target> {
        let module = self.modules.get(at)?;
        let defined = module.names.get(name).is_some_and(|meaning| meaning.defined);
        defined.then(|| Target::Item { file: module.file.clone(), name: name.to_owned() })
    }

    /// An item that a macro made: it belongs to the module in which it is looked for.
    fn made(&self, at: &[String], name: &str) -> Option<Target> {
        let module = self.modules.get(at)?;
        // An alias that leads out of the crate is none of ours.
        let known = module.names.contains_key(name);
        (!known).then(|| Target::Item { file: module.file.clone(), name: name.to_owned() })
    }
}

impl Module {
    /// The full path of a name that a `use` brings into this module.
    pub fn imported(&self, name: &str) -> Option<&[String]> {
        self.names.get(name)?.aliases.first().map(Vec::as_slice)
    }

    fn of(file: &Path, items: Vec<Item>) -> Self {
        let items: Vec<Item> = items.into_iter().filter(|item| !is_test_only(attributes(item))).collect();
        let named = paths(&items);
        let (mut names, mut globs) = (HashMap::<String, Meaning>::new(), Vec::new());
        for name in items.iter().filter_map(defined_name) {
            names.entry(name).or_default().defined = true;
        }
        for used in named.iter().filter(|named| named.place != Place::Inline) {
            if used.alias == "*" {
                globs.push(used.path.clone());
            } else {
                names.entry(used.alias.clone()).or_default().aliases.push(used.path.clone());
            }
        }
        Self { file: file.to_owned(), items, named, names, globs }
    }
}

fn parent(module: &[String]) -> Option<ModulePath> {
    module.split_last().map(|(_, above)| above.to_vec())
}

fn joined(before: &[String], name: &str) -> ModulePath {
    before.iter().cloned().chain([name.to_owned()]).collect()
}
