//! Texts and bars of an open page that change while figures arrive, each by the key of its element.

use std::collections::BTreeMap;

use serde::Serialize;

use super::bar::Bar;

/// New texts and bars.
#[derive(Debug, Default, Serialize)]
pub struct Changes {
    /// Texts.
    pub texts: BTreeMap<String, String>,
    /// Position and width of each segment of a bar.
    pub bars: BTreeMap<String, [u64; 2]>,
}

impl Changes {
    /// Sets the text of an element.
    pub fn set_text(&mut self, key: &str, text: &str) {
        self.texts.insert(key.to_owned(), text.to_owned());
    }

    /// Sets the segments of a bar and its description.
    pub fn set_bar(&mut self, bar: &Bar) {
        self.set_text(&format!("{}-description", bar.key), &bar.description);
        for segment in &bar.segments {
            self.bars.insert(segment.key.clone(), [segment.x, segment.width]);
        }
    }
}
