//! The named values a form hands to its template.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use crate::parties::LookUp;

/// Values by the name a template calls them by. A value may be empty; a name that is missing is a fault of the template.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Slots {
    texts: BTreeMap<&'static str, String>,
    tables: BTreeMap<&'static str, Vec<Vec<String>>>,
    lookup: Option<LookUp>,
}

impl Slots {
    /// Sets a text; an empty one leaves its part of the line out, or dots where it is filled in by hand.
    pub fn text(&mut self, name: &'static str, value: impl AsRef<str>) -> &mut Self {
        self.texts.insert(name, clean(value.as_ref()));
        self
    }

    /// Sets the rows of a table.
    pub fn table(&mut self, name: &'static str, rows: impl IntoIterator<Item = Vec<String>>) -> &mut Self {
        let rows = rows.into_iter().map(|row| row.iter().map(|cell| clean(cell)).collect()).collect();
        self.tables.insert(name, rows);
        self
    }

    /// Sets where the citizen looks the dossier up.
    pub fn lookup(&mut self, lookup: &LookUp) -> &mut Self {
        self.text("lookup.address", &lookup.address).text("lookup.secret", &lookup.secret);
        self.lookup = Some(lookup.clone());
        self
    }

    /// The text of that name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.texts.get(name).map(String::as_str)
    }

    /// The rows of that name.
    pub fn rows(&self, name: &str) -> Option<&[Vec<String>]> {
        self.tables.get(name).map(Vec::as_slice)
    }

    /// Where the citizen looks the dossier up, when the form has it.
    pub fn looked_up_at(&self) -> Option<&LookUp> {
        self.lookup.as_ref()
    }
}

/// Letters composed (NFC), so that tones typed separately are one glyph; no control and no direction characters, which
/// would let a browser show another order than the paper.
fn clean(value: &str) -> String {
    let composed = value.trim().replace("\r\n", "\n");
    composed
        .nfc()
        .filter(
            |c| !matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}'),
        )
        .map(|c| if c.is_control() && c != '\n' { ' ' } else { c })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_with_separate_tones_are_composed() {
        assert_eq!(clean("Nguye\u{302}\u{303}n"), "Nguyễn");
    }

    #[test]
    fn characters_that_turn_the_reading_order_are_dropped() {
        assert_eq!(clean("Lò\u{202e} Thị\tMai\u{0}"), "Lò Thị Mai ");
        assert_eq!(clean("một\r\nhai"), "một\nhai");
    }
}
