//! Whoever may ask for a token.

use motcua_kit::auth::Role;
use sea_orm::FromJsonQueryResult;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What an account stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum, Serialize, Deserialize, ToSchema)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(16))", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
#[schema(as = AccountKind)]
pub enum Kind {
    /// Signs in with a password, or as a citizen through the national e-identity.
    Person,
    /// A device at the counter; signs in with a password.
    Device,
    /// A program; signs in with its secret.
    Client,
}

/// The roles of an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct Roles(pub Vec<Role>);

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "account")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Lower case; citizens have none.
    pub username: Option<String>,
    pub display_name: String,
    pub kind: Kind,
    /// Argon2id, as a PHC string.
    pub password_hash: Option<String>,
    /// SHA-256 of a client's secret.
    pub secret_hash: Option<Vec<u8>>,
    /// Keyed hash of a citizen's identity number; the number itself is kept nowhere.
    pub identity_hash: Option<Vec<u8>>,
    #[sea_orm(column_type = "Json")]
    pub roles: Roles,
    pub unit: Option<String>,
    pub valid_from: Option<Date>,
    pub valid_to: Option<Date>,
    pub disabled: bool,
    pub created_at: DateTimeUtc,
    pub authorization_version: i64,
}
impl ActiveModelBehavior for ActiveModel {}
