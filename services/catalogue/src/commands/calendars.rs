//! Drafting a version of a working calendar, and publishing it.

use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use motcua_contracts::ids::AccountId;
use motcua_kit::auth::Actor;
use motcua_kit::{Problem, Tx};
use motcua_messaging::{Fault, Outgoing};
use motcua_worktime::Calendar;
use sea_orm::DbErr;

use super::{Done, Error};
use crate::domain::{Command, Outcome, Stage, check_calendar, decide, evolve};
use crate::http::view::{Answer, CalendarEdition, State};
use crate::{App, announce, store};

/// Drafts the next version, which the calendar has to name.
pub async fn draft(app: &App, tx: &Tx, actor: &Actor, calendar: &Calendar, at: DateTime<Utc>) -> Result<Done, Error> {
    let entry = store::load_calendar(tx, &calendar.code).await?;
    let event = decide(entry.stage, Command::Draft { by: AccountId(actor.id) }).map_err(Fault::Refused)?;
    let mut faults = check_calendar(calendar, entry.stage);
    faults.extend(announce::too_large(&announce::calendar_published(calendar)));
    if !faults.is_empty() {
        return Err(Problem::fields(faults).into());
    }
    if let Some(event) = event {
        store::save_calendar_draft(tx, &entry, calendar, evolve(event)).await?;
        store::record(tx, entry.head, event.name(), &event, actor, at)?;
        entry.head.advance(tx, Vec::new(), at, app.clocks.wall.now())?;
    }
    Ok((StatusCode::CREATED, answer(calendar, State::Draft)))
}

/// Drafts what a file says, unless the newest version or an open draft says it already. The file's version number is
/// that of where it comes from: it is replaced by the one that is next here.
pub async fn take_in(
    app: &App,
    tx: &Tx,
    actor: &Actor,
    calendar: &Calendar,
    at: DateTime<Utc>,
) -> Result<Outcome, Error> {
    let stage = store::load_calendar(tx, &calendar.code).await?.stage;
    for version in stage.standing() {
        let present = store::calendar_content(tx.db(), &calendar.code, version).await?;
        if present.is_some_and(|present| Calendar { version: calendar.version, ..present } == *calendar) {
            return Ok(Outcome::Unchanged);
        }
    }
    draft(app, tx, actor, &Calendar { version: stage.next(), ..calendar.clone() }, at).await?;
    Ok(if stage == Stage::Absent { Outcome::Created } else { Outcome::Changed })
}

/// Publishes a version; it replaces the earlier ones.
pub async fn publish(
    app: &App,
    tx: &Tx,
    actor: &Actor,
    code: &str,
    version: u32,
    at: DateTime<Utc>,
) -> Result<Done, Error> {
    let entry = store::load_calendar(tx, code).await?;
    let command = Command::Publish { version, by: AccountId(actor.id) };
    let event = decide(entry.stage, command).map_err(Fault::Refused)?;
    let missing = || DbErr::RecordNotFound(format!("content of calendar {code} version {version}"));
    let calendar = store::calendar_content(tx.db(), code, version).await?.ok_or_else(missing)?;
    if let Some(event) = event {
        store::save_calendar_publication(tx, &entry, evolve(event)).await?;
        store::record(tx, entry.head, event.name(), &event, actor, at)?;
        let message = Outgoing::of(&announce::calendar_published(&calendar));
        entry.head.advance(tx, vec![message], at, app.clocks.wall.now())?;
    }
    Ok((StatusCode::OK, answer(&calendar, State::Published)))
}

fn answer(calendar: &Calendar, state: State) -> Answer {
    Answer::Calendar(CalendarEdition { code: calendar.code.clone(), version: calendar.version, state })
}
