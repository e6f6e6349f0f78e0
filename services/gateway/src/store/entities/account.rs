//! An account: a person, device or program that can request tokens.

use motcua_office::Role;
use sea_orm::FromJsonQueryResult;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What kind of user an account belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum, Serialize, Deserialize, ToSchema)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(16))", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum AccountKind {
    /// Signs in with a password, or as a citizen through the national e-identity.
    Person,
    /// A device at the counter; signs in with a password.
    Device,
    /// A program; signs in with its secret.
    Client,
}

/// The roles of an account, stored as a JSON array.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct Roles(pub Vec<Role>);

impl Roles {
    /// Their names, as tokens contain them.
    pub fn names(&self) -> Vec<String> {
        self.0.iter().map(|role| role.as_str().to_owned()).collect()
    }
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "account")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Lower case; citizens have none.
    pub username: Option<String>,
    pub display_name: String,
    pub kind: AccountKind,
    /// Argon2id, as a PHC string.
    pub password_hash: Option<String>,
    /// SHA-256 of a client's secret.
    pub secret_hash: Option<Vec<u8>>,
    /// Keyed hash of a citizen's identity number; the number itself is not stored.
    pub identity_hash: Option<Vec<u8>>,
    #[sea_orm(column_type = "Json")]
    pub roles: Roles,
    pub unit: Option<String>,
    pub valid_from: Option<Date>,
    pub valid_to: Option<Date>,
    pub disabled: bool,
    pub created_at: DateTimeUtc,
    pub authorization_version: i64,
    /// When it was disabled, or its roles, unit, validity or password changed: tokens issued before have ended.
    pub rights_changed_at: Option<DateTimeUtc>,
    /// The administrator whose change waits for the approval of another; until then the account is not active.
    pub proposed_by: Option<Uuid>,
    /// Whether the password was set by an administrator: it only serves to choose another.
    pub password_expired: bool,
}
impl ActiveModelBehavior for ActiveModel {}
