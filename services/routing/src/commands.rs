//! The commands of routing, each in one unit of work: load, decide, save, announce. Event handlers send nearly all of
//! them; the director moves work.

mod move_work;

use motcua_contracts::ids::{DossierId, TaskId};
use motcua_messaging::{CommandError, Loaded};

use crate::announce::announce;
use crate::context::{Context, Error};
use crate::domain::{Command, Journey, Refusal};
use crate::store;

pub use move_work::{MoveOutcome, MoveReport, MoveWork, MovedJourney, move_work};

/// Loads a journey that must exist.
pub async fn load(context: &Context, id: DossierId) -> Result<Loaded<Journey>, Error> {
    store::load(&context.tx, id).await?.ok_or(CommandError::Refused(Refusal::NotFound))
}

/// Decides, applies, saves and announces in the unit of work that loaded the journey. Due dates are counted by the
/// newest calendar. The first one is not counted here but adopted from the receipt: it is recorded with the version that
/// the receipt was counted by, which the command names.
pub async fn execute(
    context: &Context,
    mut journey: Loaded<Journey>,
    command: &Command,
) -> Result<Loaded<Journey>, Error> {
    let code = journey.value.calendar_of(command);
    let calendar = store::find_newest_calendar(&context.tx, code).await?;
    let calendar = calendar.ok_or(CommandError::Refused(Refusal::TooEarly))?;
    let decided = journey.value.decide(command, &calendar, context.at).map_err(CommandError::Refused)?;
    let Some(event) = decided else { return Ok(journey) };
    journey.value.apply(&event, command.calendar_version().unwrap_or(calendar.version), context.at);
    store::save(context, &journey, &event)?;
    journey.version = context.publish(journey.version, announce(&journey.value, &event))?;
    Ok(journey)
}

/// Executes a command on a journey that must exist.
pub async fn load_and_execute(context: &Context, id: DossierId, command: &Command) -> Result<Loaded<Journey>, Error> {
    execute(context, load(context, id).await?, command).await
}

/// Executes a command about a task, as far as it still has an effect.
pub async fn load_and_execute_about_task(
    context: &Context,
    id: DossierId,
    task: TaskId,
    command: Command,
) -> Result<Loaded<Journey>, Error> {
    let journey = load(context, id).await?;
    match journey.value.command_about(task, command) {
        Some(command) => execute(context, journey, &command).await,
        None => Ok(journey),
    }
}
