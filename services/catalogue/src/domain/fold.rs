//! Searching without accents: "ho so dat dai" finds "Hồ sơ đất đai".

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A search text: rows with the same accents come first, then those that begin with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Search {
    /// The text with its accents, in lower case and with single spaces.
    pub exact: String,
    /// The text without accents.
    pub fold: String,
}

impl Search {
    /// Reads a typed text; `None` when it is blank.
    pub fn of(typed: &str) -> Option<Self> {
        let fold = fold(typed);
        (!fold.is_empty()).then(|| Self { exact: exact(typed), fold })
    }
}

/// Lower case, without accents, single spaces.
pub fn fold(text: &str) -> String {
    // đ has no decomposition.
    let plain = text.to_lowercase().replace('đ', "d");
    spaced(plain.nfd().filter(|letter| !is_combining_mark(*letter)))
}

/// Lower case, composed, single spaces.
pub fn exact(text: &str) -> String {
    spaced(text.to_lowercase().nfc())
}

fn spaced(letters: impl Iterator<Item = char>) -> String {
    let text: String = letters.map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_case_and_spaces_do_not_matter() {
        assert_eq!(fold("Hồ sơ  ĐẤT đai "), "ho so dat dai");
        assert_eq!(fold("hoà"), fold("hòa"));
        assert_eq!(fold("thuỷ"), fold("thủy"));
        let decomposed: String = "Cấp lại giấy phép lái xe".nfd().collect();
        assert_eq!(fold(&decomposed), "cap lai giay phep lai xe");
        assert_eq!(exact(&decomposed), "cấp lại giấy phép lái xe");
    }

    #[test]
    fn a_blank_text_is_not_a_search() {
        assert_eq!(Search::of(" \u{0}\n"), None);
        assert_eq!(Search::of("Đất").unwrap(), Search { exact: "đất".into(), fold: "dat".into() });
    }
}
