//! Rating rights: inserted at acceptance, loaded and saved by commands, read within the reader's scope.

use motcua_contracts::AgencyCode;
use motcua_contracts::ids::{AccountId, DossierId};
use motcua_contracts::lookup::normal_code;
use motcua_kit::auth::Actor;
use motcua_kit::{Tx, history};
use motcua_messaging::{AggregateVersion, Loaded};
use motcua_office::Role;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Condition, OnConflict};
use sea_orm::{ConnectionTrait, DbErr, IntoActiveModel, QueryTrait};

use super::entities::right;
use crate::context::Context;
use crate::domain::{Event, Proof, RatingRight};

/// Inserts the right of an accepted dossier, unless there is one.
pub fn insert_if_new(tx: &Tx, right: &RatingRight) -> Result<(), DbErr> {
    let row = write(right)?.into_active_model().reset_all();
    let known = OnConflict::column(right::Column::DossierId).do_nothing().to_owned();
    tx.defer_any(&right::Entity::insert(row).on_conflict(known).into_query());
    Ok(())
}

/// The dossier with this code, and what a claim to rate it is checked against.
pub async fn find_proof<C: ConnectionTrait>(db: &C, code: &str) -> Result<Option<(DossierId, Proof)>, DbErr> {
    let row = right::Entity::find().filter(right::Column::Code.eq(normal_code(code))).one(db).await?;
    Ok(row.map(read).transpose()?.map(|right| (right.dossier, right.proof)))
}

/// Loads a right for a command.
pub async fn load(tx: &Tx, id: DossierId) -> Result<Option<Loaded<RatingRight>>, DbErr> {
    let (version, rows) = AggregateVersion::load_with(tx, id.0, right::Entity::find_by_id(id.0)).await?;
    rows.into_iter().next().map(|row| Ok(Loaded { value: read(row)?, version })).transpose()
}

/// Saves the row and its history.
pub fn save(context: &Context, right: &Loaded<RatingRight>, event: &Event) -> Result<(), DbErr> {
    let Loaded { value, version } = right;
    let row = write(value)?.into_active_model().reset_all();
    let changed = right::ActiveModel {
        stage: row.stage,
        returned_at: row.returned_at,
        score: row.score,
        rated_at: row.rated_at,
        ..Default::default()
    };
    let this = right::Column::DossierId.eq(value.dossier.0);
    context.tx.defer(&right::Entity::update_many().set(changed).filter(this).into_query(), 1);
    let entry = history::Entry {
        aggregate: value.dossier.0,
        version: version.version + 1,
        object: value.dossier.0,
        name: event.name(),
        event,
        actor: &context.actor,
        on_behalf_of: None,
        status: None,
        reason: None,
        at: context.at,
    };
    history::record(&context.tx, entry)
}

/// The right of a dossier, if `reader` may see it.
pub async fn find<C: ConnectionTrait>(db: &C, reader: &Actor, id: DossierId) -> Result<Option<RatingRight>, DbErr> {
    let row = right::Entity::find_by_id(id.0).filter(visible(reader)).one(db).await?;
    row.map(read).transpose()
}

/// The rows that `reader` may see: a citizen sees the own dossiers, the director and the auditor see all, and every other
/// role sees none, so that no officer learns the answer of a person they served.
pub fn visible(reader: &Actor) -> Condition {
    let mut any = Condition::any();
    if reader.is(Role::Citizen) {
        any = any.add(right::Column::AccountId.eq(reader.id));
    }
    if reader.is(Role::CentreDirector) || reader.is(Role::Auditor) {
        any = any.add(right::Column::DossierId.is_not_null());
    }
    // An empty "any" matches every row; in a filled one the addition would keep indexes from being used.
    if any.is_empty() { any.add(right::Column::DossierId.is_null()) } else { any }
}

fn unreadable(error: &serde_json::Error) -> DbErr {
    DbErr::Custom(format!("a stored rating right does not parse: {error}"))
}

fn read(row: right::Model) -> Result<RatingRight, DbErr> {
    Ok(RatingRight {
        dossier: DossierId(row.dossier_id),
        code: row.code,
        agency: AgencyCode::new(row.agency),
        proof: Proof { account: row.account_id.map(AccountId), lookup_mac: row.lookup_mac },
        stage: serde_json::from_str(&row.stage).map_err(|error| unreadable(&error))?,
    })
}

fn write(right: &RatingRight) -> Result<right::Model, DbErr> {
    let rated = right.stage.rated();
    Ok(right::Model {
        dossier_id: right.dossier.0,
        code: normal_code(&right.code),
        agency: right.agency.to_string(),
        account_id: right.proof.account.map(|account| account.0),
        lookup_mac: right.proof.lookup_mac.clone(),
        stage: serde_json::to_string(&right.stage).map_err(|error| unreadable(&error))?,
        returned_at: right.stage.since(),
        score: rated.map(|(answer, _)| answer.score.as_str().to_owned()),
        rated_at: rated.map(|(_, at)| at),
    })
}
