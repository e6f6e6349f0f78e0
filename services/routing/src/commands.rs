//! The commands of routing, each in one transaction: load, decide, save, announce. Events ask for nearly all of them;
//! the director moves work.

mod move_work;

use motcua_contracts::ids::{DossierId, TaskId};
use motcua_messaging::{CommandError, Loaded};

use crate::announce::announce;
use crate::context::{Context, Error};
use crate::domain::{Command, Event, Journey, Refusal};
use crate::store;

pub use move_work::{MoveOutcome, MoveReport, MoveWork, MovedJourney, move_work};

/// Loads, decides, saves and announces in the context's transaction.
pub async fn execute(context: &Context, id: DossierId, command: &Command) -> Result<(), Error> {
    execute_loaded(context, load(context, id).await?, command).await.map(drop)
}

/// Executes what a command about a task still means for the journey.
pub async fn execute_about_task(context: &Context, id: DossierId, task: TaskId, command: Command) -> Result<(), Error> {
    let journey = load(context, id).await?;
    match journey.value.command_about(task, command) {
        Some(command) => execute_loaded(context, journey, &command).await.map(drop),
        None => Ok(()),
    }
}

/// Loads a journey that must exist.
pub async fn load(context: &Context, id: DossierId) -> Result<Loaded<Journey>, Error> {
    store::load(&context.tx, id).await?.ok_or(CommandError::Refused(Refusal::NotFound))
}

/// Decides, saves and announces; due dates are counted by the newest calendar, unless the command names its version.
/// `None` when nothing changes.
pub async fn execute_loaded(
    context: &Context,
    mut journey: Loaded<Journey>,
    command: &Command,
) -> Result<Option<Event>, Error> {
    let code = journey.value.calendar_of(command);
    let calendar = store::find_newest_calendar(&context.tx, code).await?;
    let calendar = calendar.ok_or(CommandError::Refused(Refusal::TooEarly))?;
    let event = journey.value.decide(command, &calendar, context.at).map_err(CommandError::Refused)?;
    let Some(event) = event else { return Ok(None) };
    journey.value.apply(&event, command.calendar_version().unwrap_or(calendar.version), context.at);
    store::save(context, &journey, &event)?;
    context.publish(journey.version, announce(&journey.value, &event))?;
    Ok(Some(event))
}
