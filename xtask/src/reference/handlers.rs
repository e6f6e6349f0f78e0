//! From an event to the code: where it is built, and which function of which service handles it.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use syn::visit::{self, Visit};
use syn::{ExprStruct, FnArg, GenericArgument, PathArguments, Signature, Type};

use super::events::{Event, all};
use crate::files::shown;
use crate::modules::{Module, Modules};
use crate::workspace::{root_files, services};

const HEAD: &str = "# Events and their handlers\n\nWritten from the source; do not edit. `cargo run -p xtask -- events` \
                    prints the same for a terminal. A service\nreceives every event of the producers that it subscribes \
                    to; one without a handler there has no effect. What each event\nmeans is in \
                    [events.md](events.md).\n";

/// A function of a service.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Function {
    service: String,
    /// From the root of the checkout.
    file: String,
    name: String,
}

/// Functions by the message that they are about, `<producer>::<Message>`.
type ByMessage = BTreeMap<String, Vec<Function>>;

/// An event with the functions that build it and those that handle it.
struct Entry {
    event: Event,
    built: Vec<Function>,
    handled: Vec<Function>,
}

/// The page: a table for each aggregate.
pub fn page(root: &Path) -> String {
    let (mut page, mut last) = (HEAD.to_owned(), String::new());
    for Entry { event, built, handled } in entries(root) {
        let aggregate = format!("{}: {}", event.producer(), event.aggregate());
        if last != aggregate {
            // Writing to a string cannot fail.
            let _ = writeln!(page, "\n## {aggregate}\n\n| Event | Built by | Handled by |\n|---|---|---|");
            last = aggregate;
        }
        let cell = |all: &[Function]| all.iter().map(link).collect::<Vec<_>>().join(", ");
        let _ = writeln!(page, "| `{}` | {} | {} |", event.subject, cell(&built), cell(&handled));
    }
    page
}

fn link(Function { service, file, name }: &Function) -> String {
    format!("[{service} `{name}`](../../{file})")
}

/// The same for a terminal.
pub fn listing(root: &Path) -> String {
    let mut text = String::new();
    for Entry { event, built, handled } in entries(root) {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{}  ({}: {})", event.subject, event.message, event.meaning);
        for (what, functions) in [("built by", built), ("handled by", handled)] {
            for Function { file, name, .. } in functions {
                let _ = writeln!(text, "  {what:<10}  {file} {name}");
            }
        }
    }
    text
}

/// All events, those of an aggregate one after another.
fn entries(root: &Path) -> Vec<Entry> {
    let mut tables = Tables::default();
    for service in services(root) {
        let Some(file) = root_files(&root.join("services").join(&service)).into_iter().next() else { continue };
        // A file that does not parse is reported by `check`.
        let Ok(modules) = Modules::read(&file) else { continue };
        for (path, module) in modules.iter() {
            let consumes = path.first().is_some_and(|part| part == "consumers");
            tables.add(root, &service, module, consumes);
        }
    }
    let mut events = all(root);
    events.sort_by_cached_key(|event| (event.producer().to_owned(), event.aggregate().to_owned()));
    events.into_iter().map(|event| tables.entry(event)).collect()
}

/// The functions of all services that build and handle messages.
#[derive(Default)]
struct Tables {
    built: ByMessage,
    handled: ByMessage,
}

impl Tables {
    fn add(&mut self, root: &Path, service: &str, module: &Module, consumes: bool) {
        let mut functions = Functions::default();
        module.items.iter().for_each(|item| functions.visit_item(item));
        let function = |name| Function { service: service.to_owned(), file: shown(root, &module.file), name };
        let own = format!("{service}::");
        for (name, path) in functions.builds {
            let message = message(module, &path);
            if message.starts_with(&own) {
                insert(&mut self.built, message, function(name));
            }
        }
        for (name, path) in functions.receives.into_iter().filter(|_| consumes) {
            insert(&mut self.handled, message(module, &path), function(name));
        }
    }

    fn entry(&self, event: Event) -> Entry {
        let key = format!("{}::{}", event.producer(), event.message);
        let of = |table: &ByMessage| table.get(&key).cloned().unwrap_or_default();
        Entry { built: of(&self.built), handled: of(&self.handled), event }
    }
}

fn insert(table: &mut ByMessage, message: String, function: Function) {
    let functions = table.entry(message).or_default();
    if !functions.contains(&function) {
        functions.push(function);
    }
}

/// The last two segments of a message's full path, `<producer>::<Message>`.
fn message(module: &Module, path: &[String]) -> String {
    let full = path.first().and_then(|first| module.imported(first));
    let full: Vec<String> = match full {
        Some(imported) => imported.iter().chain(path.iter().skip(1)).cloned().collect(),
        None => path.to_vec(),
    };
    full[full.len().saturating_sub(2)..].join("::")
}

/// The functions of a module with the structs that they build, and the messages that they receive.
#[derive(Default)]
struct Functions {
    current: String,
    builds: Vec<(String, Vec<String>)>,
    receives: Vec<(String, Vec<String>)>,
}

impl<'ast> Visit<'ast> for Functions {
    fn visit_item_mod(&mut self, _: &'ast syn::ItemMod) {}

    fn visit_signature(&mut self, signature: &'ast Signature) {
        self.current = signature.ident.to_string();
        let received = signature.inputs.iter().find_map(received);
        self.receives.extend(received.map(|path| (self.current.clone(), path)));
    }

    fn visit_expr_struct(&mut self, expression: &'ast ExprStruct) {
        self.builds.push((self.current.clone(), segments(&expression.path)));
        visit::visit_expr_struct(self, expression);
    }

    fn visit_macro(&mut self, item: &'ast syn::Macro) {
        // `vec![…]` and the like hold expressions.
        let parser = syn::punctuated::Punctuated::<syn::Expr, syn::Token![,]>::parse_terminated;
        if let Ok(expressions) = item.parse_body_with(parser) {
            expressions.iter().for_each(|expression| self.visit_expr(expression));
        }
    }
}

/// `M` of an argument of type `Received<M>`.
fn received(argument: &FnArg) -> Option<Vec<String>> {
    let FnArg::Typed(typed) = argument else { return None };
    let Type::Path(path) = &*typed.ty else { return None };
    let last = path.path.segments.last().filter(|last| last.ident == "Received")?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
    match arguments.args.first()? {
        GenericArgument::Type(Type::Path(message)) => Some(segments(&message.path)),
        _ => None,
    }
}

fn segments(path: &syn::Path) -> Vec<String> {
    path.segments.iter().map(|segment| segment.ident.to_string()).collect()
}
