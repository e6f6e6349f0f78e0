//! Seeds of the shared keys; the first one of each purpose is made at the first start.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::{IntoActiveModel, QueryOrder};

use motcua_kit::Tx;

use super::entities::signing_key::{Column, Entity, Model};

/// All seeds of a purpose, newest first; `fresh` becomes the first when there is none.
pub async fn seeds(tx: &Tx, purpose: &str, fresh: [u8; 32], now: DateTime<Utc>) -> Result<Vec<[u8; 32]>, DbErr> {
    let of_purpose = Entity::find().filter(Column::Purpose.eq(purpose)).order_by_desc(Column::Generation);
    let known = of_purpose.all(tx.db()).await?;
    if !known.is_empty() {
        return Ok(known.into_iter().filter_map(|key| key.seed.try_into().ok()).collect());
    }
    let first =
        Model { id: Uuid::now_v7(), purpose: purpose.to_owned(), generation: 1, seed: fresh.to_vec(), created_at: now };
    Entity::insert(first.into_active_model()).exec_without_returning(tx.db()).await?;
    Ok(vec![fresh])
}
