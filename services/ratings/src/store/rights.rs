//! Rights: copied at acceptance, loaded for a command, saved with what it decided, read under the reader's rights.

use chrono::{DateTime, Utc};
use motcua_contracts::ids::{AccountId, DossierId};
use motcua_contracts::lookup::normal_code;
use motcua_kit::auth::{Actor, Role};
use motcua_kit::{Tx, history};
use motcua_messaging::Head;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Condition, OnConflict};
use sea_orm::{ConnectionTrait, DbErr, IntoActiveModel, QueryTrait};

use super::entities::right;
use crate::domain::{Event, Proof, Stage};

/// A rating right with where it stands.
#[derive(Debug, Clone)]
pub struct Right {
    /// The dossier it belongs to.
    pub dossier: DossierId,
    /// Legal code of the dossier.
    pub code: String,
    /// Code of the competent agency.
    pub agency: String,
    /// What ties it to the applicant.
    pub proof: Proof,
    /// Where it stands.
    pub stage: Stage,
    head: Option<Head>,
}

impl Right {
    /// The right of a dossier that was just accepted.
    pub fn new(dossier: DossierId, code: String, agency: String, proof: Proof) -> Self {
        Self { dossier, code, agency, proof, stage: Stage::Awaiting, head: None }
    }

    /// The head it was loaded with.
    ///
    /// # Errors
    /// When it was read without one.
    pub fn head(&self) -> Result<Head, DbErr> {
        self.head.ok_or_else(|| DbErr::Custom("a right read for showing cannot be changed".into()))
    }
}

/// Keeps the copy of an accepted dossier; one that is known keeps its stage.
///
/// # Errors
/// When the statement fails.
pub async fn keep(tx: &Tx, right: &Right) -> Result<(), DbErr> {
    let row = write(right)?.into_active_model().reset_all();
    let known = OnConflict::column(right::Column::DossierId).do_nothing().to_owned();
    right::Entity::insert(row).on_conflict(known).exec_without_returning(tx.db()).await.map(drop)
}

/// The dossier with this code, and what ties it to its applicant.
///
/// # Errors
/// When the statement fails.
pub async fn proof<C: ConnectionTrait>(db: &C, code: &str) -> Result<Option<(DossierId, Proof)>, DbErr> {
    let row = right::Entity::find().filter(right::Column::Code.eq(normal_code(code))).one(db).await?;
    Ok(row.map(read).transpose()?.map(|right| (right.dossier, right.proof)))
}

/// Loads a right for a command, locked until the end of the transaction.
///
/// # Errors
/// When a statement fails.
pub async fn load(tx: &Tx, id: DossierId) -> Result<Option<Right>, DbErr> {
    let (head, rows) = Head::load_with(tx, id.0, right::Entity::find_by_id(id.0)).await?;
    rows.into_iter().next().map(|row| Ok(Right { head: Some(head), ..read(row)? })).transpose()
}

/// Saves what was decided: row, history and audit trail. The caller advances the head.
///
/// # Errors
/// When it cannot be written as JSON.
pub fn save(tx: &Tx, right: &Right, event: &Event, actor: &Actor, at: DateTime<Utc>) -> Result<(), DbErr> {
    let row = write(right)?.into_active_model().reset_all();
    let changed = right::ActiveModel {
        stage: row.stage,
        returned_at: row.returned_at,
        score: row.score,
        rated_at: row.rated_at,
        ..Default::default()
    };
    let this = right::Column::DossierId.eq(right.dossier.0);
    tx.later(&right::Entity::update_many().set(changed).filter(this).into_query(), 1);
    let entry = history::Entry {
        aggregate: right.dossier.0,
        version: right.head()?.version + 1,
        object: right.dossier.0,
        name: event.name(),
        event,
        actor,
        on_behalf_of: None,
        status: None,
        reason: None,
        at,
    };
    history::record(tx, entry)
}

/// The right of a dossier, if `reader` may see it.
///
/// # Errors
/// When the statement fails.
pub async fn find<C: ConnectionTrait>(db: &C, reader: &Actor, id: DossierId) -> Result<Option<Right>, DbErr> {
    let row = right::Entity::find_by_id(id.0).filter(visible(reader)).one(db).await?;
    row.map(read).transpose()
}

/// The one condition of every way of reading: a citizen sees the own dossiers, the director and the auditor all;
/// everybody else none, so that nobody who served a person learns what that person answered.
pub fn visible(reader: &Actor) -> Condition {
    let mut any = Condition::any();
    if reader.is(Role::Citizen) {
        any = any.add(right::Column::AccountId.eq(reader.id));
    }
    if reader.is(Role::CentreDirector) || reader.is(Role::Auditor) {
        any = any.add(right::Column::DossierId.is_not_null());
    }
    // An empty "any" would let everything through; in a filled one the addition would keep indexes from being used.
    if any.is_empty() { any.add(right::Column::DossierId.is_null()) } else { any }
}

fn unreadable(error: &serde_json::Error) -> DbErr {
    DbErr::Custom(format!("a stored rating right does not parse: {error}"))
}

fn read(row: right::Model) -> Result<Right, DbErr> {
    Ok(Right {
        dossier: DossierId(row.dossier_id),
        code: row.code,
        agency: row.agency,
        proof: Proof { account: row.account_id.map(AccountId), lookup_mac: row.lookup_mac },
        stage: serde_json::from_str(&row.stage).map_err(|error| unreadable(&error))?,
        head: None,
    })
}

fn write(right: &Right) -> Result<right::Model, DbErr> {
    let rated = right.stage.rated();
    Ok(right::Model {
        dossier_id: right.dossier.0,
        code: normal_code(&right.code),
        agency: right.agency.clone(),
        account_id: right.proof.account.map(|account| account.0),
        lookup_mac: right.proof.lookup_mac.clone(),
        stage: serde_json::to_string(&right.stage).map_err(|error| unreadable(&error))?,
        returned_at: right.stage.since(),
        score: rated.map(|(answer, _)| answer.score.as_str().to_owned()),
        rated_at: rated.map(|(_, at)| at),
    })
}
