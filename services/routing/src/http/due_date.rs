//! Reading when a dossier is due, and why: every version of the due date counted again, day by day.

use axum::extract::State;
use chrono::{DateTime, NaiveDate, Utc};
use motcua_contracts::ids::DossierId;
use motcua_kit::Problem;
use motcua_kit::auth::Actor;
use motcua_kit::http::{Json, Path};
use motcua_worktime::{Calendar, local_date};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::days::{DayView, days};
use super::journey::OvertakenView;
use crate::domain::{Basis, DueVersion, Pause};
use crate::store::Record;
use crate::{App, store};

/// When a dossier is due, and why.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DueDateView {
    /// The due moment that early, on time and late are judged by, UTC; while paused, what held when the clock stopped.
    pub due_at: DateTime<Utc>,
    /// The same as a local date.
    pub due_on: NaiveDate,
    /// The later date that was promised with an apology, UTC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub promised_at: Option<DateTime<Utc>>,
    /// Whether the clock stands.
    pub paused: bool,
    /// Code of the calendar it is counted by.
    #[schema(example = "H35")]
    pub calendar: String,
    /// Every version, the first being the receipt's promise.
    pub versions: Vec<DueVersionView>,
    /// Every time in which the clock stood.
    pub pauses: Vec<Pause>,
    /// Corrections that came too late to move this date.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub overtaken_corrections: Vec<OvertakenView>,
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
    /// Why it came.
    pub reason: Reason,
    /// The moment it was counted from, UTC; none for a promise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counted_from: Option<DateTime<Utc>>,
    /// The limit it was counted by.
    pub limit: LimitView,
    /// Whole minutes that were left when the clock stopped: clock minutes for limits in hours, days and months, else
    /// working minutes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minutes_left: Option<u32>,
    /// Version of the calendar it was counted by.
    pub calendar_version: u32,
    /// What counting it again gives, UTC; none for a promise. It is `dueAt`, or something is wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recounted_at: Option<DateTime<Utc>>,
    /// What was done with each day, in order.
    pub days: Vec<DayView>,
}

/// Why a version of the due date came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum Reason {
    /// The whole limit from the acceptance.
    Accepted,
    /// The whole limit of the right procedure or case from the same acceptance.
    Corrected,
    /// What was left when the clock stopped, or under the policy "restart" the whole limit, from when it went on.
    Resumed,
    /// What was left when the clock stopped, from when the dossier ended without a result while it stood.
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

/// Read when a dossier is due, and why that day.
#[utoipa::path(get, path = "/v1/dossiers/{id}/due-date", operation_id = "getDueDate", tag = "journeys",
    params(("id" = DossierId, Path, description = "The dossier")),
    responses((status = 200, description = "When it is due and how that was counted", body = DueDateView)),
    security(("oauth2" = ["dossiers:read"])))]
pub async fn get_due_date(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<DossierId>,
) -> Result<Json<DueDateView>, Problem> {
    let record = store::find(app.db.read(), &app.reader(&actor).await?, id).await?.ok_or_else(Problem::not_found)?;
    let due_at = record.journey.stage.due_at().ok_or_else(Problem::not_found)?;
    let mut versions = Vec::new();
    for (index, version) in record.clock.versions.iter().enumerate() {
        let calendar = store::calendar_version(app.db.read(), &version.calendar, version.calendar_version).await?;
        versions.push(view(index + 1, version, calendar.as_ref()));
    }
    Ok(Json(whole(&record, due_at, versions)))
}

fn whole(record: &Record, due_at: DateTime<Utc>, versions: Vec<DueVersionView>) -> DueDateView {
    DueDateView {
        due_at,
        due_on: local_date(due_at),
        promised_at: record.clock.promised_at(),
        paused: record.journey.stage.is_paused(),
        calendar: record.journey.process.calendar.clone(),
        versions,
        pauses: record.clock.pauses.clone(),
        overtaken_corrections: record.clock.overtaken.iter().map(OvertakenView::from).collect(),
    }
}

fn view(number: usize, version: &DueVersion, calendar: Option<&Calendar>) -> DueVersionView {
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
