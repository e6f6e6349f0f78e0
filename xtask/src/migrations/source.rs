//! Migrations as they stand in the source: their names, and a hash of what they do.
//!
//! Formatting, comments and the names of types, functions and variables do not count; what `up` and the functions that
//! it calls in the same file do, counts.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use sha2::{Digest, Sha256};
use syn::visit::Visit;
use syn::{Expr, ExprLit, ImplItem, ImplItemFn, Item, ItemImpl, ItemMod, Lit, PatIdent, Stmt, Type};

use crate::files::{read, with_ending};
use crate::syntax::{attributes, defined_name, is_test_only, parse};
use crate::workspace::crates;

/// A migration of the tree.
#[derive(Debug)]
pub struct Migration {
    /// The name under which databases remember it.
    pub name: String,
    /// Where it stands.
    pub file: PathBuf,
    /// What it does.
    pub hash: String,
}

/// All migrations by name.
///
/// # Errors
/// When a file is not Rust, a name is no plain text, or two migrations have the same name.
pub fn find(root: &Path) -> Result<BTreeMap<String, Migration>, Vec<String>> {
    let files = crates(root).into_iter().flat_map(|folder| with_ending(&folder.join("src"), ".rs"));
    let (mut all, mut problems) = (BTreeMap::<String, Migration>::new(), Vec::new());
    for migration in files.flat_map(|file| in_file(&file)) {
        match migration {
            Ok(migration) if all.contains_key(&migration.name) => {
                problems.push(format!(
                    "{}: {} exists twice; the lock tells migrations apart by name",
                    migration.file.display(),
                    migration.name
                ));
            }
            Ok(migration) => drop(all.insert(migration.name.clone(), migration)),
            Err(problem) => problems.push(problem),
        }
    }
    if problems.is_empty() { Ok(all) } else { Err(problems) }
}

fn in_file(file: &Path) -> Vec<Result<Migration, String>> {
    // Parsing every file would be slow, and most have none.
    if !read(file).contains("MigrationTrait for") {
        return Vec::new();
    }
    let items = match parse(file) {
        Ok(parsed) => parsed.items,
        Err(problem) => return vec![Err(problem)],
    };
    in_items(file, items)
}

/// The migrations of a file or of a module in it, and of the modules inside.
fn in_items(file: &Path, items: Vec<Item>) -> Vec<Result<Migration, String>> {
    let items: Vec<Item> = items.into_iter().filter(|item| !is_test_only(attributes(item))).collect();
    let ups = functions(&items, "MigrationTrait", "up");
    let own = ups.map(|(of, up)| {
        let name = functions(&items, "MigrationName", "name").find(|(other, _)| *other == of);
        let name = name.and_then(|(_, name)| literal(name));
        let name = name.ok_or_else(|| format!("{}: the name of a migration is no plain text", file.display()))?;
        Ok(Migration { name, file: file.to_owned(), hash: hash(up, &items) })
    });
    let mut all: Vec<_> = own.chain(not_in_transactions(file, &items)).collect();
    for item in items {
        if let Item::Mod(ItemMod { content: Some((_, inner)), .. }) = item {
            all.extend(in_items(file, inner));
        }
    }
    all
}

/// Migrations that do not ask for a transaction, without which a failure leaves a half-changed schema.
fn not_in_transactions(file: &Path, items: &[Item]) -> Vec<Result<Migration, String>> {
    let asking: Vec<&Type> = functions(items, "MigrationTrait", "use_transaction")
        .filter(|(_, function)| function.block.to_token_stream().to_string() == "{ Some (true) }")
        .map(|(of, _)| of)
        .collect();
    let others = functions(items, "MigrationTrait", "up").filter(|(of, _)| !asking.contains(of));
    others
        .map(|(of, _)| Err(format!("{}: {} does not run in a transaction", file.display(), of.to_token_stream())))
        .collect()
}

