//! Every path that a module's code names: in `use`, in code, in macros and in attributes.

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{Attribute, Item, ItemUse, Macro, Meta, UseTree, Visibility};

use crate::syntax::{is_test_only, line_of};

/// How a path stands in the code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// `use a::b`, for the code of this module.
    Use,
    /// `pub use a::b`, only a second name for others.
    Reexport,
    /// `a::b` in the code itself.
    Inline,
}

/// A path with the line it stands on.
#[derive(Debug, Clone)]
pub struct Named {
    /// Its segments.
    pub path: Vec<String>,
    /// The name it gets here: the last segment, the name after `as`, or `*` for everything in it.
    pub alias: String,
    /// How it stands in the code.
    pub place: Place,
    /// The line it stands on.
    pub line: usize,
}

/// All paths of these items; inline modules and tests are left out.
pub fn paths(items: &[Item]) -> Vec<Named> {
    let mut collector = Collector::default();
    items.iter().for_each(|item| collector.visit_item(item));
    collector.named
}

#[derive(Default)]
struct Collector {
    named: Vec<Named>,
}

impl Collector {
    fn inline(&mut self, path: Vec<String>, line: usize) {
        let alias = path.last().cloned().unwrap_or_default();
        self.named.push(Named { path, alias, place: Place::Inline, line });
    }

    /// The leaves of a `use` tree.
    fn leaves(&mut self, tree: &UseTree, before: &[String], place: Place) {
        let line = line_of(tree);
        let mut leaf = |path: Vec<String>, alias: String| self.named.push(Named { path, alias, place, line });
        match tree {
            UseTree::Path(path) => self.leaves(&path.tree, &joined(before, &path.ident.to_string()), place),
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.leaves(tree, before, place)),
            UseTree::Name(name) if name.ident == "self" => {
                leaf(before.to_vec(), before.last().cloned().unwrap_or_default());
            }
            UseTree::Name(name) => leaf(joined(before, &name.ident.to_string()), name.ident.to_string()),
            UseTree::Rename(rename) => leaf(joined(before, &rename.ident.to_string()), rename.rename.to_string()),
            UseTree::Glob(_) => leaf(before.to_vec(), "*".to_owned()),
        }
    }

    /// Tokens of a macro or an attribute, in which paths are found by their `::`.
    fn tokens(&mut self, tokens: TokenStream) {
        let (mut path, mut colons, mut line) = (Vec::new(), 0, 0);
        for token in tokens {
            match token {
                TokenTree::Ident(ident) => {
                    if colons < 2 {
                        self.finish(&mut path, line);
                    }
                    line = line_of(&ident);
                    path.push(ident.to_string());
                    colons = 0;
                    continue;
                }
                TokenTree::Punct(punct) if punct.as_char() == ':' && !path.is_empty() => {
                    colons += 1;
                    continue;
                }
                TokenTree::Group(group) => {
                    self.finish(&mut path, line);
                    self.tokens(group.stream());
                }
                TokenTree::Literal(literal) => {
                    self.finish(&mut path, line);
                    self.quoted(&literal.to_string(), line_of(&literal));
                }
                TokenTree::Punct(_) => self.finish(&mut path, line),
            }
            colons = 0;
        }
        self.finish(&mut path, line);
    }

    fn finish(&mut self, path: &mut Vec<String>, line: usize) {
        if !path.is_empty() {
            self.inline(std::mem::take(path), line);
        }
    }

    /// A path in quotes, as in `#[serde(with = "crate::text")]`.
    fn quoted(&mut self, literal: &str, line: usize) {
        let text = literal.trim_matches('"');
        if text.contains("::")
            && let Ok(path) = syn::parse_str::<syn::Path>(text)
        {
            self.inline(segments(&path), line);
        }
    }
}

impl<'ast> Visit<'ast> for Collector {
    fn visit_item_mod(&mut self, _: &'ast syn::ItemMod) {}

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        let place = if matches!(item.vis, Visibility::Inherited) { Place::Use } else { Place::Reexport };
        if item.leading_colon.is_none() && !is_test_only(&item.attrs) {
            self.leaves(&item.tree, &[], place);
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        if path.leading_colon.is_none() {
            self.inline(segments(path), line_of(path));
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, item: &'ast Macro) {
        self.visit_path(&item.path);
        self.tokens(item.tokens.clone());
    }

    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        if attribute.path().is_ident("doc") {
            return;
        }
        match &attribute.meta {
            Meta::List(list) => self.tokens(list.tokens.clone()),
            Meta::NameValue(pair) => self.visit_expr(&pair.value),
            Meta::Path(_) => {}
        }
    }
}

fn segments(path: &syn::Path) -> Vec<String> {
    path.segments.iter().map(|segment| segment.ident.to_string()).collect()
}

fn joined(before: &[String], name: &str) -> Vec<String> {
    before.iter().cloned().chain([name.to_owned()]).collect()
}
