//! What a run needs: the addresses of the platform, the administrator's password, and where its journal is.

use std::path::PathBuf;
use std::time::Duration;

use chrono::NaiveDate;

use crate::seed::Catalogue;

/// Called when visitors can begin, after every tick, and at the end of the year.
pub type OnProgress = Box<dyn Fn(RunProgress) + Send + Sync>;

/// How far the run is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RunProgress {
    /// Visitors can work at the practice agency; the year has not begun or goes on behind them.
    PracticeReady,
    /// The year is being played.
    Playing {
        /// The business date.
        today: NaiveDate,
        /// Dossiers submitted so far.
        dossiers: u64,
    },
    /// The year is over.
    Finished {
        /// Its last day.
        today: NaiveDate,
    },
}

/// A platform to run a plan against.
pub struct RunConfig {
    /// Address of the gateway.
    pub gateway: String,
    /// Addresses of the private ports of all processes.
    pub private_ports: Vec<String>,
    /// Password of the first administrator.
    pub admin_password: String,
    /// Folder of the journal.
    pub data: PathBuf,
    /// The catalogue to set up.
    pub catalogue: Catalogue,
    /// How long pending events may make no progress before the run fails.
    pub stall_timeout: Duration,
    /// Reports the progress, for instance to the pages.
    pub on_progress: Option<OnProgress>,
}

impl RunConfig {
    /// The usual stall timeout.
    pub const STALL_TIMEOUT: Duration = Duration::from_secs(60);

    /// Reports progress to the callback, if there is one.
    pub fn report(&self, progress: RunProgress) {
        if let Some(on_progress) = &self.on_progress {
            on_progress(progress);
        }
    }
}
