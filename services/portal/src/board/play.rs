//! How far the demonstration has played the year.

use chrono::NaiveDate;

use super::{Bar, Changes};
use crate::demo::DemoState;
use crate::lang::Lang;
use crate::words::{long_date, number, rounded, share};

/// The year as it is being played.
pub struct Play {
    /// The business date in words.
    pub today: String,
    /// How many dossiers of how many.
    pub dossiers: String,
    /// The year, filled up to the date.
    pub bar: Bar,
    /// Where the months begin, after the first.
    pub months: Vec<u64>,
}

impl Play {
    /// How far it is; nothing before the first date and after the last dossier.
    pub fn of(state: DemoState, (from, to): (NaiveDate, NaiveDate), lang: Lang) -> Option<Self> {
        let today = state.today.filter(|_| !state.done)?;
        let days = |until: NaiveDate| u64::try_from((until - from).num_days() + 1).unwrap_or_default();
        let (passed, all) = (days(today).min(days(to)), days(to));
        let (played, total) = (number(state.played, lang), number(state.total, lang));
        let said = long_date(today, lang);
        let dossiers = match lang {
            Lang::Vi => format!("{played} trong {total} hồ sơ ({})", share(state.played, state.total, lang)),
            Lang::En => format!("{played} of {total} dossiers ({})", share(state.played, state.total, lang)),
        };
        let title = lang.say("Năm đã diễn lại đến ngày", "The year has been played to").to_owned();
        let first_days =
            from.iter_days().take_while(|day| *day <= to).filter(|day| day.format("%d").to_string() == "01");
        let months = first_days.map(|day| rounded(days(day) - 1, all, super::bar::WHOLE)).collect();
        Some(Self { bar: Bar::of("year", title, said.clone(), all, &[("one", passed)]), today: said, dossiers, months })
    }

    /// Adds it to what changes on the page.
    pub fn tell(&self, changes: &mut Changes) {
        changes.text("play-today", &self.today);
        changes.text("play-dossiers", &self.dossiers);
        changes.bar(&self.bar);
    }
}
