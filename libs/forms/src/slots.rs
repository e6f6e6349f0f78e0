//! The named values a form passes to its template.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

/// What is printed for an unknown value: a dotted line to be filled in by hand.
pub const DOTS: &str = "……………";

/// The public lookup of a dossier: how a citizen finds it without an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LookUp {
    /// The address in the QR code. It carries no personal data.
    pub address: String,
    /// The lookup secret printed under the QR code: 8 characters.
    pub secret: String,
}

/// Values by the names the template uses. A value may be empty; a missing name is an error of the template.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Slots {
    texts: BTreeMap<&'static str, String>,
    tables: BTreeMap<&'static str, Vec<Vec<String>>>,
    lookup: Option<LookUp>,
}

impl Slots {
    /// Sets a text. An empty one removes its segment of the line, or prints dots where it is filled in by hand.
    pub fn text(&mut self, name: &'static str, value: impl AsRef<str>) -> &mut Self {
        self.texts.insert(name, normalise(value.as_ref()));
        self
    }

    /// Sets the rows of a table.
    pub fn table(&mut self, name: &'static str, rows: impl IntoIterator<Item = Vec<String>>) -> &mut Self {
        let rows = rows.into_iter().map(|row| row.iter().map(|cell| normalise(cell)).collect()).collect();
        self.tables.insert(name, rows);
        self
    }

    /// Sets address and secret of the public lookup.
    pub fn lookup(&mut self, lookup: &LookUp) -> &mut Self {
        self.text("lookup.address", &lookup.address).text("lookup.secret", &lookup.secret);
        self.lookup = Some(lookup.clone());
        self
    }

    /// The text with this name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.texts.get(name).map(String::as_str)
    }

    /// The rows with this name.
    pub fn rows(&self, name: &str) -> Option<&[Vec<String>]> {
        self.tables.get(name).map(Vec::as_slice)
    }

    /// The public lookup, if the form has one.
    pub fn get_lookup(&self) -> Option<&LookUp> {
        self.lookup.as_ref()
    }
}

/// Composes letters (NFC), so that separately typed tones become one glyph, and removes control and direction characters,
/// which could make a browser show another order than the paper.
fn normalise(value: &str) -> String {
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
        assert_eq!(normalise("Nguye\u{302}\u{303}n"), "Nguyễn");
    }

    #[test]
    fn characters_that_change_the_reading_order_are_removed() {
        assert_eq!(normalise("Lò\u{202e} Thị\tMai\u{0}"), "Lò Thị Mai ");
        assert_eq!(normalise("một\r\nhai"), "một\nhai");
    }
}