/// The functions of this name in the implementations of a trait, each with its type.
fn functions<'a>(
    items: &'a [Item],
    of: &'static str,
    name: &'static str,
) -> impl Iterator<Item = (&'a Type, &'a ImplItemFn)> {
    let implements = move |item: &ItemImpl| {
        let last = item.trait_.as_ref().and_then(|(path, ..)| path.segments.last());
        last.is_some_and(|last| last.ident == of)
    };
    items.iter().filter_map(move |item| match item {
        Item::Impl(item) if implements(item) => {
            let function = item.items.iter().find_map(|inner| match inner {
                ImplItem::Fn(function) if function.sig.ident == name => Some(function),
                _ => None,
            });
            Some((&*item.self_ty, function?))
        }
        _ => None,
    })
}

fn literal(function: &ImplItemFn) -> Option<String> {
    match function.block.stmts.as_slice() {
        [Stmt::Expr(Expr::Lit(ExprLit { lit: Lit::Str(text), .. }), None)] => Some(text.value()),
        _ => None,
    }
}

fn hash(up: &ImplItemFn, items: &[Item]) -> String {
    let mut text = Text { items, written: String::new(), numbers: Vec::new(), bound: HashSet::new() };
    text.bind(|binder| binder.visit_impl_item_fn(up));
    text.tokens(up.block.to_token_stream());
    let mut done = 0;
    while let Some(name) = text.numbers.get(done).cloned() {
        let called = items.iter().find(|item| defined_name(item).is_some_and(|defined| defined == name));
        if let Some(item) = called {
            text.bind(|binder| binder.visit_item(item));
            text.tokens(item.to_token_stream());
        }
        done += 1;
    }
    hex::encode(Sha256::digest(text.written))
}

/// Source text in which own names are numbers, in the order of their first use.
struct Text<'a> {
    items: &'a [Item],
    written: String,
    numbers: Vec<String>,
    bound: HashSet<String>,
}

impl Text<'_> {
    fn bind(&mut self, visit: impl FnOnce(&mut Bound)) {
        let mut bound = Bound::default();
        visit(&mut bound);
        self.bound.extend(bound.0);
    }

    fn tokens(&mut self, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        for (index, token) in tokens.iter().enumerate() {
            let after_dot = index > 0 && is_punct(&tokens[index - 1], '.');
            match token {
                TokenTree::Group(group) => {
                    let [open, close] = match group.delimiter() {
                        proc_macro2::Delimiter::Parenthesis => ["(", ")"],
                        proc_macro2::Delimiter::Brace => ["{", "}"],
                        proc_macro2::Delimiter::Bracket => ["[", "]"],
                        proc_macro2::Delimiter::None => ["", ""],
                    };
                    self.write(open);
                    self.tokens(group.stream());
                    self.write(close);
                }
                TokenTree::Ident(ident) if !after_dot => self.name(&ident.to_string()),
                // Formatting adds and removes the comma before a bracket.
                TokenTree::Punct(punct) if punct.as_char() == ',' && index + 1 == tokens.len() => {}
                other => self.write(&other.to_string()),
            }
        }
    }

    fn name(&mut self, name: &str) {
        let own = self.bound.contains(name)
            || self.items.iter().any(|item| defined_name(item).is_some_and(|defined| defined == name));
        if !own {
            return self.write(name);
        }
        let known = self.numbers.iter().position(|other| other == name);
        let number = known.unwrap_or_else(|| {
            self.numbers.push(name.to_owned());
            self.numbers.len() - 1
        });
        self.write(&format!("${number}"));
    }

    fn write(&mut self, token: &str) {
        self.written.push_str(token);
        self.written.push(' ');
    }
}

fn is_punct(token: &TokenTree, character: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == character)
}

/// Names that patterns bind: variables and parameters.
#[derive(Default)]
struct Bound(Vec<String>);

impl<'ast> Visit<'ast> for Bound {
    fn visit_pat_ident(&mut self, pattern: &'ast PatIdent) {
        self.0.push(pattern.ident.to_string());
    }
}
