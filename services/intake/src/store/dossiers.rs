//! Dossiers: loaded and saved by commands, read within the caller's scope.

use motcua_contracts::ids::DossierId;
use motcua_kit::{Tx, history};
use motcua_messaging::{AggregateVersion, Loaded};
use motcua_office::AccessScope;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Condition;
use sea_orm::{ActiveValue::NotSet, ConnectionTrait, DbErr, FromQueryResult, IntoActiveModel, QuerySelect, QueryTrait};

use super::entities::dossier;
use super::rows::{read, write};
use super::visibility::{readable, visible};
use crate::context::Context;
use crate::domain::{Dossier, Event};

/// Loads a dossier for an event.
pub async fn load(tx: &Tx, id: DossierId) -> Result<Option<Loaded<Dossier>>, DbErr> {
    load_where(tx, id, Condition::all()).await
}

/// Loads a dossier that the caller may see for a command.
pub async fn load_visible(tx: &Tx, scope: &AccessScope, id: DossierId) -> Result<Option<Loaded<Dossier>>, DbErr> {
    load_where(tx, id, visible(scope)).await
}

async fn load_where(tx: &Tx, id: DossierId, condition: Condition) -> Result<Option<Loaded<Dossier>>, DbErr> {
    let query = dossier::Entity::find_by_id(id.0).filter(condition);
    let (version, rows) = AggregateVersion::load_with(tx, id.0, query).await?;
    rows.into_iter().next().map(|row| Ok(Loaded { value: read(row)?, version })).transpose()
}

/// Saves the row and its history.
pub fn save(context: &Context, dossier: &Loaded<Dossier>, event: &Event) -> Result<(), DbErr> {
    let Loaded { value, version } = dossier;
    save_row(context, value, version.version == 0)?;
    let applicant = value.filing.account.filter(|_| event.is_of_applicant());
    let entry = history::Entry {
        aggregate: value.id.0,
        version: version.version + 1,
        object: value.id.0,
        name: event.name(),
        event,
        actor: &context.actor,
        on_behalf_of: applicant.map(|applicant| applicant.0).filter(|applicant| *applicant != context.actor.id),
        status: Some(value.stage.status().number()),
        reason: event.reason(),
        at: context.at,
    };
    history::record(&context.tx, entry)
}

fn save_row(context: &Context, dossier: &Dossier, is_new: bool) -> Result<(), DbErr> {
    let row = write(dossier)?.into_active_model().reset_all();
    if is_new {
        context.tx.defer(&dossier::Entity::insert(row).into_query(), 1);
        return Ok(());
    }
    // What never changes is not set, so that its indexes stay as they are.
    let changed = dossier::ActiveModel {
        code: row.code,
        status: row.status,
        counter: row.counter,
        stage: row.stage,
        procedure_id: row.procedure_id,
        case_code: row.case_code,
        applicant: row.applicant,
        return_address: row.return_address,
        papers: row.papers,
        partners: row.partners,
        fee_vnd: row.fee_vnd,
        fee_paid_vnd: row.fee_paid_vnd,
        received_at: row.received_at,
        accepted_at: row.accepted_at,
        due_at: row.due_at,
        id: NotSet,
        reference: NotSet,
        agency: NotSet,
        channel: NotSet,
        account_id: NotSet,
        sets: NotSet,
        delivery_method: NotSet,
        secret: NotSet,
        helped_by: NotSet,
        receiver: NotSet,
        submitted_at: NotSet,
    };
    let this = dossier::Column::Id.eq(dossier.id.0);
    context.tx.defer(&dossier::Entity::update_many().set(changed).filter(this).into_query(), 1);
    Ok(())
}

/// A row with the version of its aggregate.
#[derive(FromQueryResult)]
struct Versioned {
    #[sea_orm(nested)]
    row: dossier::Model,
    version: i64,
}

/// The dossier with its version, if the caller may read it.
pub async fn find<C: ConnectionTrait>(
    db: &C,
    scope: &AccessScope,
    id: DossierId,
) -> Result<Option<(Dossier, i64)>, DbErr> {
    let query = dossier::Entity::find_by_id(id.0).filter(readable(scope));
    let version = AggregateVersion::version_of((dossier::Entity, dossier::Column::Id));
    let found = query.expr_as(version, "version").into_model::<Versioned>().one(db).await?;
    found.map(|found| Ok((read(found.row)?, found.version))).transpose()
}
