//! The tasks of a dossier, with its applicant, its stop and its decision: loaded and saved by commands.

use motcua_contracts::ids::{AccountId, DossierId};
use motcua_kit::{Tx, history};
use motcua_messaging::{AggregateVersion, Loaded};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{OnConflict, Query};
use sea_orm::{
    ActiveValue::Set, DbErr, ExprTrait, FromQueryResult, IntoActiveModel, QueryOrder, QuerySelect, QueryTrait,
};

use super::entities::{dossier as dossier_row, task};
use super::rows::{read, write};
use crate::context::Context;
use crate::domain::{DossierEvent, DossierTasks, Event, Task};

/// A task with the state of its dossier.
#[derive(FromQueryResult)]
struct TaskRow {
    #[sea_orm(nested)]
    row: task::Model,
    stopped: Option<bool>,
    decided: Option<bool>,
}

/// Loads the tasks of a dossier for a command.
pub async fn load(tx: &Tx, dossier: DossierId) -> Result<Loaded<DossierTasks>, DbErr> {
    let tasks = task::Entity::find()
        .filter(task::Column::DossierId.eq(dossier.0))
        .order_by_asc(task::Column::StepNumber)
        .order_by_asc(task::Column::Id)
        .expr_as(of_dossier(dossier_row::Column::Stopped), "stopped")
        .expr_as(of_dossier(dossier_row::Column::Decided), "decided");
    let (version, rows) = AggregateVersion::load_with::<_, TaskRow>(tx, dossier.0, tasks).await?;
    let stopped = rows.iter().any(|task| task.stopped == Some(true));
    let decided = rows.iter().any(|task| task.decided == Some(true));
    let tasks = rows.into_iter().map(|task| read(task.row)).collect::<Result<_, _>>()?;
    Ok(Loaded { value: DossierTasks { dossier, tasks, stopped, decided }, version })
}

/// A column of the dossier, in the statement of its tasks; a dossier without tasks is neither stopped nor decided.
fn of_dossier(column: dossier_row::Column) -> Expr {
    let of_task = Expr::col((task::Entity, task::Column::DossierId));
    let same = Expr::col((dossier_row::Entity, dossier_row::Column::DossierId)).eq(of_task);
    let value =
        Query::select().column((dossier_row::Entity, column)).from(dossier_row::Entity).and_where(same).to_owned();
    Expr::SubQuery(None, Box::new(value.into()))
}

/// Saves the applicant of a dossier.
pub fn save_applicant(tx: &Tx, dossier: DossierId, applicant: AccountId) {
    let row = dossier_row::ActiveModel { applicant: Set(Some(applicant.0)), ..state_row(&DossierTasks::new(dossier)) };
    upsert(tx, row, &[dossier_row::Column::Applicant]);
}

/// Saves whether a dossier is stopped or decided.
fn save_state(tx: &Tx, dossier: &DossierTasks) {
    upsert(tx, state_row(dossier), &[dossier_row::Column::Stopped, dossier_row::Column::Decided]);
}

fn state_row(dossier: &DossierTasks) -> dossier_row::ActiveModel {
    let DossierTasks { dossier, stopped, decided, .. } = dossier;
    dossier_row::ActiveModel {
        dossier_id: Set(dossier.0),
        stopped: Set(*stopped),
        decided: Set(*decided),
        applicant: Set(None),
    }
}

fn upsert(tx: &Tx, row: dossier_row::ActiveModel, changed: &[dossier_row::Column]) {
    let again = OnConflict::column(dossier_row::Column::DossierId).update_columns(changed.iter().copied()).to_owned();
    tx.defer(&dossier_row::Entity::insert(row).on_conflict(again).into_query(), 1);
}

/// Saves what an event changed, and its history behind the dossier's version.
pub fn save(context: &Context, dossier: &Loaded<DossierTasks>, event: &DossierEvent) -> Result<(), DbErr> {
    let (Loaded { value, version }, tx) = (dossier, &context.tx);
    let object = match event {
        DossierEvent::Task { id, event } => {
            value.task(*id).map(|task| save_task(tx, task, event)).transpose()?;
            id.0
        }
        DossierEvent::DecisionRevoked => value.dossier.0,
    };
    if event.changes_dossier() {
        save_state(tx, value);
    }
    let entry = history::Entry {
        aggregate: value.dossier.0,
        version: version.version + 1,
        object,
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

fn save_task(tx: &Tx, task: &Task, event: &Event) -> Result<(), DbErr> {
    let row = write(task)?.into_active_model().reset_all();
    if event.creates() {
        tx.defer(&task::Entity::insert(row).into_query(), 1);
        return Ok(());
    }
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
    Ok(())
}
