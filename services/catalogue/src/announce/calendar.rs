//! The events of a working calendar.

use motcua_contracts::catalogue;
use motcua_kit::Problem;
use motcua_messaging::OutboxEvent;
use motcua_worktime::Calendar;

use crate::domain::{CalendarVersions, Event};

/// The events to publish; none for a draft, which only editors see.
///
/// # Errors
/// For a calendar that cannot be written as JSON.
pub fn announce(_: &CalendarVersions, event: &Event<Calendar>) -> Result<Vec<OutboxEvent>, Problem> {
    match event {
        Event::Drafted { .. } => Ok(Vec::new()),
        Event::Published { content, .. } => Ok(vec![OutboxEvent::of(&published(content)?)]),
    }
}

/// A version of a calendar.
///
/// # Errors
/// For a calendar that cannot be written as JSON.
pub fn published(calendar: &Calendar) -> Result<catalogue::CalendarPublished, Problem> {
    let document = serde_json::to_string(calendar).map_err(|error| Problem::internal(&error))?;
    Ok(catalogue::CalendarPublished { code: calendar.code.clone(), version: calendar.version, document })
}
