//! What was written to the applicant of a dossier, out of its history, and who that is.

use chrono::{DateTime, Utc};
use motcua_contracts::ids::DossierId;
use motcua_kit::auth::{Actor, Role};
use motcua_kit::history;
use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, DbErr};

use super::entities::work;
use super::rows::parse;
use crate::domain::Notice;

/// Whether `reader` is who applied.
///
/// # Errors
/// When the statement fails.
pub async fn is_applicant<C: ConnectionTrait>(db: &C, reader: &Actor, dossier: DossierId) -> Result<bool, DbErr> {
    if !reader.is(Role::Citizen) {
        return Ok(false);
    }
    let own = work::Entity::find_by_id(dossier.0).filter(work::Column::Applicant.eq(reader.id));
    Ok(own.one(db).await?.is_some())
}

/// What the office told the applicant and when, first things first.
///
/// # Errors
/// When the statement fails.
pub async fn told<C: ConnectionTrait>(db: &C, dossier: DossierId) -> Result<Vec<(DateTime<Utc>, Notice)>, DbErr> {
    let mut told = Vec::new();
    for entry in history::of(db, dossier.0).await? {
        if let Some(notice) = Notice::of(parse(&entry.event)?) {
            told.push((entry.at, notice));
        }
    }
    Ok(told)
}
