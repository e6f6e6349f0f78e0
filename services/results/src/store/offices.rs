//! Which agencies ended and who took over their work, and for which of them somebody acts.

use chrono::NaiveDate;
use motcua_kit::Tx;
use motcua_kit::auth::Actor;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbErr};

use super::entities::succession;
use crate::domain::{self, Succession};

/// Who reads, with the agencies they act for.
#[derive(Debug, Clone)]
pub struct Reader {
    /// The account.
    pub actor: Actor,
    /// The own agency, and those it took over; none for somebody without a unit.
    pub offices: Vec<String>,
}

/// Who somebody is on a local day.
///
/// # Errors
/// When the statement fails.
pub async fn reader<C: ConnectionTrait>(db: &C, actor: &Actor, today: NaiveDate) -> Result<Reader, DbErr> {
    let offices = match actor.agency() {
        Ok(own) => domain::offices(own, &successions(db).await?, today),
        Err(_) => Vec::new(),
    };
    Ok(Reader { actor: actor.clone(), offices })
}

async fn successions<C: ConnectionTrait>(db: &C) -> Result<Vec<Succession>, DbErr> {
    let rows = succession::Entity::find().all(db).await?;
    let read =
        |row: succession::Model| Succession { agency: row.agency, successor: row.successor, valid_to: row.valid_to };
    Ok(rows.into_iter().map(read).collect())
}

/// Keeps who takes over an agency.
///
/// # Errors
/// When the statement fails.
pub async fn keep_succession(tx: &Tx, kept: Succession) -> Result<(), DbErr> {
    let row = succession::ActiveModel {
        agency: Set(kept.agency),
        successor: Set(kept.successor),
        valid_to: Set(kept.valid_to),
    };
    let again = OnConflict::column(succession::Column::Agency)
        .update_columns([succession::Column::Successor, succession::Column::ValidTo])
        .to_owned();
    succession::Entity::insert(row).on_conflict(again).exec_without_returning(tx.db()).await.map(drop)
}

/// Forgets that an agency ends.
///
/// # Errors
/// When the statement fails.
pub async fn forget_succession(tx: &Tx, agency: &str) -> Result<(), DbErr> {
    succession::Entity::delete_by_id(agency.to_owned()).exec(tx.db()).await.map(drop)
}
