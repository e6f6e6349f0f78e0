//! The four panels: a total, its parts, and their shares with the total they refer to.

use motcua_kit::http::Language;

use super::bar::Bar;
use super::changes::Changes;
use crate::api::figures::{Figures, InProcess, Ratings, Received, Resolved};
use crate::wording::format::{number, precise_share, share};

/// A panel.
pub struct Panel {
    /// Key of its elements.
    pub key: &'static str,
    /// What is counted.
    pub title: &'static str,
    /// The total.
    pub total: String,
    /// The most important share or number.
    pub remark: String,
    /// Its parts as a bar.
    pub bar: Bar,
    /// Its parts.
    pub parts: Vec<Part>,
    /// What the shares refer to.
    pub base: String,
}

/// A part of the total of a panel.
pub struct Part {
    /// Key of its elements.
    pub key: String,
    /// Its colour, as a class of the style sheet.
    pub class: &'static str,
    pub label: &'static str,
    pub value: String,
    pub share: String,
}

/// Colour, label and number of a part.
type RawPart = (&'static str, &'static str, u64);

/// A panel before its numbers are formatted.
struct RawPanel {
    key: &'static str,
    title: &'static str,
    total: u64,
    remark: String,
    base: &'static str,
    parts: Vec<RawPart>,
}

/// The four panels.
pub fn panels(figures: &Figures, lang: Language) -> [Panel; 4] {
    [
        received(figures.received, lang),
        resolved(figures.resolved, lang),
        in_process(figures.in_process, lang),
        ratings(figures.ratings, figures.resolved, lang),
    ]
    .map(|panel| panel.format(lang))
}

impl RawPanel {
    fn format(self, lang: Language) -> Panel {
        let total = number(self.total, lang);
        let amounts: Vec<_> = self.parts.iter().map(|(class, _, value)| (*class, *value)).collect();
        let listed: Vec<_> =
            self.parts.iter().map(|(_, label, value)| format!("{label} {}", number(*value, lang))).collect();
        let description = format!("{}.", listed.join("; "));
        let parts = self.parts.into_iter().enumerate().map(|(position, (class, label, value))| Part {
            key: format!("{}-part-{position}", self.key),
            class,
            label,
            value: number(value, lang),
            share: share(value, self.total, lang),
        });
        Panel {
            key: self.key,
            title: self.title,
            remark: self.remark,
            bar: Bar::of(self.key, format!("{}: {total}", self.title), description, self.total, &amounts),
            parts: parts.collect(),
            base: format!("{} {total} {}", lang.pick("Tỷ lệ tính trên", "Shares of"), self.base),
            total,
        }
    }
}

impl Panel {
    /// Adds its texts and bar to the changes of the page.
    pub fn add_to(&self, changes: &mut Changes) {
        changes.set_text(&format!("{}-total", self.key), &self.total);
        changes.set_text(&format!("{}-remark", self.key), &self.remark);
        changes.set_text(&format!("{}-base", self.key), &self.base);
        changes.set_bar(&self.bar);
        for part in &self.parts {
            changes.set_text(&part.key, &part.value);
            changes.set_text(&format!("{}-share", part.key), &part.share);
        }
    }
}

fn received(figures: Received, lang: Language) -> RawPanel {
    let pick = |vi, en| lang.pick(vi, en);
    let online = share(figures.online, figures.total, lang);
    RawPanel {
        key: "received",
        title: pick("Đã tiếp nhận", "Received"),
        total: figures.total,
        remark: format!("{online} {}", pick("trực tuyến", "online")),
        base: pick("hồ sơ, gồm cả hồ sơ từ kỳ trước", "dossiers, carried-over ones included"),
        parts: vec![
            ("one", pick("Trực tuyến", "Online"), figures.online),
            ("two", pick("Tại quầy, bưu chính", "Counter, post"), figures.counter),
            ("three", pick("Từ kỳ trước", "Carried over"), figures.carried_over),
        ],
    }
}

fn resolved(figures: Resolved, lang: Language) -> RawPanel {
    let pick = |vi, en| lang.pick(vi, en);
    let in_time = precise_share(figures.early + figures.on_time, figures.total, lang);
    RawPanel {
        key: "resolved",
        title: pick("Đã giải quyết", "Resolved"),
        total: figures.total,
        remark: format!("{in_time} {}", pick("đúng và trước hạn", "on time or early")),
        base: pick("hồ sơ đã giải quyết", "resolved dossiers"),
        parts: vec![
            ("one", pick("Trước hạn", "Early"), figures.early),
            ("two", pick("Đúng hạn", "On time"), figures.on_time),
            ("alarm", pick("Quá hạn", "Late"), figures.late),
        ],
    }
}

fn in_process(figures: InProcess, lang: Language) -> RawPanel {
    let pick = |vi, en| lang.pick(vi, en);
    let remark = match figures.overdue {
        0 => pick("không hồ sơ nào quá hạn", "none overdue").to_owned(),
        late => format!("{} {}", number(late, lang), pick("hồ sơ quá hạn", "overdue")),
    };
    RawPanel {
        key: "in-process",
        title: pick("Đang giải quyết", "In process"),
        total: figures.total,
        remark,
        base: pick("hồ sơ đang giải quyết", "dossiers in process"),
        parts: vec![
            ("one", pick("Trong hạn", "Not due"), figures.not_due),
            ("alarm", pick("Quá hạn", "Overdue"), figures.overdue),
        ],
    }
}

fn ratings(figures: Ratings, resolved: Resolved, lang: Language) -> RawPanel {
    let pick = |vi, en| lang.pick(vi, en);
    let rated = share(figures.total, resolved.total, lang);
    RawPanel {
        key: "ratings",
        title: pick("Lượt đánh giá", "Ratings"),
        total: figures.total,
        remark: format!("{rated} {}", pick("hồ sơ đã giải quyết có đánh giá", "of resolved dossiers were rated")),
        base: pick("lượt đánh giá", "ratings"),
        parts: vec![
            ("one", pick("Rất hài lòng", "Very satisfied"), figures.very_satisfied),
            ("two", pick("Hài lòng", "Satisfied"), figures.satisfied),
            ("alarm", pick("Không hài lòng", "Not satisfied"), figures.not_satisfied),
        ],
    }
}
