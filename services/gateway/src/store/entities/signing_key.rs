//! The seed of a key that all replicas share.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "signing_key")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// What the key is for: `access-token`, `e-identity`, `identity-number` or `refresh-token`.
    pub purpose: String,
    /// Counts from 1; the highest generation signs.
    pub generation: i32,
    pub seed: Vec<u8>,
    pub created_at: DateTimeUtc,
}
impl ActiveModelBehavior for ActiveModel {}
