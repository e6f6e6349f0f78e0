//! Working calendars of the provinces.

use std::sync::Arc;
use std::time::Duration;

use moka::sync::Cache;
use motcua_worktime::Calendar;

use crate::api::catalogue::province_of;
use crate::api::client::Api;

const TIME_TO_LIVE: Duration = Duration::from_secs(300);
const CAPACITY: u64 = 64;

/// Working calendars by code.
#[derive(Clone)]
pub struct CalendarCache {
    api: Api,
    cached: Cache<String, Arc<Calendar>>,
}

impl CalendarCache {
    /// An empty cache in front of the API.
    pub fn new(api: Api) -> Self {
        Self { api, cached: Cache::builder().max_capacity(CAPACITY).time_to_live(TIME_TO_LIVE).build() }
    }

    /// The calendar of the province that an agency belongs to, which has the code of the province. Without one the
    /// pages count calendar days and do not call them working days.
    pub async fn of_agency(&self, agency: &str) -> Option<Arc<Calendar>> {
        let code = Some(province_of(agency)).filter(|code| is_alphanumeric(code))?;
        if let Some(cached) = self.cached.get(code) {
            return Some(cached);
        }
        let calendar = Arc::new(self.api.calendar(code).await.ok()?);
        self.cached.insert(code.to_owned(), calendar.clone());
        Some(calendar)
    }
}

/// Whether the code is safe in the path of a request.
fn is_alphanumeric(code: &str) -> bool {
    !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_alphanumeric())
}
