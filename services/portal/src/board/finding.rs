//! The sentence that comes first: what the figures mean.

use super::Changes;
use crate::api::Review;
use crate::lang::Lang;
use crate::words::{number, share_fine};

/// A finding, its number apart so that it can be set large.
pub struct Finding {
    /// The number.
    pub lead: String,
    /// The rest of the sentence.
    pub rest: String,
}

impl Finding {
    /// What the figures mean.
    pub fn of(review: &Review, lang: Lang) -> Self {
        let resolved = review.resolved;
        if resolved.total == 0 {
            let rest = lang
                .say("hồ sơ đã tiếp nhận; chưa hồ sơ nào giải quyết xong", "dossiers received; none is resolved yet");
            return Self { lead: number(review.received.total, lang), rest: rest.to_owned() };
        }
        let in_time = resolved.early + resolved.on_time;
        let lead = share_fine(in_time, resolved.total, lang);
        let late = number(resolved.late, lang);
        let rest = match (lang, resolved.late) {
            (Lang::Vi, 0) => "hồ sơ giải quyết đúng và trước hạn; không hồ sơ nào quá hạn".to_owned(),
            (Lang::Vi, _) => format!("hồ sơ giải quyết đúng và trước hạn; {late} hồ sơ quá hạn"),
            (Lang::En, 0) => "of dossiers resolved on time or early; none was late".to_owned(),
            (Lang::En, 1) => "of dossiers resolved on time or early; 1 was late".to_owned(),
            (Lang::En, _) => format!("of dossiers resolved on time or early; {late} were late"),
        };
        Self { lead, rest }
    }

    pub(super) fn tell(&self, changes: &mut Changes) {
        changes.text("finding-lead", &self.lead);
        changes.text("finding-rest", &self.rest);
    }
}
