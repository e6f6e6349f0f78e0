//! The tasks of a dossier and what is remembered beside them: loading for a command, saving what it decided.

use chrono::{DateTime, Utc};
use motcua_contracts::ids::{AccountId, DossierId};
use motcua_kit::auth::Actor;
use motcua_kit::{Tx, history};
use motcua_messaging::Head;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{OnConflict, Query};
use sea_orm::{
    ActiveValue::Set, DbErr, ExprTrait, FromQueryResult, IntoActiveModel, QueryOrder, QuerySelect, QueryTrait,
};

use super::entities::{task, work};
use super::rows::{read, write};
use crate::domain::{Event, Task, Work};

/// A task with what is remembered of its dossier.
#[derive(FromQueryResult)]
struct Remembered {
    #[sea_orm(nested)]
    row: task::Model,
    over: Option<bool>,
}

/// Loads the tasks of a dossier, locked until the end of the transaction.
///
/// # Errors
/// When a statement fails.
pub async fn load(tx: &Tx, dossier: DossierId) -> Result<(Head, Work), DbErr> {
    let tasks = task::Entity::find()
        .filter(task::Column::DossierId.eq(dossier.0))
        .order_by_asc(task::Column::StepNumber)
        .order_by_asc(task::Column::Id)
        .expr_as(is_over(), "over");
    let (head, rows) = Head::load_with::<_, Remembered>(tx, dossier.0, tasks).await?;
    let over = rows.iter().any(|task| task.over == Some(true));
    let tasks = rows.into_iter().map(|task| read(task.row)).collect::<Result<_, _>>()?;
    Ok((head, Work { tasks, over }))
}

/// Beside the tasks in one statement; a dossier without tasks has nothing that could be over.
fn is_over() -> Expr {
    let same = Expr::col((work::Entity, work::Column::DossierId)).equals((task::Entity, task::Column::DossierId));
    let over = Query::select().column((work::Entity, work::Column::Over)).from(work::Entity).and_where(same).to_owned();
    Expr::SubQuery(None, Box::new(over.into()))
}

/// Remembers whether a dossier has ended, under the lock of its head.
pub fn remember(tx: &Tx, dossier: DossierId, over: bool) {
    let row = work::ActiveModel { dossier_id: Set(dossier.0), over: Set(over), applicant: Set(None) };
    keep(tx, row, work::Column::Over);
}

/// Remembers whose dossier it is, under the lock of its head.
pub fn remember_applicant(tx: &Tx, dossier: DossierId, applicant: AccountId) {
    let row = work::ActiveModel { dossier_id: Set(dossier.0), over: Set(false), applicant: Set(Some(applicant.0)) };
    keep(tx, row, work::Column::Applicant);
}

fn keep(tx: &Tx, row: work::ActiveModel, changed: work::Column) {
    let again = OnConflict::column(work::Column::DossierId).update_column(changed).to_owned();
    tx.later(&work::Entity::insert(row).on_conflict(again).into_query(), 1);
}

/// Saves what was decided, as the dossier's `version`: row, history and audit trail. The caller advances the head.
///
/// # Errors
/// When it cannot be written as JSON.
pub fn save(tx: &Tx, version: i64, task: &Task, event: &Event, actor: &Actor, at: DateTime<Utc>) -> Result<(), DbErr> {
    let row = write(task)?.into_active_model().reset_all();
    if matches!(event, Event::Opened | Event::OpenedTooLate) {
        tx.later(&task::Entity::insert(row).into_query(), 1);
    } else {
        let changed = task::ActiveModel {
            unit: row.unit,
            dossier_due_at: row.dossier_due_at,
            state: row.state,
            stage: row.stage,
            supplement: row.supplement,
            fee: row.fee,
            extension: row.extension,
            opinion: row.opinion,
            withdrawing: row.withdrawing,
            ended_at: row.ended_at,
            ..Default::default()
        };
        let this = task::Column::Id.eq(task.id.0);
        tx.later(&task::Entity::update_many().set(changed).filter(this).into_query(), 1);
    }
    if matches!(event, Event::Stopped { .. }) {
        remember(tx, task.step.dossier, true);
    }
    let entry = history::Entry {
        aggregate: task.step.dossier.0,
        version,
        object: task.id.0,
        name: event.name(),
        event,
        actor,
        on_behalf_of: None,
        status: None,
        reason: event.reason(),
        at,
    };
    history::record(tx, entry)
}
