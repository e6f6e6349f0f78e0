//! What all visitors share: the figures of the last second, their definitions, and calendars of the last minutes.

use std::sync::Arc;
use std::time::Duration;

use moka::sync::Cache;
use motcua_worktime::Calendar;
use tokio::sync::Mutex;

use crate::api::{Api, Definition, Fault, Review};

const FIGURES_KEPT: Duration = Duration::from_secs(1);
const CALENDARS_KEPT: Duration = Duration::from_secs(300);
const DEFINITIONS_KEPT: Duration = Duration::from_secs(60);
const MOST: u64 = 64;

/// The public figures: however many look, the API is asked once a second.
#[derive(Clone)]
pub struct Figures {
    api: Api,
    // Failures are kept as well: those who wait must not each wait for the same time-out.
    kept: Cache<Option<i32>, Result<Arc<Review>, Fault>>,
    asking: Arc<Mutex<()>>,
}

impl Figures {
    /// Figures from the API.
    pub fn new(api: Api) -> Self {
        let kept = Cache::builder().max_capacity(MOST).time_to_live(FIGURES_KEPT).build();
        Self { api, kept, asking: Arc::default() }
    }

    /// The figures of a reporting year, or of the present one.
    pub async fn of(&self, year: Option<i32>) -> Result<Arc<Review>, Fault> {
        if let Some(kept) = self.kept.get(&year) {
            return kept;
        }
        let _one_at_a_time = self.asking.lock().await;
        if let Some(kept) = self.kept.get(&year) {
            return kept;
        }
        let answer = self.api.figures(year).await.map(Arc::new);
        self.kept.insert(year, answer.clone());
        answer
    }
}

/// The definitions of the figures.
#[derive(Clone)]
pub struct Definitions {
    api: Api,
    kept: Cache<(), Arc<Vec<Definition>>>,
}

impl Definitions {
    /// Definitions from the API.
    pub fn new(api: Api) -> Self {
        Self { api, kept: Cache::builder().time_to_live(DEFINITIONS_KEPT).build() }
    }

    /// All of them; none while they cannot be fetched, which is kept as well: the page does without, and does not wait
    /// for them each time.
    pub async fn all(&self) -> Arc<Vec<Definition>> {
        if let Some(kept) = self.kept.get(&()) {
            return kept;
        }
        let all = Arc::new(self.api.definitions().await.unwrap_or_default());
        self.kept.insert((), all.clone());
        all
    }
}

/// Working calendars.
#[derive(Clone)]
pub struct Calendars {
    api: Api,
    kept: Cache<String, Arc<Calendar>>,
}

impl Calendars {
    /// Calendars from the API.
    pub fn new(api: Api) -> Self {
        Self { api, kept: Cache::builder().max_capacity(MOST).time_to_live(CALENDARS_KEPT).build() }
    }

    /// The calendar of the province an agency belongs to: its code is the first part of the agency's, `H35` of
    /// `H35.08`. Nothing when there is none; the pages then count days and do not call them working days.
    pub async fn of_agency(&self, agency: &str) -> Option<Arc<Calendar>> {
        let code = agency.split('.').next().filter(|code| !code.is_empty() && is_plain(code))?;
        if let Some(kept) = self.kept.get(code) {
            return Some(kept);
        }
        let calendar = Arc::new(self.api.calendar(code).await.ok()?);
        self.kept.insert(code.to_owned(), calendar.clone());
        Some(calendar)
    }
}

fn is_plain(code: &str) -> bool {
    code.bytes().all(|byte| byte.is_ascii_alphanumeric())
}
