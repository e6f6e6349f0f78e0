//! Seeds of the keys that all replicas share; the first seed of each purpose is created at the first start.

use chrono::{DateTime, Utc};
use motcua_kit::Tx;
use sea_orm::entity::prelude::*;
use sea_orm::{IntoActiveModel, QueryOrder};

use super::entities::signing_key::{Column, Entity, Model};

/// All seeds of a purpose, newest first; inserts `new_seed` if there is none.
pub async fn load_or_insert_seeds(
    tx: &Tx,
    purpose: &str,
    new_seed: [u8; 32],
    now: DateTime<Utc>,
) -> Result<Vec<[u8; 32]>, DbErr> {
    let of_purpose = Entity::find().filter(Column::Purpose.eq(purpose)).order_by_desc(Column::Generation);
    let stored = of_purpose.all(tx.db()).await?;
    if !stored.is_empty() {
        return Ok(stored.into_iter().filter_map(|key| key.seed.try_into().ok()).collect());
    }
    let first = Model {
        id: Uuid::now_v7(),
        purpose: purpose.to_owned(),
        generation: 1,
        seed: new_seed.to_vec(),
        created_at: now,
    };
    Entity::insert(first.into_active_model()).exec_without_returning(tx.db()).await?;
    Ok(vec![new_seed])
}
