//! A new event must not compile until every `apply` and `announce` has answered it, so no match there ends in `_ => {}`.

use syn::visit::{self, Visit};
use syn::{Arm, Expr, ExprMatch, Pat};

use super::service::Service;
use crate::syntax::line_of;

/// Parts of a service in which events are matched.
const PARTS: [&str; 5] = ["announce", "commands", "consumers", "domain", "store"];

/// Empty wildcard arms, and wildcards for whole events in `apply`.
pub fn problems(service: &Service) -> Vec<String> {
    let mut problems = Vec::new();
    for (_, module) in
        service.modules.iter().filter(|(path, _)| path.first().is_some_and(|part| PARTS.contains(&part.as_str())))
    {
        let mut wildcards = Wildcards::default();
        module.items.iter().for_each(|item| wildcards.visit_item(item));
        problems.extend(wildcards.lines.into_iter().map(|line| {
            let place = service.place(&module.file, line);
            format!("{place}: `_ =>` would swallow a new event; list what has no effect")
        }));
    }
    problems
}

#[derive(Default)]
struct Wildcards {
    lines: Vec<usize>,
    in_apply: bool,
}

impl<'ast> Visit<'ast> for Wildcards {
    fn visit_item_mod(&mut self, _: &'ast syn::ItemMod) {}

    fn visit_item_fn(&mut self, function: &'ast syn::ItemFn) {
        let outer = std::mem::replace(&mut self.in_apply, is_exhaustive(&function.sig));
        visit::visit_item_fn(self, function);
        self.in_apply = outer;
    }

    fn visit_impl_item_fn(&mut self, function: &'ast syn::ImplItemFn) {
        let outer = std::mem::replace(&mut self.in_apply, is_exhaustive(&function.sig));
        visit::visit_impl_item_fn(self, function);
        self.in_apply = outer;
    }

    fn visit_expr_match(&mut self, matched: &'ast ExprMatch) {
        // A pair of stage and event has combinations that cannot occur.
        let whole = !matches!(*matched.expr, Expr::Tuple(_));
        let bad = matched.arms.iter().filter(|arm| is_wildcard(arm) && (is_empty(&arm.body) || self.in_apply && whole));
        self.lines.extend(bad.map(line_of));
        visit::visit_expr_match(self, matched);
    }
}

/// Whether every event needs an answer in this function.
fn is_exhaustive(signature: &syn::Signature) -> bool {
    signature.ident == "apply" || signature.ident == "announce"
}

fn is_wildcard(arm: &Arm) -> bool {
    matches!(arm.pat, Pat::Wild(_))
}

/// `{}`, `()` or `Ok(())`.
fn is_empty(body: &Expr) -> bool {
    match body {
        Expr::Block(block) => block.block.stmts.is_empty(),
        Expr::Tuple(tuple) => tuple.elems.is_empty(),
        Expr::Call(call) => is_ok(&call.func) && call.args.iter().all(is_empty),
        _ => false,
    }
}

fn is_ok(function: &Expr) -> bool {
    matches!(function, Expr::Path(path) if path.path.is_ident("Ok"))
}
