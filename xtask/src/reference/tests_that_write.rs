//! Finds the tests that write a page, and runs them so that they write it.

use std::path::Path;
use std::process::Command;

use syn::visit::{self, Visit};
use syn::{Expr, ExprCall, ExprLit, ItemFn, Lit};

use crate::files::{read, with_ending};
use crate::syntax::parse;
use crate::workspace::{crates, manifest};

/// Read by `assert_page` in `libs/testkit/src/reference.rs`.
const WRITE: &str = "MOTCUA_WRITE_REFERENCE";

/// A test that writes a page.
#[derive(Debug, PartialEq, Eq)]
pub struct PageTest {
    /// The crate that it belongs to.
    pub package: String,
    /// Its name.
    pub test: String,
    /// Name of the page in `docs/reference`.
    pub page: String,
}

/// All tests that call `assert_page`.
pub fn find(root: &Path) -> Vec<PageTest> {
    crates(root).iter().flat_map(|folder| in_crate(folder)).collect()
}

fn in_crate(folder: &Path) -> Vec<PageTest> {
    let manifest = manifest(folder);
    let package = manifest.get("package").and_then(|package| package.get("name")?.as_str()).unwrap_or_default();
    let files = ["src", "tests", "it"].iter().flat_map(|part| with_ending(&folder.join(part), ".rs"));
    let calling = files.filter(|file| read(file).contains("assert_page("));
    let parsed = calling.filter_map(|file| parse(&file).ok());
    let mut calls = Calls::default();
    parsed.for_each(|file| calls.visit_file(&file));
    let found = calls.found.into_iter();
    found.map(|(test, page)| PageTest { package: package.to_owned(), test, page }).collect()
}

/// Runs these tests so that they write their pages.
pub fn run(root: &Path, tests: &[PageTest]) -> Vec<String> {
    let mut command = Command::new("cargo");
    command.args(["test", "--no-fail-fast"]).env(WRITE, "1").current_dir(root);
    for test in tests {
        command.args(["-p", &test.package]);
    }
    command.args(["--", "--quiet"]).args(tests.iter().map(|test| &test.test));
    match command.status() {
        _ if tests.is_empty() => Vec::new(),
        Ok(status) if status.success() => Vec::new(),
        Ok(status) => vec![format!("the tests that write pages failed: {status}")],
        Err(error) => vec![format!("cannot run cargo: {error}")],
    }
}

/// Functions with the pages that they name in a call of `assert_page`.
#[derive(Default)]
struct Calls {
    current: String,
    found: Vec<(String, String)>,
}

impl<'ast> Visit<'ast> for Calls {
    fn visit_item_fn(&mut self, function: &'ast ItemFn) {
        self.current = function.sig.ident.to_string();
        visit::visit_item_fn(self, function);
    }

    fn visit_expr_call(&mut self, call: &'ast ExprCall) {
        let is_it = matches!(&*call.func, Expr::Path(path)
            if path.path.segments.last().is_some_and(|last| last.ident == "assert_page"));
        if is_it && let Some(Expr::Lit(ExprLit { lit: Lit::Str(page), .. })) = call.args.first() {
            self.found.push((self.current.clone(), page.value()));
        }
        visit::visit_expr_call(self, call);
    }
}
