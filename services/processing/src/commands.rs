//! The one transaction: load, decide, save, announce.

use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use motcua_contracts::ids::{DossierId, TaskId};
use motcua_kit::auth::Actor;
use motcua_kit::http::{IfMatch, Reply};
use motcua_kit::idempotency::{self, Once};
use motcua_kit::{Problem, Tx};
use motcua_messaging::{Fault, Head};

use crate::App;
use crate::announce::announce;
use crate::domain::{Command, Event, Refusal, Step, Task, decide};
use crate::http::view;
use crate::store;

/// Why a command did not take effect.
pub type Error = Fault<Refusal>;

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NotFound => Self::not_found(),
            Refusal::WrongStage => Self::conflict_state(
                "Trạng thái hiện tại của việc không cho phép bước này. / The present state of the task does not allow this step.",
            ),
            Refusal::WrongKind => {
                Self::conflict_state("Bước này không nhận thao tác đó. / A step of this kind takes no such action.")
            }
            Refusal::TakenByAnother => {
                Self::conflict_state("Việc đã có người khác nhận. / Somebody else has claimed the task.")
            }
            Refusal::NotClaimer => Self::forbidden().detail(
                "Chỉ người đã nhận việc được làm bước này. / Only the person who claimed the task may do this.",
            ),
            Refusal::AskedBefore => Self::conflict_state(
                "Chỉ được yêu cầu bổ sung một lần cho mỗi hồ sơ. / Papers may be asked for once per dossier.",
            ),
            Refusal::DeadlinePassed => {
                Self::field("/deadline", "past", "Hạn bổ sung phải sau hôm nay / The deadline must be after today")
            }
            Refusal::ExtendedBefore => Self::conflict_state(
                "Chỉ được xin lỗi và hẹn lại một lần cho mỗi hồ sơ. / A later date may be promised once per dossier.",
            ),
            Refusal::PromiseTooEarly => Self::field(
                "/promisedOn",
                "past",
                "Ngày hẹn mới phải sau hôm nay và sau hạn trả / The new day must be after today and after the due date",
            ),
            Refusal::NothingOverdue => Self::conflict_state(
                "Không có yêu cầu bổ sung nào quá hạn. / No papers that were asked for are overdue.",
            ),
            Refusal::NoWithdrawal => Self::conflict_state(
                "Người nộp không yêu cầu rút hồ sơ. / The applicant has not asked for the dossier back.",
            ),
            Refusal::OwnWork => Self::forbidden().detail(
                "Người đã thụ lý hồ sơ không được phê duyệt hồ sơ đó. / Who worked on a dossier does not decide it.",
            ),
            Refusal::NotYours => {
                Self::forbidden().detail("Việc của đơn vị hoặc vai trò khác. / A task of another unit or role.")
            }
        }
    }
}

/// Carries out a command on a task that `actor` may see.
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
            // Whose task it is never changes, so it is read beside the writer's queue.
            let leader = command.is_of_leader();
            let seen = match leader {
                true => store::find_led(app.db.read(), &actor, id).await?,
                false => store::find(app.db.read(), &actor, id).await?.map(|(task, _)| task),
            };
            let seen = seen.ok_or(Fault::Refused(Refusal::NotFound))?;
            if !leader && !carries_out(&actor, &seen.step) {
                return Err(Fault::Refused(Refusal::NotYours));
            }
            let tx = app.db.begin().await?;
            let (head, work) = store::load(&tx, seen.step.dossier).await?;
            if_match.check(head.version)?;
            let task = work.task(id).cloned().ok_or(Fault::Refused(Refusal::NotFound))?;
            let decided = decide(&task.stage, &work.situation(&task), &command, at).map_err(Fault::Refused)?;
            let (head, task) = match decided {
                Some(event) => record(&app, &tx, &actor, head, task, &event, at).await?,
                None => (head, task),
            };
            let answer = view::task(&task, &actor);
            let answer = idempotency::keep(&tx, &once, StatusCode::OK, &answer, app.clocks.wall.now()).await?;
            app.relay.publish(tx.commit().await?);
            Ok(answer.of_version(head.version))
        }
    };
    idempotency::once::<Error, _, _>(db, once, work).await
}

/// Who reads everything still works only in the own unit and role.
fn carries_out(actor: &Actor, step: &Step) -> bool {
    actor.unit.as_ref() == Some(&step.unit) && actor.is(step.role)
}

/// Puts the task of a step into its unit's queue.
pub async fn open(app: &App, tx: &Tx, actor: &Actor, id: TaskId, step: Step, at: DateTime<Utc>) -> Result<(), Error> {
    let (head, work) = store::load(tx, step.dossier).await?;
    let task = work.task(id).cloned().unwrap_or_else(|| Task::new(id, step, at));
    let decided = decide(&task.stage, &work.situation(&task), &Command::Open, at).map_err(Fault::Refused)?;
    let Some(event) = decided else { return Ok(()) };
    record(app, tx, actor, head, task, &event, at).await.map(drop)
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
    let (mut head, work) = store::load(tx, dossier).await?;
    for task in &work.tasks {
        let decided = decide(&task.stage, &work.situation(task), command, at).map_err(Fault::Refused)?;
        if let Some(event) = decided {
            (head, _) = record(app, tx, actor, head, task.clone(), &event, at).await?;
        }
    }
    Ok(())
}

async fn record(
    app: &App,
    tx: &Tx,
    actor: &Actor,
    head: Head,
    task: Task,
    event: &Event,
    at: DateTime<Utc>,
) -> Result<(Head, Task), Error> {
    let task = task.after(event, at);
    store::save(tx, head.version + 1, &task, event, actor, at).await?;
    let head = head.advance(tx, announce(&task, event), at, app.clocks.wall.now()).await?;
    Ok((head, task))
}
