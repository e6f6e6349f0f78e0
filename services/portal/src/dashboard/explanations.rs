//! How each figure is counted, in the words of the API.

use std::sync::Arc;

use motcua_kit::http::Language;

use crate::api::definitions::Definition;

/// Keys of the definitions that each panel shows, in this order.
const BY_PANEL: [(&str, &[&str]); 4] = [
    ("received", &["received", "online", "counter", "carriedOver", "neverCounted"]),
    ("resolved", &["resolved", "early", "onTime", "late", "finished", "promise"]),
    ("in-process", &["inProcess", "notDue", "overdue", "reopened"]),
    ("ratings", &["ratings"]),
];

/// The definitions that the API returned, in a language.
pub struct Explanations {
    definitions: Arc<Vec<Definition>>,
    lang: Language,
}

impl Explanations {
    /// The definitions in a language.
    pub fn new(definitions: Arc<Vec<Definition>>, lang: Language) -> Self {
        Self { definitions, lang }
    }

    /// Term and rule of every figure of a panel.
    pub fn of(&self, panel: &str) -> Vec<(&str, &str)> {
        let keys = BY_PANEL.iter().filter(|(key, _)| *key == panel).flat_map(|(_, keys)| *keys);
        let found = keys.filter_map(|key| self.definitions.iter().find(|definition| definition.key == *key));
        found.map(|definition| (self.lang.text(&definition.term), self.lang.text(&definition.rule))).collect()
    }
}
