//! What a run needs: the addresses of the platform, the administrator's password, and where its journal is.

use std::path::PathBuf;
use std::time::Duration;

use chrono::NaiveDate;

use crate::seed::Catalogue;

/// Called after every tick and at the end of the year.
pub type OnProgress = Box<dyn Fn(RunProgress) + Send + Sync>;

/// How far the year is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RunProgress {
    /// The business date.
    pub today: NaiveDate,
    /// Dossiers submitted so far.
    pub dossiers: u64,
    /// Whether the year is over.
    pub finished: bool,
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
}
