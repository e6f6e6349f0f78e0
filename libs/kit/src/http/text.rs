//! Text as it is stored: composed (NFC), whatever form it came in, and without the NUL that no database takes.

use motcua_contracts::Text;
use serde_json::Value;
use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::schema::escape;
use crate::problem::FieldError;

/// Composes every string of a document; returns the pointers to texts with a NUL, at most `most`.
pub fn normalize(document: &mut Value, most: usize) -> Vec<FieldError> {
    let mut errors = Vec::new();
    walk(document, &mut String::new(), &mut errors, most);
    errors
}

/// Why a text with a NUL is refused.
pub(super) const fn not_storable() -> Text {
    Text::fixed("Có ký tự không dùng được", "Holds a character that cannot be stored")
}

fn walk(value: &mut Value, pointer: &mut String, errors: &mut Vec<FieldError>, most: usize) {
    match value {
        Value::String(text) => {
            if errors.len() < most && text.contains('\0') {
                let code = "character".to_owned();
                errors.push(FieldError { pointer: pointer.clone(), code, message: not_storable() });
            }
            if !is_nfc(text) {
                *text = text.nfc().collect();
            }
        }
        Value::Array(items) => {
            items.iter_mut().enumerate().for_each(|(at, item)| step(item, &at.to_string(), pointer, errors, most))
        }
        Value::Object(fields) => fields.iter_mut().for_each(|(name, field)| step(field, name, pointer, errors, most)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn step(value: &mut Value, name: &str, pointer: &mut String, errors: &mut Vec<FieldError>, most: usize) {
    let before = pointer.len();
    pointer.push('/');
    pointer.push_str(&escape(name));
    walk(value, pointer, errors, most);
    pointer.truncate(before);
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn every_text_of_a_document_is_composed() {
        let mut document = json!({ "applicant": { "names": ["Ha\u{0300}"] } });
        assert!(normalize(&mut document, 9).is_empty());
        assert_eq!(document, json!({ "applicant": { "names": ["H\u{e0}"] } }));
    }

    #[test]
    fn a_nul_character_is_refused_with_its_pointer() {
        let errors = normalize(&mut json!({ "a/b": ["x", "y\0"] }), 9);
        assert_eq!(errors.len(), 1);
        assert_eq!(errors[0].pointer, "/a~1b/1");
    }
}
