//! The tasks of a dossier: loading them for a command, saving what it decided.

use chrono::{DateTime, Utc};
use motcua_contracts::ids::DossierId;
use motcua_kit::auth::Actor;
use motcua_kit::{Tx, history};
use motcua_messaging::Head;
use sea_orm::entity::prelude::*;
use sea_orm::{DbErr, IntoActiveModel, QueryOrder};

use super::entities::task;
use super::rows::{read, write};
use crate::domain::{Event, Task, Work};

/// Loads the tasks of a dossier, locked until the end of the transaction.
///
/// # Errors
/// When a statement fails.
pub async fn load(tx: &Tx, dossier: DossierId) -> Result<(Head, Work), DbErr> {
    let head = Head::load(tx, dossier.0).await?;
    let rows = task::Entity::find()
        .filter(task::Column::DossierId.eq(dossier.0))
        .order_by_asc(task::Column::StepNumber)
        .all(tx.db())
        .await?;
    let tasks = rows.into_iter().map(read).collect::<Result<_, _>>()?;
    Ok((head, Work { tasks }))
}

/// Saves what was decided, as the dossier's `version`: row, history and audit trail. The caller advances the head.
///
/// # Errors
/// When a statement fails.
pub async fn save(
    tx: &Tx,
    version: i64,
    task: &Task,
    event: &Event,
    actor: &Actor,
    at: DateTime<Utc>,
) -> Result<(), DbErr> {
    let row = write(task)?.into_active_model().reset_all();
    if *event == Event::Opened {
        task::Entity::insert(row).exec_without_returning(tx.db()).await?;
    } else {
        let changed = task::ActiveModel {
            dossier_due_at: row.dossier_due_at,
            state: row.state,
            stage: row.stage,
            supplement: row.supplement,
            fee: row.fee,
            extension: row.extension,
            withdrawing: row.withdrawing,
            ended_at: row.ended_at,
            ..Default::default()
        };
        task::Entity::update_many().set(changed).filter(task::Column::Id.eq(task.id.0)).exec(tx.db()).await?;
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
    history::record(tx, entry).await
}
