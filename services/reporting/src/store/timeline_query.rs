//! Reading the timeline of a dossier: its stored rows and the side events, which have tables or columns of their own.

use motcua_contracts::UnitCode;
use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, DbErr, QueryOrder};

use super::entities::{opinion, payment, timeline};
use super::statuses::status_of;
use crate::domain::{self, Dossier, SideEvent, TimelineEntry, TimelineKind};

/// The timeline of a dossier, oldest entry first.
pub async fn list_timeline<C: ConnectionTrait>(db: &C, dossier: &Dossier) -> Result<Vec<TimelineEntry>, DbErr> {
    let rows = timeline::Entity::find()
        .filter(timeline::Column::DossierId.eq(dossier.id.0))
        .order_by_asc(timeline::Column::N)
        .all(db)
        .await?;
    let stored = rows.into_iter().map(read).collect::<Result<Vec<_>, _>>()?;
    let mut side_events = list_opinions(db, dossier).await?;
    side_events.extend(list_payments(db, dossier).await?);
    side_events.extend(promise(dossier));
    Ok(domain::timeline(dossier, stored, side_events))
}

fn read(row: timeline::Model) -> Result<TimelineEntry, DbErr> {
    Ok(TimelineEntry {
        unit: row.unit.map(UnitCode::new),
        kind: row.what.as_deref().and_then(TimelineKind::from_name),
        ..TimelineEntry::of_status(status_of(row.status)?, row.at, row.due_at)
    })
}

fn promise(dossier: &Dossier) -> Option<SideEvent> {
    let promised_at = dossier.promised_at;
    dossier.promised_since.map(|at| SideEvent { promised_at, ..SideEvent::of_kind(TimelineKind::Extended, at) })
}

async fn list_opinions<C: ConnectionTrait>(db: &C, dossier: &Dossier) -> Result<Vec<SideEvent>, DbErr> {
    let rows = opinion::Entity::find()
        .filter(opinion::Column::DossierId.eq(dossier.id.0))
        .order_by_asc(opinion::Column::TaskId)
        .all(db)
        .await?;
    let events = rows.into_iter().flat_map(|row| {
        let unit = Some(UnitCode::new(row.unit));
        let event = |kind, at| SideEvent { unit: unit.clone(), ..SideEvent::of_kind(kind, at) };
        let requested = event(TimelineKind::OpinionRequested, row.asked_at);
        let given = row.given_at.map(|at| event(TimelineKind::OpinionGiven, at));
        std::iter::once(requested).chain(given)
    });
    Ok(events.collect())
}

async fn list_payments<C: ConnectionTrait>(db: &C, dossier: &Dossier) -> Result<Vec<SideEvent>, DbErr> {
    let rows = payment::Entity::find()
        .filter(payment::Column::DossierId.eq(dossier.id.0))
        .order_by_asc(payment::Column::N)
        .all(db)
        .await?;
    let event = |row: payment::Model| {
        let amount_vnd = Some(row.amount_vnd.unsigned_abs());
        SideEvent { amount_vnd, ..SideEvent::of_kind(TimelineKind::FeeCollected, row.at) }
    };
    Ok(rows.into_iter().map(event).collect())
}
