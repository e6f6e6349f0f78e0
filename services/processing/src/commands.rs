//! The commands of processing, each in one unit of work: load, decide, save, announce.

mod operation;

use motcua_contracts::ids::{AccountId, DossierId, TaskId};
use motcua_kit::Problem;
use motcua_kit::auth::Actor;
use motcua_kit::http::{Caller, CommandResponse};
use motcua_messaging::{CommandError, Done, Loaded, run_command};
use serde::Serialize;

use crate::announce::announce;
use crate::app::App;
use crate::context::{Context, Error};
use crate::domain::{Command, DossierCommand, DossierTasks, Refusal, Step, Task};
use crate::store::{self, TaskScope};

pub use operation::Operation;

/// Runs an operation on a task that the caller may see; the response shows the task, or the one that it opened.
///
/// # Errors
/// `not-found`, `forbidden`, `conflict-state`, `validation`, `precondition-failed`, and those of every command.
pub async fn run<V: Serialize + Send + 'static>(
    app: &App,
    caller: Caller,
    id: TaskId,
    operation: impl Into<Operation>,
    view: fn(&Task, &Actor) -> V,
) -> Result<CommandResponse, Problem> {
    run_command(app, caller, operation.into(), move |context: Context, operation| async move {
        let scope = store::scope(&context.app, &context.actor).await?;
        let dossier = store::find_dossier(&context.tx, &scope, id, operation.is_of_leader()).await?;
        let dossier = load(&context, dossier.ok_or(CommandError::Refused(Refusal::NotFound))?).await?;
        require_access(&scope, &task_of(&dossier, id)?.step, &operation).map_err(CommandError::Refused)?;
        context.require_version(dossier.version)?;
        let opened = operation.opens();
        let command = command_of(&context, operation).await?;
        let dossier = execute(&context, dossier, &DossierCommand::Task { id, command })?;
        let view = view(task_of(&dossier, opened.unwrap_or(id))?, &context.actor);
        Ok(if opened.is_some() { Done::created(view) } else { Done::ok(view) }.of_version(dossier.version))
    })
    .await
}

fn task_of(dossier: &Loaded<DossierTasks>, id: TaskId) -> Result<&Task, Error> {
    dossier.value.task(id).ok_or(CommandError::Refused(Refusal::NotFound))
}

/// Accounts that read everything work only in their own unit and role, and lead only their agency and those it took over.
/// Checked against the loaded task: it may have moved to another unit since it was found.
fn require_access(scope: &TaskScope, step: &Step, operation: &Operation) -> Result<(), Refusal> {
    let allowed = if operation.is_of_leader() {
        scope.leads.iter().any(|agency| step.agency == agency.as_str())
    } else {
        scope.actor.unit.as_deref() == Some(step.unit.as_str()) && scope.actor.is(step.role)
    };
    if allowed { Ok(()) } else { Err(Refusal::OtherUnitOrRole) }
}

/// The command of an operation, with what it needs from the database.
async fn command_of(context: &Context, operation: Operation) -> Result<Command, Error> {
    match operation {
        Operation::RequestOpinion { by, question } => {
            let agency = store::find_agency(&context.tx, &question.unit.agency()).await?;
            Ok(Command::RequestOpinion { by, question, agency })
        }
        Operation::Command(command) => Ok(command),
    }
}

/// Loads the tasks of a dossier; one that is not known has none.
pub async fn load(context: &Context, id: DossierId) -> Result<Loaded<DossierTasks>, Error> {
    Ok(store::load(&context.tx, id).await?)
}

/// Decides, applies, saves and announces in the unit of work that loaded the dossier, then executes the commands that
/// follow.
///
/// # Errors
/// When a stage does not allow it, or an event is too large.
pub fn execute(
    context: &Context,
    mut dossier: Loaded<DossierTasks>,
    command: &DossierCommand,
) -> Result<Loaded<DossierTasks>, Error> {
    let decided = dossier.value.decide(command, context.at).map_err(CommandError::Refused)?;
    let Some(event) = decided else { return Ok(dossier) };
    dossier.value.apply(&event, context.at);
    store::save(context, &dossier, &event)?;
    dossier.version = context.publish(dossier.version, announce(&dossier.value, &event))?;
    let consequences = dossier.value.consequences(&event);
    consequences.iter().try_fold(dossier, |dossier, command| execute(context, dossier, command))
}

/// Executes a command on a dossier.
///
/// # Errors
/// When a stage does not allow it, or the database fails.
pub async fn load_and_execute(
    context: &Context,
    id: DossierId,
    command: &DossierCommand,
) -> Result<Loaded<DossierTasks>, Error> {
    execute(context, load(context, id).await?, command)
}

/// Executes a command on every task of a dossier.
///
/// # Errors
/// When a stage does not allow it, or the database fails.
pub async fn execute_on_all(context: &Context, id: DossierId, command: &Command) -> Result<(), Error> {
    let dossier = load(context, id).await?;
    let tasks: Vec<TaskId> = dossier.value.tasks.iter().map(|task| task.id).collect();
    let to_one = |dossier, id| execute(context, dossier, &DossierCommand::Task { id, command: command.clone() });
    tasks.into_iter().try_fold(dossier, to_one).map(drop)
}

/// Puts the task of a step into the queue of its unit; the first one names the applicant.
///
/// # Errors
/// When the stage does not allow it, or the database fails.
pub async fn open(context: &Context, id: TaskId, step: Step, applicant: Option<AccountId>) -> Result<(), Error> {
    let mut dossier = load(context, step.dossier).await?;
    if let Some(applicant) = applicant.filter(|_| dossier.value.tasks.is_empty()) {
        store::save_applicant(&context.tx, step.dossier, applicant);
    }
    dossier.value.add(Task::new(id, step, context.at));
    execute(context, dossier, &DossierCommand::Task { id, command: Command::Open }).map(drop)
}
