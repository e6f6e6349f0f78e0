//! Drafting and publishing versions of working calendars.

use motcua_contracts::ids::AccountId;
use motcua_kit::Problem;
use motcua_kit::http::{Caller, CommandResponse};
use motcua_messaging::{AggregateVersion, CommandError, Done, OutboxEvent, run_command};
use motcua_worktime::Calendar;
use sea_orm::DbErr;

use crate::announce::{calendar_published, too_large};
use crate::app::App;
use crate::context::{Context, Error};
use crate::domain::{CalendarEdition, Command, EditionState, ImportOutcome, check_calendar};
use crate::store;

/// Drafts the next version of a calendar, which has to carry its number.
pub async fn draft_calendar(app: &App, caller: Caller, calendar: Calendar) -> Result<CommandResponse, Problem> {
    run_command(app, caller, calendar, move |context: Context, calendar| async move {
        let version = draft(&context, &calendar).await?;
        let edition = edition(calendar.code, calendar.version, EditionState::Draft);
        Ok::<_, Error>(Done::created(edition).of_version(version))
    })
    .await
}

/// Publishes a version of a calendar, which replaces the earlier ones.
pub async fn publish_calendar(
    app: &App,
    caller: Caller,
    code: String,
    version: u32,
) -> Result<CommandResponse, Problem> {
    run_command(app, caller, (code, version), move |context: Context, (code, version)| async move {
        let aggregate_version = publish(&context, &code, version).await?;
        let edition = edition(code, version, EditionState::Published);
        Ok::<_, Error>(Done::ok(edition).of_version(aggregate_version))
    })
    .await
}

/// Drafts a calendar of a file, unless the open draft or the newest published version has the same content. The number
/// in the file belongs to the catalogue that it comes from; the draft gets the next number here.
pub async fn import_entry(context: &Context, calendar: &Calendar) -> Result<ImportOutcome, Error> {
    let versions = store::load_calendar(&context.tx, &calendar.code).await?;
    for version in versions.value.current() {
        let found = store::find_calendar_content(&context.tx, &calendar.code, version).await?;
        if found.is_some_and(|found| Calendar { version: calendar.version, ..found } == *calendar) {
            return Ok(ImportOutcome::Unchanged);
        }
    }
    draft(context, &Calendar { version: versions.value.next(), ..calendar.clone() }).await?;
    Ok(if versions.version.version == 0 { ImportOutcome::Created } else { ImportOutcome::Changed })
}

async fn draft(context: &Context, calendar: &Calendar) -> Result<AggregateVersion, Error> {
    let mut versions = store::load_calendar(&context.tx, &calendar.code).await?;
    let command = Command::Draft { by: AccountId(context.actor.id) };
    let event = versions.value.decide(command).map_err(CommandError::Refused)?;
    let mut errors = check_calendar(calendar, versions.value.next());
    errors.extend(too_large(&calendar_published(calendar)));
    if !errors.is_empty() {
        return Err(Problem::fields(errors).into());
    }
    let Some(event) = event else { return Ok(versions.version) };
    context.require_version(versions.version)?;
    versions.value.apply(&event);
    store::save_calendar_draft(context, &versions, calendar, &event)?;
    Ok(context.publish(versions.version, Vec::new())?)
}

async fn publish(context: &Context, code: &str, version: u32) -> Result<AggregateVersion, Error> {
    let mut versions = store::load_calendar(&context.tx, code).await?;
    let command = Command::Publish { version, by: AccountId(context.actor.id) };
    let event = versions.value.decide(command).map_err(CommandError::Refused)?;
    let Some(event) = event else { return Ok(versions.version) };
    context.require_version(versions.version)?;
    let missing = || DbErr::RecordNotFound(format!("content of calendar {code} version {version}"));
    let calendar = store::find_calendar_content(&context.tx, code, version).await?.ok_or_else(missing)?;
    versions.value.apply(&event);
    store::save_calendar_publication(context, &versions, &event)?;
    Ok(context.publish(versions.version, vec![OutboxEvent::of(&calendar_published(&calendar))])?)
}

fn edition(code: String, version: u32, state: EditionState) -> CalendarEdition {
    CalendarEdition { code, version, state }
}
