//! Lists of journeys, in the order of their dossiers.

use motcua_contracts::ids::{DossierId, ProcedureId};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Condition;
use sea_orm::{ConnectionTrait, DbErr, QueryOrder, QuerySelect};

use super::entities::journey;
use super::rows::read;
use crate::domain::Journey;

/// Running journeys of a procedure that follow a version before `version`, one more than `limit` when there are more.
pub async fn list_on_older_version<C: ConnectionTrait>(
    db: &C,
    procedure: ProcedureId,
    version: u32,
    after: Option<DossierId>,
    limit: u64,
) -> Result<Vec<Journey>, DbErr> {
    let version = i32::try_from(version).unwrap_or(i32::MAX);
    let older = Condition::all()
        .add(journey::Column::FinishedAt.is_null())
        .add(journey::Column::ProcedureId.eq(procedure.0))
        .add(journey::Column::ProcedureVersion.lt(version));
    list(db, older, after, limit + 1).await
}

/// Running journeys, one more than `limit` when there are more.
pub async fn list_open<C: ConnectionTrait>(
    db: &C,
    after: Option<DossierId>,
    limit: u64,
) -> Result<Vec<Journey>, DbErr> {
    let open = Condition::all().add(journey::Column::FinishedAt.is_null());
    list(db, open, after, limit + 1).await
}

/// All journeys, `limit` of them at most.
pub async fn list_all<C: ConnectionTrait>(db: &C, after: Option<DossierId>, limit: u64) -> Result<Vec<Journey>, DbErr> {
    list(db, Condition::all(), after, limit).await
}

async fn list<C: ConnectionTrait>(
    db: &C,
    filter: Condition,
    after: Option<DossierId>,
    limit: u64,
) -> Result<Vec<Journey>, DbErr> {
    let mut query = journey::Entity::find().filter(filter).order_by_asc(journey::Column::DossierId).limit(limit);
    if let Some(after) = after {
        query = query.filter(journey::Column::DossierId.gt(after.0));
    }
    query.all(db).await?.into_iter().map(read).collect()
}
