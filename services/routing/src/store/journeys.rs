//! Journeys: loaded and saved by commands, read within the reader's scope.

use motcua_contracts::Status;
use motcua_contracts::ids::DossierId;
use motcua_kit::{Tx, history};
use motcua_messaging::{AggregateVersion, Loaded};
use motcua_office::AccessScope;
use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, DbErr, IntoActiveModel, QueryTrait};

use super::entities::journey;
use super::rows::{read, write};
use super::visibility::visible;
use crate::context::Context;
use crate::domain::{Event, Journey};

/// Loads a journey for a command.
pub async fn load(tx: &Tx, id: DossierId) -> Result<Option<Loaded<Journey>>, DbErr> {
    let (version, rows) = AggregateVersion::load_with(tx, id.0, journey::Entity::find_by_id(id.0)).await?;
    rows.into_iter().next().map(|row| Ok(Loaded { value: read(row)?, version })).transpose()
}

/// Loads a journey for the command that begins it: `absent` when it has not begun.
pub async fn load_or(tx: &Tx, absent: Journey) -> Result<Loaded<Journey>, DbErr> {
    let id = absent.dossier.0;
    let (version, rows) = AggregateVersion::load_with(tx, id, journey::Entity::find_by_id(id)).await?;
    let value = rows.into_iter().next().map_or(Ok(absent), read)?;
    Ok(Loaded { value, version })
}

/// Saves the row and its history.
pub fn save(context: &Context, journey: &Loaded<Journey>, event: &Event) -> Result<(), DbErr> {
    let Loaded { value, version } = journey;
    let row = write(value)?;
    if version.version == 0 {
        insert(&context.tx, row);
    } else {
        update(&context.tx, row);
    }
    let entry = history::Entry {
        aggregate: value.dossier.0,
        version: version.version + 1,
        object: value.dossier.0,
        name: event.kind.name(),
        event,
        actor: &context.actor,
        on_behalf_of: None,
        status: value.stage.status().map(Status::number),
        reason: event.kind.reason(),
        at: context.at,
    };
    history::record(&context.tx, entry)
}

fn insert(tx: &Tx, row: journey::Model) {
    tx.defer(&journey::Entity::insert(row.into_active_model().reset_all()).into_query(), 1);
}

fn update(tx: &Tx, row: journey::Model) {
    let this = journey::Column::DossierId.eq(row.dossier_id);
    let row = row.into_active_model().reset_all();
    let changed = journey::ActiveModel {
        status: row.status,
        unit: row.unit,
        units: row.units,
        stage: row.stage,
        round_state: row.round_state,
        clock: row.clock,
        process: row.process,
        procedure_id: row.procedure_id,
        procedure_version: row.procedure_version,
        due_at: row.due_at,
        finished_at: row.finished_at,
        ..Default::default()
    };
    tx.defer(&journey::Entity::update_many().set(changed).filter(this).into_query(), 1);
}

/// The journey, if `reader` may see it.
pub async fn find<C: ConnectionTrait>(db: &C, reader: &AccessScope, id: DossierId) -> Result<Option<Journey>, DbErr> {
    let row = journey::Entity::find_by_id(id.0).filter(visible(reader)).one(db).await?;
    row.map(read).transpose()
}
