//! How a dossier stands to its promised date, in the words of the citizen: word, number, icon, colour last.

use chrono::{DateTime, Utc};
use motcua_worktime::{Calendar, local_date, working_days_left};

use crate::api::Dossier;
use crate::lang::Lang;
use crate::words;

const STOPPED: i32 = 8;
const FEES_WANTED: i32 = 6;
const PAUSES: [i32; 2] = [5, 6];

/// A deadline as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadline {
    /// Which colours and icon.
    pub tone: Tone,
    /// The words.
    pub text: String,
}

/// The five states.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    InTime,
    Near,
    Today,
    Late,
    Paused,
}

impl Tone {
    /// As the style sheet names it.
    pub fn class(self) -> &'static str {
        match self {
            Self::InTime => "in-time",
            Self::Near => "near",
            Self::Today => "today",
            Self::Late => "late",
            Self::Paused => "paused",
        }
    }
}

/// Days, and whether they are working days; without a calendar nobody pretends they were.
struct Days {
    count: u32,
    working: bool,
}

impl Days {
    /// The days from one moment's date to another's, whichever is first.
    fn between(from: DateTime<Utc>, to: DateTime<Utc>, calendar: Option<&Calendar>) -> Self {
        match calendar.and_then(|calendar| working_days_left(calendar, from, to).ok()) {
            Some(days) => Self { count: days.unsigned_abs(), working: true },
            None => {
                let days = (local_date(to) - local_date(from)).num_days().unsigned_abs();
                Self { count: u32::try_from(days).unwrap_or(u32::MAX), working: false }
            }
        }
    }

    fn said(&self, lang: Lang) -> String {
        let (vi, one, many) =
            if self.working { ("ngày làm việc", "working day", "working days") } else { ("ngày", "day", "days") };
        format!("{} {}", self.count, lang.say(vi, if self.count == 1 { one } else { many }))
    }
}

/// How the dossier stands at business time `now`; nothing where no date was promised or none counts any more.
pub fn of(dossier: &Dossier, now: DateTime<Utc>, calendar: Option<&Calendar>, lang: Lang) -> Option<Deadline> {
    let due_at = dossier.due_at?;
    let shown = |tone, text| Some(Deadline { tone, text });
    if dossier.status == STOPPED {
        return None;
    }
    if let Some(finished_at) = dossier.finished_at {
        let (tone, text) = kept(finished_at, due_at, calendar, lang);
        return shown(tone, text);
    }
    if dossier.paused {
        return shown(Tone::Paused, paused(dossier, lang));
    }
    let (today, due_on) = (local_date(now), local_date(due_at));
    let days = Days::between(now, due_at, calendar);
    if now > due_at {
        return shown(Tone::Late, late(&days, due_at, lang));
    }
    if today == due_on {
        let text = lang.say("Đến hạn hôm nay – trước ", "Due today by ").to_owned() + &words::clock(due_at);
        return shown(Tone::Today, text);
    }
    let promised = Days::between(dossier.accepted_at.unwrap_or(dossier.submitted_at), due_at, calendar);
    if days.count <= 1 || days.count * 5 <= promised.count {
        let text = match lang {
            Lang::Vi => format!("Sắp đến hạn – còn {}", days.said(lang)),
            Lang::En => format!("{} left", days.said(lang)),
        };
        return shown(Tone::Near, text);
    }
    let text = match lang {
        Lang::Vi => format!("Còn hạn – còn {}", days.said(lang)),
        Lang::En => format!("{} left", days.said(lang)),
    };
    shown(Tone::InTime, text)
}

/// What became of the promise: late after the due moment, early on an earlier date, else on time.
fn kept(finished: DateTime<Utc>, due: DateTime<Utc>, calendar: Option<&Calendar>, lang: Lang) -> (Tone, String) {
    let days = Days::between(finished, due, calendar);
    let said = days.said(lang);
    if finished > due && days.count == 0 {
        return (Tone::Late, lang.say("Có kết quả quá hạn", "Result came late").to_owned());
    }
    if finished > due {
        let text = match lang {
            Lang::Vi => format!("Có kết quả quá hạn {said}"),
            Lang::En => format!("Result came {said} late"),
        };
        return (Tone::Late, text);
    }
    if local_date(finished) < local_date(due) && days.count > 0 {
        let text = match lang {
            Lang::Vi => format!("Có kết quả trước hạn {said}"),
            Lang::En => format!("Result came {said} early"),
        };
        return (Tone::InTime, text);
    }
    (Tone::InTime, lang.say("Có kết quả đúng hạn", "Result came on time").to_owned())
}

fn late(days: &Days, due_at: DateTime<Utc>, lang: Lang) -> String {
    if days.count == 0 {
        return format!("{} {}", lang.say("Quá hạn từ", "Overdue since"), words::moment(due_at, lang));
    }
    match lang {
        Lang::Vi => format!("Quá hạn {}", days.said(lang)),
        Lang::En => format!("{} overdue", days.said(lang)),
    }
}

fn paused(dossier: &Dossier, lang: Lang) -> String {
    let awaited = if dossier.status == FEES_WANTED {
        lang.say("Tạm dừng – chờ nộp tiền", "Paused – waiting for payment")
    } else {
        lang.say("Tạm dừng – chờ bổ sung", "Paused – waiting for papers")
    };
    let since = dossier.timeline.iter().rev().find(|entry| PAUSES.contains(&entry.status));
    match since {
        Some(entry) => {
            format!("{awaited} {} {}", lang.say("từ", "since"), words::date(local_date(entry.at), lang))
        }
        None => awaited.to_owned(),
    }
}

#[cfg(test)]
mod tests;
