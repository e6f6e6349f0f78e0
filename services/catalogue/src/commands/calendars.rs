//! Drafting and publishing versions of working calendars.

use motcua_contracts::ids::AccountId;
use motcua_kit::Problem;
use motcua_kit::http::{Caller, CommandResponse};
use motcua_messaging::{CommandError, Done, Loaded, run_command};
use motcua_worktime::Calendar;

use crate::announce::calendar::{announce, published};
use crate::announce::too_large;
use crate::app::App;
use crate::context::{Context, Error};
use crate::domain::{CalendarEdition, CalendarVersions, Command, EditionState, ImportOutcome, Refusal, check_calendar};
use crate::store;

/// Drafts the next version of a calendar, which has to carry its number.
pub async fn draft_calendar(app: &App, caller: Caller, calendar: Calendar) -> Result<CommandResponse, Problem> {
    run_command(app, caller, calendar, move |context: Context, calendar| async move {
        let edition = edition(calendar.code.clone(), calendar.version, EditionState::Draft);
        let versions = load(&context, &calendar.code).await?;
        let versions = draft(&context, versions, calendar)?;
        Ok::<_, Error>(Done::created(edition).of_version(versions.version))
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
        let content = store::find_calendar_content(&context.tx, &code, version).await?;
        let content = content.ok_or(CommandError::Refused(Refusal::NotFound))?;
        let command = Command::Publish { version, content, by: AccountId(context.actor.id) };
        let versions = execute(&context, load(&context, &code).await?, &command)?;
        Ok::<_, Error>(Done::ok(edition(code, version, EditionState::Published)).of_version(versions.version))
    })
    .await
}

/// Drafts a calendar of a file, unless the open draft or the newest published version has the same content. The number
/// in the file belongs to the catalogue that it comes from; the draft gets the next number here.
pub async fn import_entry(context: &Context, calendar: &Calendar) -> Result<ImportOutcome, Error> {
    let versions = load(context, &calendar.code).await?;
    for version in versions.value.current() {
        let found = store::find_calendar_content(&context.tx, &calendar.code, version).await?;
        if found.is_some_and(|found| Calendar { version: calendar.version, ..found } == *calendar) {
            return Ok(ImportOutcome::Unchanged);
        }
    }
    let is_new = versions.version.version == 0;
    let next = Calendar { version: versions.value.next(), ..calendar.clone() };
    draft(context, versions, next)?;
    Ok(if is_new { ImportOutcome::Created } else { ImportOutcome::Changed })
}

/// Loads the versions of a calendar.
async fn load(context: &Context, code: &str) -> Result<Loaded<CalendarVersions>, Error> {
    Ok(store::load_calendar(&context.tx, code).await?)
}

/// Drafts a calendar without errors. While a draft is open there is no next number to compare its own with.
fn draft(
    context: &Context,
    versions: Loaded<CalendarVersions>,
    content: Calendar,
) -> Result<Loaded<CalendarVersions>, Error> {
    versions.value.require_no_draft().map_err(CommandError::Refused)?;
    let mut errors = check_calendar(&content, versions.value.next());
    errors.extend(too_large(&published(&content)?));
    if !errors.is_empty() {
        return Err(CommandError::Refused(Refusal::WrongFields(errors)));
    }
    execute(context, versions, &Command::Draft { content, by: AccountId(context.actor.id) })
}

/// Decides, applies, saves and announces. A change demands the version that the caller read.
fn execute(
    context: &Context,
    mut versions: Loaded<CalendarVersions>,
    command: &Command<Calendar>,
) -> Result<Loaded<CalendarVersions>, Error> {
    let decided = versions.value.decide(command).map_err(CommandError::Refused)?;
    let Some(event) = decided else { return Ok(versions) };
    context.require_version(versions.version)?;
    versions.value.apply(&event);
    store::save_calendar(context, &versions, &event)?;
    versions.version = context.publish(versions.version, announce(&versions.value, &event)?)?;
    Ok(versions)
}

fn edition(code: String, version: u32, state: EditionState) -> CalendarEdition {
    CalendarEdition { code, version, state }
}
