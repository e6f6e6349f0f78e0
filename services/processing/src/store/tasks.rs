//! The tasks of a dossier, with its applicant and its stop: loaded and saved by commands.

use motcua_contracts::ids::{AccountId, DossierId};
use motcua_kit::{Tx, history};
use motcua_messaging::{AggregateVersion, Loaded};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{OnConflict, Query};
use sea_orm::{
    ActiveValue::Set, DbErr, ExprTrait, FromQueryResult, IntoActiveModel, QueryOrder, QuerySelect, QueryTrait,
};

use super::entities::{task, work};
use super::rows::{read, write};
use crate::context::Context;
use crate::domain::{DossierTasks, Event, Task};

/// A task with the stop of its dossier.
#[derive(FromQueryResult)]
struct TaskRow {
    #[sea_orm(nested)]
    row: task::Model,
    stopped: Option<bool>,
}

/// Loads the tasks of a dossier for a command.
///
/// # Errors
/// When the database cannot be read.
pub async fn load(tx: &Tx, dossier: DossierId) -> Result<Loaded<DossierTasks>, DbErr> {
    let tasks = task::Entity::find()
        .filter(task::Column::DossierId.eq(dossier.0))
        .order_by_asc(task::Column::StepNumber)
        .order_by_asc(task::Column::Id)
        .expr_as(is_stopped(), "stopped");
    let (version, rows) = AggregateVersion::load_with::<_, TaskRow>(tx, dossier.0, tasks).await?;
    let stopped = rows.iter().any(|task| task.stopped == Some(true));
    let tasks = rows.into_iter().map(|task| read(task.row)).collect::<Result<_, _>>()?;
    Ok(Loaded { value: DossierTasks { tasks, stopped }, version })
}

/// In the statement of the tasks; a dossier without tasks cannot be stopped.
fn is_stopped() -> Expr {
    let same = Expr::col((work::Entity, work::Column::DossierId)).equals((task::Entity, task::Column::DossierId));
    let over = Query::select().column((work::Entity, work::Column::Over)).from(work::Entity).and_where(same).to_owned();
    Expr::SubQuery(None, Box::new(over.into()))
}

/// Saves whether a leader stopped a dossier.
pub fn save_stopped(tx: &Tx, dossier: DossierId, stopped: bool) {
    let row = work::ActiveModel { dossier_id: Set(dossier.0), over: Set(stopped), applicant: Set(None) };
    upsert(tx, row, work::Column::Over);
}

/// Saves the applicant of a dossier.
pub fn save_applicant(tx: &Tx, dossier: DossierId, applicant: AccountId) {
    let row = work::ActiveModel { dossier_id: Set(dossier.0), over: Set(false), applicant: Set(Some(applicant.0)) };
    upsert(tx, row, work::Column::Applicant);
}

fn upsert(tx: &Tx, row: work::ActiveModel, changed: work::Column) {
    let again = OnConflict::column(work::Column::DossierId).update_column(changed).to_owned();
    tx.defer(&work::Entity::insert(row).on_conflict(again).into_query(), 1);
}

/// Saves the row of a task of the dossier, and its history behind the dossier's version.
///
/// # Errors
/// When it cannot be written as JSON.
pub fn save(context: &Context, dossier: &Loaded<DossierTasks>, task: &Task, event: &Event) -> Result<(), DbErr> {
    let tx = &context.tx;
    let row = write(task)?.into_active_model().reset_all();
    if matches!(event, Event::Opened | Event::OpenedTooLate) {
        tx.defer(&task::Entity::insert(row).into_query(), 1);
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
        tx.defer(&task::Entity::update_many().set(changed).filter(this).into_query(), 1);
    }
    if event.stops_dossier() {
        save_stopped(tx, task.step.dossier, true);
    }
    let entry = history::Entry {
        aggregate: task.step.dossier.0,
        version: dossier.version.version + 1,
        object: task.id.0,
        name: event.name(),
        event,
        actor: &context.actor,
        on_behalf_of: None,
        status: None,
        reason: event.reason(),
        at: context.at,
    };
    history::record(tx, entry)
}
