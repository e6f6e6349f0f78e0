//! What the history of a dossier holds for people: the notices to the applicant, and the notes for colleagues.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use motcua_contracts::ids::DossierId;
use motcua_kit::auth::Actor;
use motcua_kit::history::{self, Recorded};
use motcua_office::Role;
use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, DbErr};

use super::entities::dossier as dossier_row;
use super::rows::parse;
use crate::domain::{Event, Notice};

/// Whether `reader` is the applicant.
pub async fn is_applicant<C: ConnectionTrait>(db: &C, reader: &Actor, dossier: DossierId) -> Result<bool, DbErr> {
    if !reader.is(Role::Citizen) {
        return Ok(false);
    }
    let own = dossier_row::Entity::find_by_id(dossier.0).filter(dossier_row::Column::Applicant.eq(reader.id));
    Ok(own.one(db).await?.is_some())
}

/// The notices to the applicant with their time, oldest first.
pub async fn list_notices<C: ConnectionTrait>(
    db: &C,
    dossier: DossierId,
) -> Result<Vec<(DateTime<Utc>, Notice)>, DbErr> {
    let mut notices = Vec::new();
    for (entry, event) in task_events(db, dossier).await? {
        if let Some(notice) = Notice::of(event) {
            notices.push((entry.at, notice));
        }
    }
    Ok(notices)
}

/// The notes for colleagues, by the version of the history entry that each belongs to.
pub async fn list_notes<C: ConnectionTrait>(db: &C, dossier: DossierId) -> Result<BTreeMap<i64, String>, DbErr> {
    let events = task_events(db, dossier).await?;
    let note = |(entry, event): (Recorded, Event)| event.note().map(|note| (entry.version, note.to_owned()));
    Ok(events.into_iter().filter_map(note).collect())
}

/// The entries about tasks, oldest first; those about the dossier itself hold nothing for people.
async fn task_events<C: ConnectionTrait>(db: &C, dossier: DossierId) -> Result<Vec<(Recorded, Event)>, DbErr> {
    let entries = history::of(db, dossier.0).await?.into_iter().filter(|entry| entry.object_id != dossier.0);
    entries.map(|entry| parse(&entry.event).map(|event| (entry, event))).collect()
}
