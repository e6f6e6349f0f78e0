//! A domain is pure: no database, no clock, no HTTP, no fresh ids.

use syn::visit::{self, Visit};
use syn::{ExprAwait, Signature};

use super::service::Service;
use crate::syntax::line_of;

/// Crates that a domain may not use.
const IMPURE: [&str; 7] = ["async_nats", "axum", "motcua_kit", "motcua_messaging", "motcua_office", "sea_orm", "tokio"];
/// Plain data of those crates that a domain may use.
const ALLOWED: [&str; 2] = ["motcua_kit::problem::FieldError", "motcua_office::Role"];
/// Functions that make an id that was never seen before.
const FRESH_IDS: [&str; 2] = ["now_v7", "new_v4"];

/// What the domain of a service uses and may not.
pub fn problems(service: &Service) -> Vec<String> {
    let mut problems = Vec::new();
    for (path, module) in service.modules.iter().filter(|(path, _)| path.first().is_some_and(|name| name == "domain")) {
        for named in &module.named {
            let place = || service.place(&module.file, named.line);
            let first = named.path.first().map(String::as_str).unwrap_or_default();
            let allowed = |path: &String| ALLOWED.iter().any(|allowed| path == allowed);
            if IMPURE.contains(&first) && !allowed(&named.path.join("::")) {
                problems.push(format!("{}: a domain must not use {}", place(), named.path.join("::")));
            }
            if named.path.last().is_some_and(|last| FRESH_IDS.contains(&last.as_str())) {
                problems.push(format!("{}: a domain must not make fresh ids, it gets them", place()));
            }
        }
        let mut waits = Waits::default();
        module.items.iter().for_each(|item| waits.visit_item(item));
        problems.extend(waits.0.into_iter().map(|line| {
            let place = service.place(&module.file, line);
            format!("{place}: a domain must not wait ({})", path.join("::"))
        }));
    }
    problems
}

/// Lines with `async` or `.await`.
#[derive(Default)]
struct Waits(Vec<usize>);

impl<'ast> Visit<'ast> for Waits {
    fn visit_item_mod(&mut self, _: &'ast syn::ItemMod) {}

    fn visit_signature(&mut self, signature: &'ast Signature) {
        if signature.asyncness.is_some() {
            self.0.push(line_of(signature));
        }
    }

    fn visit_expr_await(&mut self, expression: &'ast ExprAwait) {
        self.0.push(line_of(expression));
        visit::visit_expr_await(self, expression);
    }
}
