//! A refresh token, stored as its SHA-256 only.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "refresh_token")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub sign_in_id: Uuid,
    pub hash: Vec<u8>,
    pub issued_at: DateTimeUtc,
    pub used_at: Option<DateTimeUtc>,
}
impl ActiveModelBehavior for ActiveModel {}
