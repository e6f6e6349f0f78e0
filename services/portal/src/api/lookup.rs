//! The public lookup by code and secret, and the calendar that deadlines are counted with.

use chrono::{DateTime, NaiveDate, Utc};
use motcua_kit::config::Secret;
use motcua_worktime::Calendar;
use serde::Deserialize;
use serde_json::json;

use super::{Api, Fault};
use crate::lang::Lang;
use crate::paperwork::register::OPINIONS;

/// Not accepted, and stopped.
const ENDS: [i32; 2] = [3, 8];

/// A text in both languages.
#[derive(Debug, Clone, Deserialize)]
pub struct Words {
    pub vi: String,
    pub en: String,
}

impl Words {
    /// The text in one of them.
    pub fn said(&self, lang: Lang) -> &str {
        lang.say(&self.vi, &self.en)
    }
}

/// How a dossier stands.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Dossier {
    #[serde(alias = "reference")]
    pub code: String,
    pub status: i32,
    pub status_text: Words,
    pub agency: Agency,
    pub procedure_name: Option<String>,
    pub submitted_at: DateTime<Utc>,
    pub accepted_at: Option<DateTime<Utc>>,
    pub due_at: Option<DateTime<Utc>>,
    /// The later moment that the agency promised with its apology.
    pub promised_at: Option<DateTime<Utc>>,
    pub finished_at: Option<DateTime<Utc>>,
    pub supplement_until: Option<NaiveDate>,
    #[serde(default)]
    pub paused: bool,
    pub timeline: Vec<Entry>,
}

impl Dossier {
    /// Who holds it: the unit of the last line, except of those that were asked for an opinion only.
    pub fn holder(&self) -> Option<&str> {
        let lines = self.timeline.iter().rev();
        lines.filter(|line| line.what.as_deref().is_none_or(|what| !OPINIONS.contains(&what))).find_map(Entry::holder)
    }

    /// Whether the promise is still to be kept: a date was promised, and there is no result and no other end.
    pub fn is_open(&self) -> bool {
        self.due_at.is_some() && self.finished_at.is_none() && !ENDS.contains(&self.status)
    }
}

/// An agency.
#[derive(Debug, Clone, Deserialize)]
pub struct Agency {
    pub code: String,
    pub name: String,
}

/// A line of the timeline.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Entry {
    pub at: DateTime<Utc>,
    pub status: i32,
    pub text: Words,
    pub what: Option<String>,
    pub unit: Option<String>,
    pub unit_name: Option<String>,
}

impl Entry {
    /// The unit by its name, else by its code.
    pub fn holder(&self) -> Option<&str> {
        self.unit_name.as_deref().or(self.unit.as_deref())
    }
}

impl Api {
    /// Looks a dossier up.
    pub async fn look_up(&self, code: &str, secret: &Secret) -> Result<Dossier, Fault> {
        self.post_json("/v1/public/lookups", &json!({"code": code, "secret": secret.reveal()})).await
    }

    /// A working calendar.
    pub async fn calendar(&self, code: &str) -> Result<Calendar, Fault> {
        self.get(&format!("/v1/calendars/{code}"), None).await
    }
}
