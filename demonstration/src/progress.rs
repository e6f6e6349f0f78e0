//! Shows how far the year is: a bar on the terminal, and the callback of the run.

use std::time::Duration;

use chrono::NaiveDate;
use indicatif::{ProgressBar, ProgressStyle};

use crate::config::{OnProgress, RunProgress};

/// The progress bar and the callback.
pub struct ProgressDisplay {
    bar: ProgressBar,
    on_progress: Option<OnProgress>,
}

impl ProgressDisplay {
    /// A bar over `commands`.
    pub fn new(commands: u64, on_progress: Option<OnProgress>) -> Self {
        let bar = ProgressBar::new(commands);
        let template = "{msg} [{wide_bar}] {percent:>3} % · {per_sec} lệnh/commands · {eta}";
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style.progress_chars("█▌ "));
        }
        bar.enable_steady_tick(Duration::from_millis(500));
        Self { bar, on_progress }
    }

    /// Shows the business date and what was done until then.
    pub fn show(&self, today: NaiveDate, commands: u64, dossiers: u64) {
        self.bar.set_message(format!("{} · {dossiers} hồ sơ/dossiers", today.format("%d/%m/%Y")));
        self.bar.set_position(commands);
        self.report(RunProgress::Playing { today, dossiers });
    }

    /// Removes the bar at the end of the year.
    pub fn finish(&self, today: NaiveDate) {
        self.bar.finish_and_clear();
        self.report(RunProgress::Finished { today });
    }

    fn report(&self, progress: RunProgress) {
        if let Some(on_progress) = &self.on_progress {
            on_progress(progress);
        }
    }
}
