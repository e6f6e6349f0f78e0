//! A broken rule as the editor sees it, and the rule that nothing stands twice.

use std::collections::BTreeSet;

use motcua_kit::problem::FieldError;

/// One broken rule.
pub fn fault(pointer: String, code: &str, message: &str) -> FieldError {
    FieldError { pointer, code: code.to_owned(), message: message.to_owned() }
}

/// A fault for everything in `list` that stands there before; `pointer` says where the n-th is.
pub fn repeated<T: Ord>(list: impl Iterator<Item = T>, pointer: impl Fn(usize) -> String) -> Vec<FieldError> {
    let mut seen = BTreeSet::new();
    let again = list.enumerate().filter_map(|(index, item)| (!seen.insert(item)).then_some(index));
    again.map(|index| fault(pointer(index), "duplicate", "Bị trùng / Given twice")).collect()
}
