//! How far the demonstration has played the year.

use chrono::{Datelike, NaiveDate};
use motcua_contracts::format::scaled;
use motcua_kit::http::Language;

use super::bar::{Bar, FULL_WIDTH};
use super::changes::Changes;
use crate::api::figures::Period;
use crate::demo::progress::DemoState;
use crate::wording::format::{long_date, number, share};

/// The year while it is played.
pub struct YearProgress {
    /// The business date.
    pub today: String,
    /// How many dossiers of how many have been played.
    pub dossiers: String,
    /// The year, filled up to the business date.
    pub bar: Bar,
    /// Where each month but the first begins on the bar.
    pub months: Vec<u64>,
}

impl YearProgress {
    /// The progress; nothing before the first business date and after the last dossier.
    pub fn of(state: DemoState, period: Period, lang: Language) -> Option<Self> {
        let today = state.today.filter(|_| !state.done)?;
        let (passed, all) = (days(period.from, today.min(period.to)), days(period.from, period.to));
        let title = lang.pick("Năm đã diễn lại đến ngày", "The year has been played to").to_owned();
        let date = long_date(today, lang);
        Some(Self {
            bar: Bar::of("year", title, date.clone(), all, &[("one", passed)]),
            today: date,
            dossiers: dossiers(state, lang),
            months: months(period, all),
        })
    }

    /// Adds its texts and bar to the changes of the page.
    pub fn add_to(&self, changes: &mut Changes) {
        changes.set_text("play-today", &self.today);
        changes.set_text("play-dossiers", &self.dossiers);
        changes.set_bar(&self.bar);
    }
}

fn dossiers(state: DemoState, lang: Language) -> String {
    let (played, total) = (number(state.played, lang), number(state.total, lang));
    let share = share(state.played, state.total, lang);
    match lang {
        Language::Vi => format!("{played} trong {total} hồ sơ ({share})"),
        Language::En => format!("{played} of {total} dossiers ({share})"),
    }
}

fn months(period: Period, all: u64) -> Vec<u64> {
    let period_days = period.from.iter_days().take_while(|day| *day <= period.to);
    let first_days = period_days.filter(|day| day.day() == 1);
    first_days.map(|day| scaled(days(period.from, day) - 1, all, FULL_WIDTH)).collect()
}

/// Both days are counted.
fn days(from: NaiveDate, until: NaiveDate) -> u64 {
    u64::try_from((until - from).num_days() + 1).unwrap_or_default()
}
