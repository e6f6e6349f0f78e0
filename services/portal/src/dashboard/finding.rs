//! The main finding of a period: one number and a sentence.

use motcua_kit::http::Language;

use super::changes::Changes;
use crate::api::figures::Figures;
use crate::wording::format::{number, precise_share};

/// A finding; the number is apart, so that it can be set large.
pub struct Finding {
    /// The number.
    pub lead: String,
    /// The rest of the sentence.
    pub rest: String,
}

impl Finding {
    /// The finding of a period.
    pub fn of(figures: &Figures, lang: Language) -> Self {
        let resolved = figures.resolved;
        if resolved.total == 0 {
            let rest = lang
                .pick("hồ sơ đã tiếp nhận; chưa hồ sơ nào giải quyết xong", "dossiers received; none is resolved yet");
            return Self { lead: number(figures.received.total, lang), rest: rest.to_owned() };
        }
        let lead = precise_share(resolved.early + resolved.on_time, resolved.total, lang);
        let late = number(resolved.late, lang);
        let rest = match (lang, resolved.late) {
            (Language::Vi, 0) => "hồ sơ giải quyết đúng và trước hạn; không hồ sơ nào quá hạn".to_owned(),
            (Language::Vi, _) => format!("hồ sơ giải quyết đúng và trước hạn; {late} hồ sơ quá hạn"),
            (Language::En, 0) => "of dossiers resolved on time or early; none was late".to_owned(),
            (Language::En, 1) => "of dossiers resolved on time or early; 1 was late".to_owned(),
            (Language::En, _) => format!("of dossiers resolved on time or early; {late} were late"),
        };
        Self { lead, rest }
    }

    /// Adds its texts to the changes of the page.
    pub fn add_to(&self, changes: &mut Changes) {
        changes.set_text("finding-lead", &self.lead);
        changes.set_text("finding-rest", &self.rest);
    }
}
