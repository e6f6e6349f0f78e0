//! The view of a due date: every version of it with its derivation, day by day.

use chrono::{DateTime, NaiveDate, Utc};
use motcua_worktime::{Calendar, local_date};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::days::{DayView, days};
use super::journey_view::SupersededCorrectionView;
use crate::domain::{Basis, DueVersion, Journey, Pause};

/// When a dossier is due, and why.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DueDateView {
    /// The due moment that early, on time and late are judged by, UTC; while paused, as it was when the clock was paused.
    pub due_at: DateTime<Utc>,
    /// The same as a local date.
    pub due_on: NaiveDate,
    /// The later date that was promised with an apology, UTC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub promised_at: Option<DateTime<Utc>>,
    /// Whether the clock is paused.
    pub paused: bool,
    /// Code of the calendar it is counted by.
    #[schema(example = "H35")]
    pub calendar: String,
    /// Every version, the first being the receipt's promise.
    pub versions: Vec<DueVersionView>,
    /// Every pause of the clock.
    pub pauses: Vec<Pause>,
    /// Corrections that came too late to move this date.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub superseded_corrections: Vec<SupersededCorrectionView>,
}

/// A version of the due date.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DueVersionView {
    /// Its number, from 1.
    #[schema(example = 1)]
    pub number: usize,
    /// From when it holds, UTC.
    pub since: DateTime<Utc>,
    /// The due moment, UTC.
    pub due_at: DateTime<Utc>,
    /// Why there is this version.
    pub reason: Reason,
    /// The moment it was counted from, UTC; none for a promise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counted_from: Option<DateTime<Utc>>,
    /// The limit it was counted by.
    pub limit: LimitView,
    /// Whole minutes that were left when the clock was paused: clock minutes for limits in hours, days and months, else
    /// working minutes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minutes_left: Option<u32>,
    /// Version of the calendar it was counted by.
    pub calendar_version: u32,
    /// The result of counting it again, UTC; none for a promise. It must equal `dueAt`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recounted_at: Option<DateTime<Utc>>,
    /// How each day was counted, in order.
    pub days: Vec<DayView>,
}

/// Why there is a version of the due date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum Reason {
    /// The whole limit from the acceptance.
    Accepted,
    /// The whole limit of the right procedure or case from the same acceptance.
    Corrected,
    /// What was left when the clock was paused, or under the policy "restart" the whole limit, from when it resumed.
    Resumed,
    /// What was left when the clock was paused, from when the dossier ended without a result during the pause.
    Ended,
    /// Promised with an apology.
    Extended,
}

/// A time limit as the law words it.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct LimitView {
    /// hour, workingHour, day, workingDay, month or sameDay.
    #[schema(example = "workingDay")]
    pub unit: String,
    /// How many.
    #[schema(example = 3)]
    pub amount: u32,
}

/// A due date with the versions that were recounted.
pub fn due_date(journey: &Journey, due_at: DateTime<Utc>, versions: Vec<DueVersionView>) -> DueDateView {
    let clock = &journey.clock;
    DueDateView {
        due_at,
        due_on: local_date(due_at),
        promised_at: clock.promised_at(),
        paused: journey.stage.is_paused(),
        calendar: journey.process.calendar.clone(),
        versions,
        pauses: clock.pauses.clone(),
        superseded_corrections: clock.superseded_corrections.iter().map(SupersededCorrectionView::from).collect(),
    }
}

/// A version, recounted by its calendar.
pub fn due_version(number: usize, version: &DueVersion, calendar: Option<&Calendar>) -> DueVersionView {
    let (reason, counted_from, minutes_left) = match version.basis {
        Basis::Accepted { from } => (Reason::Accepted, Some(from), None),
        Basis::Corrected { from } => (Reason::Corrected, Some(from), None),
        Basis::Resumed { from, frozen } => (Reason::Resumed, Some(from), Some(frozen.minutes)),
        Basis::Ended { from, frozen } => (Reason::Ended, Some(from), Some(frozen.minutes)),
        Basis::Extended => (Reason::Extended, None, None),
    };
    let recounted = calendar.and_then(|calendar| version.recount(calendar)).and_then(Result::ok);
    let unit = serde_json::to_value(version.limit.unit).ok();
    DueVersionView {
        number,
        since: version.since,
        due_at: version.due_at,
        reason,
        counted_from,
        limit: LimitView {
            unit: unit.as_ref().and_then(|unit| unit.as_str()).unwrap_or_default().to_owned(),
            amount: version.limit.amount,
        },
        minutes_left,
        calendar_version: version.calendar_version,
        recounted_at: recounted.as_ref().map(|due| due.at),
        days: recounted.map(|due| days(&due.steps)).unwrap_or_default(),
    }
}
