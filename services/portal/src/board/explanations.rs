//! How each figure is counted, in the words of the API.

use std::sync::Arc;

use crate::api::Definition;
use crate::lang::Lang;

/// The definitions that a panel shows, by their keys, in this order.
const SHOWN: [(&str, &[&str]); 4] = [
    ("received", &["received", "online", "counter", "carriedOver", "neverCounted"]),
    ("resolved", &["resolved", "early", "onTime", "late", "finished", "promise"]),
    ("in-process", &["inProcess", "notDue", "overdue", "reopened"]),
    ("ratings", &["ratings"]),
];

/// What is known of the definitions now.
pub struct Explanations {
    all: Arc<Vec<Definition>>,
    lang: Lang,
}

impl Explanations {
    /// Explanations in a language.
    pub fn new(all: Arc<Vec<Definition>>, lang: Lang) -> Self {
        Self { all, lang }
    }

    /// Term and rule of everything that a panel counts.
    pub fn of(&self, panel: &str) -> Vec<(&str, &str)> {
        let keys = SHOWN.iter().filter(|(key, _)| *key == panel).flat_map(|(_, keys)| *keys);
        let known = keys.filter_map(|key| self.all.iter().find(|definition| definition.key == *key));
        known.map(|definition| (definition.term.said(self.lang), definition.rule.said(self.lang))).collect()
    }
}
