//! The national status of a dossier is `contracts::Status`, not a bare number, except in the rows of a database.

use quote::ToTokens;
use syn::visit::{self, Visit};
use syn::{BinOp, Expr, ExprBinary, ExprLit, Field, FieldValue, FnArg, Lit, Member, Pat, ReturnType, Signature, Type};

use super::service::Service;
use crate::syntax::line_of;

/// Parts of the store that hold rows as the database has them.
const ROWS: [&str; 2] = ["entities", "migrations"];
/// Derives of structs that are rows.
const ROW_DERIVES: [&str; 3] = ["DeriveEntityModel", "DerivePartialModel", "FromQueryResult"];

/// Numbers where a status is meant.
pub fn problems(service: &Service) -> Vec<String> {
    let mut problems = Vec::new();
    let is_row =
        |path: &[String]| matches!(path, [store, part, ..] if store == "store" && ROWS.contains(&part.as_str()));
    for (_, module) in service.modules.iter().filter(|(path, _)| !is_row(path)) {
        let mut numbers = Numbers::default();
        module.items.iter().for_each(|item| numbers.visit_item(item));
        problems.extend(numbers.0.into_iter().map(|line| {
            let place = service.place(&module.file, line);
            format!("{place}: a national status is `contracts::Status`, not a number")
        }));
    }
    problems
}

#[derive(Default)]
struct Numbers(Vec<usize>);

impl<'ast> Visit<'ast> for Numbers {
    fn visit_item_mod(&mut self, _: &'ast syn::ItemMod) {}

    fn visit_item_struct(&mut self, item: &'ast syn::ItemStruct) {
        let attributes = item.attrs.iter().map(|attribute| attribute.to_token_stream().to_string());
        let attributes: String = attributes.filter(|text| text.contains("derive")).collect();
        if !ROW_DERIVES.iter().any(|derive| attributes.contains(derive)) {
            visit::visit_item_struct(self, item);
        }
    }

    fn visit_field(&mut self, field: &'ast Field) {
        if let Some(name) = field.ident.as_ref().filter(|name| is_status(name))
            && is_number(&field.ty)
        {
            self.0.push(line_of(name));
        }
    }

    fn visit_signature(&mut self, signature: &'ast Signature) {
        if let ReturnType::Type(_, returned) = &signature.output
            && is_status(&signature.ident)
            && is_number(returned)
        {
            self.0.push(line_of(signature));
        }
        visit::visit_signature(self, signature);
    }

    fn visit_fn_arg(&mut self, argument: &'ast FnArg) {
        if let FnArg::Typed(typed) = argument
            && let Pat::Ident(name) = &*typed.pat
            && is_status(&name.ident)
            && is_number(&typed.ty)
        {
            self.0.push(line_of(argument));
        }
    }

    fn visit_expr_binary(&mut self, binary: &'ast ExprBinary) {
        let compares = matches!(
            binary.op,
            BinOp::Eq(_) | BinOp::Ne(_) | BinOp::Lt(_) | BinOp::Le(_) | BinOp::Gt(_) | BinOp::Ge(_)
        );
        let sides = [(&binary.left, &binary.right), (&binary.right, &binary.left)];
        if compares && sides.into_iter().any(|(one, other)| names_status(one) && is_literal(other)) {
            self.0.push(line_of(binary));
        }
        visit::visit_expr_binary(self, binary);
    }

    fn visit_field_value(&mut self, value: &'ast FieldValue) {
        if matches!(&value.member, Member::Named(name) if is_status(name)) && is_wrapped_literal(&value.expr) {
            self.0.push(line_of(value));
        }
        visit::visit_field_value(self, value);
    }
}

fn is_status(name: &syn::Ident) -> bool {
    name == "status" || name.to_string().ends_with("_status")
}

/// Whether a type is a number of the width that a national status would have; the status of HTTP is `u16`.
fn is_number(of: &Type) -> bool {
    let text = of.to_token_stream().to_string();
    text.split(|other: char| !other.is_alphanumeric()).any(|word| matches!(word, "i16" | "i32" | "i64" | "u32" | "u64"))
}

/// `status`, `x.status` or `x.status()`.
fn names_status(expression: &Expr) -> bool {
    match expression {
        Expr::Path(path) => path.path.get_ident().is_some_and(is_status),
        Expr::Field(field) => matches!(&field.member, Member::Named(name) if is_status(name)),
        Expr::MethodCall(call) => is_status(&call.method),
        _ => false,
    }
}

fn is_literal(expression: &Expr) -> bool {
    matches!(expression, Expr::Lit(ExprLit { lit: Lit::Int(_), .. }))
}

/// `4`, `Some(4)` or `Set(4)`.
fn is_wrapped_literal(expression: &Expr) -> bool {
    match expression {
        Expr::Call(call) => call.args.len() == 1 && call.args.first().is_some_and(is_literal),
        other => is_literal(other),
    }
}
