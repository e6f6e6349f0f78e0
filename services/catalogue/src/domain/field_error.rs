//! A broken rule as the editor sees it, and the rule that a list has no duplicates.

use std::collections::BTreeSet;

use motcua_contracts::Text;
use motcua_kit::problem::FieldError;

/// One broken rule.
pub fn field_error(pointer: impl Into<String>, code: &str, message: Text) -> FieldError {
    FieldError { pointer: pointer.into(), code: code.to_owned(), message }
}

/// An error for every item that occurs in `list` before; `pointer` leads to the n-th item.
pub fn duplicates<T: Ord>(list: impl Iterator<Item = T>, pointer: impl Fn(usize) -> String) -> Vec<FieldError> {
    let mut seen = BTreeSet::new();
    let repeated = list.enumerate().filter_map(|(index, item)| (!seen.insert(item)).then_some(index));
    repeated.map(|index| duplicate(pointer(index))).collect()
}

/// The error of a duplicate.
pub fn duplicate(pointer: impl Into<String>) -> FieldError {
    field_error(pointer, "duplicate", Text::fixed("Bị trùng", "Given twice"))
}
