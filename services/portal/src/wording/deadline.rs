//! The deadline of a dossier: a state for icon and colour, and a text with the number of days.

use chrono::{DateTime, Utc};
use motcua_contracts::Status;
use motcua_kit::http::Language;
use motcua_worktime::{Calendar, local_date, working_days_left};

use super::format;
use crate::api::lookup::DossierState;

/// The due date is near when at most this part of the days from acceptance to due date is left: one fifth.
const NEAR_PART: u32 = 5;

/// A deadline as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadline {
    /// Decides on icon and colours.
    pub state: DeadlineState,
    /// The text.
    pub text: String,
}

/// The state of a deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeadlineState {
    InTime,
    Near,
    Today,
    Late,
    Paused,
}

impl DeadlineState {
    /// Its class in the style sheet.
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

/// A number of days: working days, or calendar days where no calendar is known.
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

    fn text(&self, lang: Language) -> String {
        let (vi, one, many) =
            if self.working { ("ngày làm việc", "working day", "working days") } else { ("ngày", "day", "days") };
        format!("{} {}", self.count, lang.pick(vi, if self.count == 1 { one } else { many }))
    }
}

/// The deadline at business time `now`; none without a due date or after a stop.
pub fn deadline(
    dossier: &DossierState,
    now: DateTime<Utc>,
    calendar: Option<&Calendar>,
    lang: Language,
) -> Option<Deadline> {
    let due_at = dossier.due_at.filter(|_| dossier.status != Status::Stopped)?;
    let (state, text) = match dossier.finished_at {
        Some(finished_at) => finished(finished_at, due_at, calendar, lang),
        None if dossier.paused => (DeadlineState::Paused, paused(dossier, lang)),
        None => {
            let total = Days::between(dossier.accepted_at.unwrap_or(dossier.submitted_at), due_at, calendar);
            open(now, due_at, &total, &Days::between(now, due_at, calendar), lang)
        }
    };
    Some(Deadline { state, text })
}

/// Late after the due moment, early on an earlier date, else on time.
fn finished(
    finished_at: DateTime<Utc>,
    due_at: DateTime<Utc>,
    calendar: Option<&Calendar>,
    lang: Language,
) -> (DeadlineState, String) {
    let days = Days::between(finished_at, due_at, calendar);
    let count = days.text(lang);
    let is_early = local_date(finished_at) < local_date(due_at) && days.count > 0;
    let (late, on_time) = (DeadlineState::Late, DeadlineState::InTime);
    match (finished_at > due_at, lang) {
        (true, _) if days.count == 0 => (late, lang.pick("Có kết quả quá hạn", "Result came late").to_owned()),
        (true, Language::Vi) => (late, format!("Có kết quả quá hạn {count}")),
        (true, Language::En) => (late, format!("Result came {count} late")),
        (false, Language::Vi) if is_early => (on_time, format!("Có kết quả trước hạn {count}")),
        (false, Language::En) if is_early => (on_time, format!("Result came {count} early")),
        (false, _) => (on_time, lang.pick("Có kết quả đúng hạn", "Result came on time").to_owned()),
    }
}

fn open(
    now: DateTime<Utc>,
    due_at: DateTime<Utc>,
    total: &Days,
    left: &Days,
    lang: Language,
) -> (DeadlineState, String) {
    if now > due_at {
        return (DeadlineState::Late, overdue(left, due_at, lang));
    }
    if local_date(now) == local_date(due_at) {
        let text = format!("{} {}", lang.pick("Đến hạn hôm nay – trước", "Due today by"), format::time(due_at));
        return (DeadlineState::Today, text);
    }
    let near = left.count <= 1 || left.count * NEAR_PART <= total.count;
    let state = if near { DeadlineState::Near } else { DeadlineState::InTime };
    let text = match lang {
        Language::Vi => format!("{} – còn {}", if near { "Sắp đến hạn" } else { "Còn hạn" }, left.text(lang)),
        Language::En => format!("{} left", left.text(lang)),
    };
    (state, text)
}

fn overdue(days: &Days, due_at: DateTime<Utc>, lang: Language) -> String {
    if days.count == 0 {
        return format!("{} {}", lang.pick("Quá hạn từ", "Overdue since"), format::time_and_date(due_at, lang));
    }
    match lang {
        Language::Vi => format!("Quá hạn {}", days.text(lang)),
        Language::En => format!("{} overdue", days.text(lang)),
    }
}

fn paused(dossier: &DossierState, lang: Language) -> String {
    let reason = if dossier.status == Status::PaymentRequested {
        lang.pick("Tạm dừng – chờ nộp tiền", "Paused – waiting for payment")
    } else {
        lang.pick("Tạm dừng – chờ bổ sung", "Paused – waiting for papers")
    };
    match dossier.timeline.iter().rev().find(|row| row.status.is_paused()) {
        Some(row) => {
            format!("{reason} {} {}", lang.pick("từ", "since"), format::date(local_date(row.at), lang))
        }
        None => reason.to_owned(),
    }
}

#[cfg(test)]
mod tests;
