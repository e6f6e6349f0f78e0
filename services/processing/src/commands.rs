//! The one transaction: load, decide, save, announce.

use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use motcua_contracts::ids::{AccountId, DossierId, TaskId};
use motcua_kit::auth::Actor;
use motcua_kit::http::{IfMatch, Reply};
use motcua_kit::idempotency::{self, Once};
use motcua_kit::{Problem, Tx};
use motcua_messaging::{Fault, Head};

use crate::App;
use crate::announce::{announce, revoked};
use crate::domain::{Command, Event, Refusal, Step, Task, Work, decide};
use crate::http::view;
use crate::store::{self, Reader};

/// Why a command did not take effect.
pub type Error = Fault<Refusal>;

/// Carries out a command on a task that `actor` may see; the answer is the task, or the opinion that it asked for.
pub async fn execute(
    app: &App,
    actor: Actor,
    once: Once,
    if_match: IfMatch,
    id: TaskId,
    command: Command,
) -> Result<Reply, Problem> {
    let (db, app, at) = (app.db.clone(), app.clone(), app.clocks.business.now());
    let work = move |once: Once| {
        let (app, actor, command) = (app.clone(), actor.clone(), command.clone());
        async move {
            // Which dossier it belongs to never changes, so it is read beside the writer's queue.
            let reader = app.reader(&actor).await?;
            let seen = match command.is_of_leader() {
                true => store::find_led(app.db.read(), &reader, id).await?,
                false => store::find(app.db.read(), &reader, id).await?.map(|(task, _)| task),
            };
            let seen = seen.ok_or(Fault::Refused(Refusal::NotFound))?;
            let tx = app.db.begin().await?;
            let (head, work) = store::load(&tx, seen.step.dossier).await?;
            let task = work.task(id).cloned().ok_or(Fault::Refused(Refusal::NotFound))?;
            may(&reader, &task.step, &command).map_err(Fault::Refused)?;
            if_match.check(head.version)?;
            let decided = decide(&task.stage, &work.situation(&task), &command, at).map_err(Fault::Refused)?;
            let desk = Desk { app: &app, tx: &tx, actor: &actor, at };
            let (head, task) = match decided {
                Some(event) => desk.settle(head, &work, task, &event)?,
                None => (head, task),
            };
            let status = if task.id == id { StatusCode::OK } else { StatusCode::CREATED };
            let answer = view::task(&task, &actor);
            let answer = idempotency::keep(&tx, &once, status, &answer, app.clocks.wall.now()).await?;
            app.relay.publish(tx.commit().await?);
            Ok(answer.of_version(head.version))
        }
    };
    idempotency::once::<Error, _, _>(db, once, work).await
}

/// Who reads everything still works only in the own unit and role, and leads only the own agency and those it took over.
/// Asked of the task as it is under the lock: it may have moved to another unit since it was seen.
fn may(reader: &Reader, step: &Step, command: &Command) -> Result<(), Refusal> {
    let theirs = if command.is_of_leader() {
        reader.leads.contains(&step.agency)
    } else {
        reader.actor.unit.as_ref() == Some(&step.unit) && reader.actor.is(step.role)
    };
    if theirs { Ok(()) } else { Err(Refusal::NotYours) }
}

/// Puts the task of a step into its unit's queue; with the first one it is known who applied.
pub async fn open(
    app: &App,
    tx: &Tx,
    actor: &Actor,
    id: TaskId,
    step: Step,
    applicant: Option<AccountId>,
    at: DateTime<Utc>,
) -> Result<(), Error> {
    let (head, work) = store::load(tx, step.dossier).await?;
    if let Some(applicant) = applicant.filter(|_| work.tasks.is_empty()) {
        store::remember_applicant(tx, step.dossier, applicant);
    }
    let task = work.task(id).cloned().unwrap_or_else(|| Task::new(id, step, at));
    let decided = decide(&task.stage, &work.situation(&task), &Command::Open, at).map_err(Fault::Refused)?;
    let Some(event) = decided else { return Ok(()) };
    Desk { app, tx, actor, at }.record(head, task, &event).map(drop)
}

/// Carries out a command on every task of a dossier.
pub async fn apply_to_all(
    app: &App,
    tx: &Tx,
    actor: &Actor,
    dossier: DossierId,
    command: &Command,
    at: DateTime<Utc>,
) -> Result<(), Error> {
    let (head, work) = store::load(tx, dossier).await?;
    let all = work.tasks.iter().map(|task| (task.clone(), command.clone())).collect();
    Desk { app, tx, actor, at }.carry_out(head, &work, all).map(drop)
}

/// The end that a leader decided before does not hold for the steps of a journey that is reopened. What was asked,
/// promised and done stays with the tasks of the rounds before. Others hear it behind the decision, in one sequence.
pub async fn reopen(app: &App, tx: &Tx, dossier: DossierId, at: DateTime<Utc>) -> Result<(), Error> {
    let (head, work) = store::load(tx, dossier).await?;
    if work.over {
        store::remember(tx, dossier, false);
    }
    head.advance(tx, vec![revoked(dossier)], at, app.clocks.wall.now())?;
    Ok(())
}

/// Where what was decided is written down: one transaction, one actor, one moment.
struct Desk<'a> {
    app: &'a App,
    tx: &'a Tx,
    actor: &'a Actor,
    at: DateTime<Utc>,
}

impl Desk<'_> {
    /// Records an event with what follows from it; gives the task that it was about, or the one that it called up.
    fn settle(&self, head: Head, work: &Work, task: Task, event: &Event) -> Result<(Head, Task), Error> {
        let (head, task) = self.record(head, task, event)?;
        let consequences = work.consequences(&task, event, self.at);
        let (head, called) = self.carry_out(head, work, consequences)?;
        Ok((head, called.unwrap_or(task)))
    }

    /// Carries out commands that are not refused; gives the task that one of them opened.
    fn carry_out(
        &self,
        mut head: Head,
        work: &Work,
        commands: Vec<(Task, Command)>,
    ) -> Result<(Head, Option<Task>), Error> {
        let mut opened = None;
        for (task, command) in commands {
            let decided = decide(&task.stage, &work.situation(&task), &command, self.at).map_err(Fault::Refused)?;
            if let Some(event) = decided {
                let recorded = self.record(head, task, &event)?;
                head = recorded.0;
                opened = (event == Event::Opened).then_some(recorded.1).or(opened);
            }
        }
        Ok((head, opened))
    }

    fn record(&self, head: Head, task: Task, event: &Event) -> Result<(Head, Task), Error> {
        let task = task.after(event, self.at);
        store::save(self.tx, head.version + 1, &task, event, self.actor, self.at)?;
        let said = announce(&task, event);
        let head = head.advance(self.tx, said, self.at, self.app.clocks.wall.now())?;
        Ok((head, task))
    }
}
