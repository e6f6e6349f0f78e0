//! Text as it is stored: composed (NFC), whatever form it came in, and without the NUL that no database takes.

use motcua_contracts::Text;
use serde_json::Value;
use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::problem::FieldError;

/// Composes every string of a document; returns the pointers to texts with a NUL.
pub fn normalize(document: &mut Value) -> Vec<FieldError> {
    let mut errors = Vec::new();
    walk(document, &mut String::new(), &mut errors);
    errors
}

/// Why a text with a NUL is refused.
pub(super) const fn not_storable() -> Text {
    Text::fixed("Có ký tự không dùng được", "Holds a character that cannot be stored")
}

fn walk(value: &mut Value, pointer: &mut String, errors: &mut Vec<FieldError>) {
    match value {
        Value::String(text) => {
            if text.contains('\0') {
                let code = "character".to_owned();
                errors.push(FieldError { pointer: pointer.clone(), code, message: not_storable() });
            }
            if !is_nfc(text) {
                *text = text.nfc().collect();
            }
        }
        Value::Array(items) => {
            items.iter_mut().enumerate().for_each(|(at, item)| step(item, &at.to_string(), pointer, errors))
        }
        Value::Object(fields) => fields.iter_mut().for_each(|(name, field)| step(field, name, pointer, errors)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn step(value: &mut Value, name: &str, pointer: &mut String, errors: &mut Vec<FieldError>) {
    let before = pointer.len();
    pointer.push('/');
    pointer.push_str(&name.replace('~', "~0").replace('/', "~1"));
    walk(value, pointer, errors);
    pointer.truncate(before);
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn every_text_of_a_document_is_composed() {
        let mut document = json!({ "applicant": { "names": ["Ha\u{0300}"] } });
        assert!(normalize(&mut document).is_empty());
        assert_eq!(document, json!({ "applicant": { "names": ["H\u{e0}"] } }));
    }

    #[test]
    fn a_nul_character_is_refused_with_its_pointer() {
        let errors = normalize(&mut json!({ "a/b": ["x", "y\0"] }));
        assert_eq!(errors.len(), 1);
        assert_eq!(errors[0].pointer, "/a~1b/1");
    }
}
