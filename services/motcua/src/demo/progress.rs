//! Showing how far the year is: a bar on the terminal, and the same for the pages.

use std::time::Duration;

use chrono::NaiveDate;
use indicatif::{ProgressBar, ProgressStyle};
use motcua_portal::DemoProgress;

/// The bar.
pub struct Progress {
    bar: ProgressBar,
    pages: Option<DemoProgress>,
}

impl Progress {
    /// A bar over `commands`.
    pub fn new(commands: u64, pages: Option<DemoProgress>) -> Self {
        let bar = ProgressBar::new(commands);
        let look = "{msg} [{wide_bar}] {percent:>3} % · {per_sec} lệnh/commands · {eta}";
        if let Ok(style) = ProgressStyle::with_template(look) {
            bar.set_style(style.progress_chars("█▌ "));
        }
        bar.enable_steady_tick(Duration::from_millis(500));
        Self { bar, pages }
    }

    /// Where the year is.
    pub fn show(&self, day: NaiveDate, commands: u64, dossiers: u64) {
        self.bar.set_message(format!("{} · {dossiers} hồ sơ/dossiers", day.format("%d/%m/%Y")));
        self.bar.set_position(commands);
        if let Some(pages) = &self.pages {
            pages.advance(day, dossiers);
        }
    }

    /// The year is over.
    pub fn finish(&self, day: NaiveDate) {
        self.bar.finish_and_clear();
        if let Some(pages) = &self.pages {
            pages.finish(day);
        }
    }
}
