//! Text as it is stored: composed (NFC), whatever form it came in, without characters that nobody sees, and not blank.

use motcua_contracts::Text;
use serde_json::Value;
use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::schema::escape;
use crate::problem::FieldError;

/// Composes every string of a document; returns what is wrong with its texts, at most `most` errors.
pub fn normalize(document: &mut Value, most: usize) -> Vec<FieldError> {
    let mut errors = Vec::new();
    walk(document, &mut String::new(), &mut errors, most);
    errors
}

/// What is wrong with a text: characters that no keyboard writes and that change how others are shown, or nothing but
/// spaces.
fn fault(text: &str) -> Option<(&'static str, Text)> {
    if text.contains(is_hidden) {
        return Some(("character", not_storable()));
    }
    let is_blank = !text.is_empty() && text.chars().all(char::is_whitespace);
    is_blank.then_some(("blank", Text::fixed("Chỉ có khoảng trắng", "Nothing but spaces")))
}

/// Controls other than line breaks and tabs, and marks that turn the direction of writing.
fn is_hidden(character: char) -> bool {
    let turns = matches!(character, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    turns || (character.is_control() && !matches!(character, '\n' | '\r' | '\t'))
}

/// Why a text with a hidden character is refused.
pub(super) const fn not_storable() -> Text {
    Text::fixed("Có ký tự không dùng được", "Holds a character that cannot be stored")
}

fn walk(value: &mut Value, pointer: &mut String, errors: &mut Vec<FieldError>, most: usize) {
    match value {
        Value::String(text) => {
            if errors.len() < most
                && let Some((code, message)) = fault(text)
            {
                errors.push(FieldError { pointer: pointer.clone(), code: code.to_owned(), message });
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
    fn hidden_characters_and_blank_texts_are_refused() {
        for hidden in ["Lan\u{202e}gnoR", "An\u{7}", "\u{2067}Bình", "Chi\u{1b}[31m"] {
            assert_eq!(normalize(&mut json!(hidden), 9)[0].code, "character", "{hidden:?}");
        }
        for blank in [" ", "\t\n", "\u{a0}\u{3000}"] {
            assert_eq!(normalize(&mut json!(blank), 9)[0].code, "blank", "{blank:?}");
        }
        for fine in ["", "Nguyễn Văn An", "dòng một\r\n\tdòng hai", "👩\u{200d}🌾"] {
            assert!(normalize(&mut json!(fine), 9).is_empty(), "{fine:?}");
        }
    }

    #[test]
    fn a_nul_character_is_refused_with_its_pointer() {
        let errors = normalize(&mut json!({ "a/b": ["x", "y\0"] }), 9);
        assert_eq!(errors.len(), 1);
        assert_eq!(errors[0].pointer, "/a~1b/1");
    }
}
