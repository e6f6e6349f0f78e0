//! The four panels: each a number with what it is made of, the shares with what they are shares of, and definitions.

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
    /// What counts as what, and what never counts.
    pub definition: &'static str,
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
    /// What counts as this.
    pub definition: &'static str,
}

/// A part before it is put into words: colour, name, how many, definition.
type Counted = (&'static str, &'static str, u64, &'static str);

struct Draft {
    key: &'static str,
    title: &'static str,
    total: u64,
    remark: String,
    base: &'static str,
    definition: &'static str,
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
        let amounts: Vec<_> = self.parts.iter().map(|(class, _, value, _)| (*class, *value)).collect();
        let said: Vec<_> =
            self.parts.iter().map(|(_, label, value, _)| format!("{label} {}", number(*value, lang))).collect();
        let description = format!("{}.", said.join("; "));
        let parts = self.parts.into_iter().enumerate().map(|(at, (class, label, value, definition))| Part {
            key: format!("{}-part-{at}", self.key),
            class,
            label,
            value: number(value, lang),
            share: share(value, self.total, lang),
            definition,
        });
        Panel {
            key: self.key,
            title: self.title,
            remark: self.remark,
            bar: Bar::of(self.key, format!("{}: {total}", self.title), description, self.total, &amounts),
            parts: parts.collect(),
            base: format!("{} {total} {}", lang.say("Tỷ lệ tính trên", "Shares of"), self.base),
            definition: self.definition,
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
        definition: say(
            "Gồm ba nhóm trên. Hồ sơ chưa tiếp nhận hoặc không được tiếp nhận thì không tính.",
            "The three groups together. Dossiers not yet received, or not accepted, do not count.",
        ),
        parts: vec![
            (
                "one",
                say("Trực tuyến", "Online"),
                figures.online,
                say("tiếp nhận trong kỳ, nộp qua mạng", "received in the period, handed in online"),
            ),
            (
                "two",
                say("Tại quầy, bưu chính", "Counter, post"),
                figures.counter,
                say("tiếp nhận trong kỳ, nộp tại quầy hoặc qua bưu chính", "received in the period, counter or post"),
            ),
            (
                "three",
                say("Từ kỳ trước", "Carried over"),
                figures.carried_over,
                say("tiếp nhận trước kỳ, khi kỳ bắt đầu vẫn chưa xong", "received before the period, unfinished then"),
            ),
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
        definition: say(
            "Hồ sơ có kết quả trong kỳ. Kết quả từ chối và hồ sơ dừng giải quyết cũng tính. Gia hạn không đổi cách tính.",
            "Dossiers with a result in the period, refusals and stopped ones included. Extensions change nothing.",
        ),
        parts: vec![
            (
                "one",
                say("Trước hạn", "Early"),
                figures.early,
                say("có kết quả trước ngày hẹn", "result before the promised day"),
            ),
            (
                "two",
                say("Đúng hạn", "On time"),
                figures.on_time,
                say("có kết quả trong ngày hẹn, không muộn hơn giờ hẹn", "result on the promised day, by its hour"),
            ),
            (
                "alarm",
                say("Quá hạn", "Late"),
                figures.late,
                say("có kết quả sau giờ hẹn", "result after the promised moment"),
            ),
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
        definition: say(
            "Hồ sơ đã tiếp nhận, chưa có kết quả khi hết kỳ. Kỳ chưa hết thì tính đến bây giờ.",
            "Received and without a result at the end of the period; while it runs, as of now.",
        ),
        parts: vec![
            (
                "one",
                say("Trong hạn", "Not due"),
                figures.not_due,
                say("chưa đến giờ hẹn, hoặc đang tạm dừng chờ bổ sung", "before the promised moment, or paused"),
            ),
            (
                "alarm",
                say("Quá hạn", "Overdue"),
                figures.overdue,
                say("đã qua giờ hẹn và không tạm dừng", "past the promised moment and not paused"),
            ),
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
        definition: say(
            "Mỗi hồ sơ đã trả kết quả được đánh giá một lần. Tính theo thời điểm đánh giá.",
            "Each returned dossier can be rated once. Ratings count by their own time.",
        ),
        parts: vec![
            (
                "one",
                say("Rất hài lòng", "Very satisfied"),
                figures.very_satisfied,
                say("mức cao nhất trong ba mức", "the best of three answers"),
            ),
            ("two", say("Hài lòng", "Satisfied"), figures.satisfied, say("mức giữa", "the middle answer")),
            (
                "alarm",
                say("Không hài lòng", "Not satisfied"),
                figures.not_satisfied,
                say("mức thấp nhất", "the worst answer"),
            ),
        ],
    }
}
