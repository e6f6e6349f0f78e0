//! The four panels: each a number with what it is made of, and the shares with what they are shares of.

use super::{Bar, Changes};
use crate::api::{InProcess, Received, Resolved, Review};
use crate::lang::Lang;
use crate::words::{number, share, share_fine};

/// One panel.
pub struct Panel {
    /// Names it for the events.
    pub key: &'static str,
    /// What is counted.
    pub title: &'static str,
    /// How many.
    pub total: String,
    /// What stands out.
    pub remark: String,
    /// What it is made of, drawn.
    pub bar: Bar,
    /// What it is made of.
    pub parts: Vec<Part>,
    /// What the shares are shares of.
    pub base: String,
}

/// A part of what a panel counts.
pub struct Part {
    /// Names it for the events.
    pub key: String,
    /// Its colour, as the style sheet names it.
    pub class: &'static str,
    /// Its name.
    pub label: &'static str,
    /// How many.
    pub value: String,
    /// Which share that is.
    pub share: String,
}

/// A part before it is put into words: colour, name, how many.
type Counted = (&'static str, &'static str, u64);

struct Draft {
    key: &'static str,
    title: &'static str,
    total: u64,
    remark: String,
    base: &'static str,
    parts: Vec<Counted>,
}

/// The four panels.
pub fn of(review: &Review, lang: Lang) -> [Panel; 4] {
    [
        received(review.received, lang),
        resolved(review.resolved, lang),
        in_process(review.in_process, lang),
        ratings(review, lang),
    ]
    .map(|draft| draft.panel(lang))
}

impl Draft {
    fn panel(self, lang: Lang) -> Panel {
        let total = number(self.total, lang);
        let amounts: Vec<_> = self.parts.iter().map(|(class, _, value)| (*class, *value)).collect();
        let said: Vec<_> =
            self.parts.iter().map(|(_, label, value)| format!("{label} {}", number(*value, lang))).collect();
        let description = format!("{}.", said.join("; "));
        let parts = self.parts.into_iter().enumerate().map(|(at, (class, label, value))| Part {
            key: format!("{}-part-{at}", self.key),
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
            base: format!("{} {total} {}", lang.say("Tỷ lệ tính trên", "Shares of"), self.base),
            total,
        }
    }
}

impl Panel {
    pub(super) fn tell(&self, changes: &mut Changes) {
        changes.text(&format!("{}-total", self.key), &self.total);
        changes.text(&format!("{}-remark", self.key), &self.remark);
        changes.text(&format!("{}-base", self.key), &self.base);
        changes.bar(&self.bar);
        for part in &self.parts {
            changes.text(&part.key, &part.value);
            changes.text(&format!("{}-share", part.key), &part.share);
        }
    }
}

fn received(figures: Received, lang: Lang) -> Draft {
    let say = |vi, en| lang.say(vi, en);
    let online = share(figures.online, figures.total, lang);
    Draft {
        key: "received",
        title: say("Đã tiếp nhận", "Received"),
        total: figures.total,
        remark: format!("{online} {}", say("trực tuyến", "online")),
        base: say("hồ sơ, gồm cả hồ sơ từ kỳ trước", "dossiers, carried-over ones included"),
        parts: vec![
            ("one", say("Trực tuyến", "Online"), figures.online),
            ("two", say("Tại quầy, bưu chính", "Counter, post"), figures.counter),
            ("three", say("Từ kỳ trước", "Carried over"), figures.carried_over),
        ],
    }
}

fn resolved(figures: Resolved, lang: Lang) -> Draft {
    let say = |vi, en| lang.say(vi, en);
    let in_time = share_fine(figures.early + figures.on_time, figures.total, lang);
    Draft {
        key: "resolved",
        title: say("Đã giải quyết", "Resolved"),
        total: figures.total,
        remark: format!("{in_time} {}", say("đúng và trước hạn", "on time or early")),
        base: say("hồ sơ đã giải quyết", "resolved dossiers"),
        parts: vec![
            ("one", say("Trước hạn", "Early"), figures.early),
            ("two", say("Đúng hạn", "On time"), figures.on_time),
            ("alarm", say("Quá hạn", "Late"), figures.late),
        ],
    }
}

fn in_process(figures: InProcess, lang: Lang) -> Draft {
    let say = |vi, en| lang.say(vi, en);
    let remark = match figures.overdue {
        0 => say("không hồ sơ nào quá hạn", "none overdue").to_owned(),
        late => format!("{} {}", number(late, lang), say("hồ sơ quá hạn", "overdue")),
    };
    Draft {
        key: "in-process",
        title: say("Đang giải quyết", "In process"),
        total: figures.total,
        remark,
        base: say("hồ sơ đang giải quyết", "dossiers in process"),
        parts: vec![
            ("one", say("Trong hạn", "Not due"), figures.not_due),
            ("alarm", say("Quá hạn", "Overdue"), figures.overdue),
        ],
    }
}

fn ratings(review: &Review, lang: Lang) -> Draft {
    let say = |vi, en| lang.say(vi, en);
    let figures = review.ratings;
    let answered = share(figures.total, review.resolved.total, lang);
    Draft {
        key: "ratings",
        title: say("Lượt đánh giá", "Ratings"),
        total: figures.total,
        remark: format!("{answered} {}", say("hồ sơ đã giải quyết có đánh giá", "of resolved dossiers were rated")),
        base: say("lượt đánh giá", "ratings"),
        parts: vec![
            ("one", say("Rất hài lòng", "Very satisfied"), figures.very_satisfied),
            ("two", say("Hài lòng", "Satisfied"), figures.satisfied),
            ("alarm", say("Không hài lòng", "Not satisfied"), figures.not_satisfied),
        ],
    }
}
