//! The figures as the first page shows them: a finding, four panels and how they are counted, a row for each agency.

mod agencies;
mod bar;
mod explanations;
mod finding;
mod panels;
mod play;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::api::Review;
use crate::lang::Lang;
use crate::words::{date, number};

pub use agencies::Agencies;
pub use bar::Bar;
pub use explanations::Explanations;
pub use finding::Finding;
pub use panels::Panel;
pub use play::Play;

/// Everything that the first page says about a period.
pub struct Board {
    /// The sentence that comes first.
    pub finding: Finding,
    /// What can be applied for, and where.
    pub facts: [Fact; 5],
    /// Received, resolved, in process, ratings.
    pub panels: [Panel; 4],
    /// By agency.
    pub agencies: Agencies,
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
    /// The year it is called after.
    pub year: i32,
    /// Whether nothing has been received yet.
    pub is_empty: bool,
}

/// One number with its word.
pub struct Fact {
    /// Names it for the events.
    pub key: &'static str,
    /// The number.
    pub value: String,
    /// The word.
    pub label: &'static str,
}

/// What changes on the page while the year fills up: texts and bars by their keys.
#[derive(Debug, Default, Serialize)]
pub struct Changes {
    /// Texts.
    pub texts: BTreeMap<String, String>,
    /// Where each part of a bar begins, and how wide it is.
    pub bars: BTreeMap<String, [u64; 2]>,
}

impl Board {
    /// The figures in words.
    pub fn of(review: &Review, lang: Lang) -> Self {
        Self {
            finding: Finding::of(review, lang),
            facts: facts(review, lang),
            panels: panels::of(review, lang),
            agencies: Agencies::of(review, lang),
            from: date(review.period.from, lang),
            to: date(review.period.to, lang),
            year: review.period.year(),
            is_empty: review.received.total == 0,
        }
    }

    /// What the page was made of: when this changes, numbers alone do not bring it up to date.
    pub fn shape(&self) -> String {
        format!("{}-{}", if self.is_empty { "empty" } else { "filled" }, self.agencies.rows.len())
    }

    /// Its texts and bars.
    pub fn changes(&self) -> Changes {
        let mut changes = Changes::default();
        self.finding.tell(&mut changes);
        for fact in &self.facts {
            changes.text(fact.key, &fact.value);
        }
        for panel in &self.panels {
            panel.tell(&mut changes);
        }
        self.agencies.tell(&mut changes);
        changes
    }
}

impl Changes {
    fn text(&mut self, key: &str, text: &str) {
        self.texts.insert(key.to_owned(), text.to_owned());
    }

    fn bar(&mut self, bar: &Bar) {
        self.text(&format!("{}-description", bar.key), &bar.description);
        for part in &bar.parts {
            self.bars.insert(part.key.clone(), [part.x, part.width]);
        }
    }
}

fn facts(review: &Review, lang: Lang) -> [Fact; 5] {
    let catalogue = review.catalogue;
    let fact = |key, value, label| Fact { key, value: number(value, lang), label };
    [
        fact("procedures", catalogue.procedures, lang.say("thủ tục hành chính", "procedures")),
        fact("on-the-spot", catalogue.on_the_spot, lang.say("giải quyết tại chỗ", "settled on the spot")),
        fact("departments", catalogue.departments, lang.say("sở, ngành", "departments")),
        fact("central-agencies", catalogue.central_agencies, lang.say("cơ quan ngành dọc", "central agencies")),
        fact("companies", catalogue.companies, lang.say("công ty", "companies")),
    ]
}

#[cfg(test)]
mod tests;
