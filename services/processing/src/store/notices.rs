//! The notices to the applicant of a dossier, read from its history.

use chrono::{DateTime, Utc};
use motcua_contracts::ids::DossierId;
use motcua_kit::auth::Actor;
use motcua_kit::history;
use motcua_office::Role;
use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, DbErr};

use super::entities::work;
use super::rows::parse;
use crate::domain::Notice;

/// Whether `reader` is the applicant.
///
/// # Errors
/// When the database cannot be read.
pub async fn is_applicant<C: ConnectionTrait>(db: &C, reader: &Actor, dossier: DossierId) -> Result<bool, DbErr> {
    if !reader.is(Role::Citizen) {
        return Ok(false);
    }
    let own = work::Entity::find_by_id(dossier.0).filter(work::Column::Applicant.eq(reader.id));
    Ok(own.one(db).await?.is_some())
}

/// The notices to the applicant with their time, oldest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn list_notices<C: ConnectionTrait>(
    db: &C,
    dossier: DossierId,
) -> Result<Vec<(DateTime<Utc>, Notice)>, DbErr> {
    let mut notices = Vec::new();
    for entry in history::of(db, dossier.0).await? {
        if let Some(notice) = Notice::of(parse(&entry.event)?) {
            notices.push((entry.at, notice));
        }
    }
    Ok(notices)
}
