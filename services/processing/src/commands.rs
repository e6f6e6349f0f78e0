//! The commands of processing, each in one transaction: load, decide, save, announce.

use motcua_contracts::ids::{AccountId, DossierId, TaskId};
use motcua_kit::Problem;
use motcua_kit::auth::Actor;
use motcua_kit::http::{Caller, CommandResponse};
use motcua_messaging::{CommandError, Done, Loaded, run_command};
use serde::Serialize;

use crate::announce::{announce, revoked};
use crate::app::App;
use crate::context::{Context, Error};
use crate::domain::{Command, DossierTasks, Event, Refusal, Step, Task};
use crate::store::{self, TaskScope};

/// Runs a command on a task that the caller may see; the response shows the task, or the opinion that it asked for.
///
/// # Errors
/// `not-found`, `forbidden`, `conflict-state`, `validation`, `precondition-failed`, and those of every command.
pub async fn run<V: Serialize + Send + 'static>(
    app: &App,
    caller: Caller,
    id: TaskId,
    command: Command,
    view: fn(&Task, &Actor) -> V,
) -> Result<CommandResponse, Problem> {
    run_command(app, caller, command, move |context: Context, command| async move {
        let scope = store::scope(&context.app, &context.actor).await?;
        let dossier = store::find_dossier(&context.tx, &scope, id, command.is_of_leader()).await?;
        let dossier = dossier.ok_or(CommandError::Refused(Refusal::NotFound))?;
        let mut dossier = store::load(&context.tx, dossier).await?;
        let task = dossier.value.task(id).cloned().ok_or(CommandError::Refused(Refusal::NotFound))?;
        require_access(&scope, &task.step, &command).map_err(CommandError::Refused)?;
        context.require_version(dossier.version)?;
        let task = execute(&context, &mut dossier, task, &command)?;
        let view = view(&task, &context.actor);
        Ok(if task.id == id { Done::ok(view) } else { Done::created(view) }.of_version(dossier.version))
    })
    .await
}

/// Accounts that read everything work only in their own unit and role, and lead only their agency and those it took over.
/// Checked against the loaded task: it may have moved to another unit since it was found.
fn require_access(scope: &TaskScope, step: &Step, command: &Command) -> Result<(), Refusal> {
    let allowed = if command.is_of_leader() {
        scope.leads.iter().any(|agency| step.agency == agency.as_str())
    } else {
        scope.actor.unit.as_deref() == Some(step.unit.as_str()) && scope.actor.is(step.role)
    };
    if allowed { Ok(()) } else { Err(Refusal::NotYours) }
}

/// Puts the task of a step into the queue of its unit; the first one names the applicant.
///
/// # Errors
/// When the stage does not allow it, or the database fails.
pub async fn open(context: &Context, id: TaskId, step: Step, applicant: Option<AccountId>) -> Result<(), Error> {
    let mut dossier = store::load(&context.tx, step.dossier).await?;
    if let Some(applicant) = applicant.filter(|_| dossier.value.tasks.is_empty()) {
        store::save_applicant(&context.tx, step.dossier, applicant);
    }
    let task = dossier.value.task(id).cloned().unwrap_or_else(|| Task::new(id, step, context.at));
    execute(context, &mut dossier, task, &Command::Open).map(drop)
}

/// Executes a command on every task of a dossier.
///
/// # Errors
/// When a stage does not allow it, or the database fails.
pub async fn execute_on_all(context: &Context, dossier: DossierId, command: &Command) -> Result<(), Error> {
    let mut dossier = store::load(&context.tx, dossier).await?;
    for task in dossier.value.tasks.clone() {
        execute(context, &mut dossier, task, command)?;
    }
    Ok(())
}

/// Revokes the decision of a dossier whose issued result came back: a stop no longer holds for the steps that are opened
/// next. Requests, promises and completed work stay with the tasks of the rounds before.
///
/// # Errors
/// When the database fails.
pub async fn reopen(context: &Context, dossier: DossierId) -> Result<(), Error> {
    let Loaded { value: tasks, version } = store::load(&context.tx, dossier).await?;
    if tasks.stopped {
        store::save_stopped(&context.tx, dossier, false);
    }
    context.publish(version, vec![revoked(dossier)])?;
    Ok(())
}

/// Decides, applies, saves and announces in the transaction that loaded the dossier; returns the task, or the opinion that
/// it asked for.
fn execute(
    context: &Context,
    dossier: &mut Loaded<DossierTasks>,
    task: Task,
    command: &Command,
) -> Result<Task, Error> {
    let decided = dossier.value.decide(&task, command, context.at).map_err(CommandError::Refused)?;
    match decided {
        Some(event) => apply_with_consequences(context, dossier, task, &event),
        None => Ok(task),
    }
}

/// Applies, saves and announces an event, then executes the commands to other tasks that follow from it.
fn apply_with_consequences(
    context: &Context,
    dossier: &mut Loaded<DossierTasks>,
    task: Task,
    event: &Event,
) -> Result<Task, Error> {
    let mut task = dossier.value.apply(task, event, context.at);
    store::save(context, dossier, &task, event)?;
    dossier.version = context.publish(dossier.version, announce(&task, event))?;
    for (other, command) in dossier.value.consequences(&task, event, context.at) {
        let other = execute(context, dossier, other, &command)?;
        if command == Command::Open {
            task = other;
        }
    }
    Ok(task)
}
