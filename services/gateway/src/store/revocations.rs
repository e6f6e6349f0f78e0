//! What was revoked, as the tables of sign-ins and accounts tell.

use chrono::{DateTime, Utc};
use motcua_kit::auth::Revocations;
use sea_orm::QuerySelect;
use sea_orm::entity::prelude::*;

use super::entities::{account, sign_in};

/// The sign-ins that were revoked and the accounts whose rights changed from a moment on.
pub async fn list_revocations<C: ConnectionTrait>(db: &C, since: DateTime<Utc>) -> Result<Revocations, DbErr> {
    let sign_ins: Vec<Uuid> = sign_in::Entity::find()
        .select_only()
        .column(sign_in::Column::Id)
        .filter(sign_in::Column::RevokedAt.gte(since))
        .into_tuple()
        .all(db)
        .await?;
    let accounts: Vec<(Uuid, i64)> = account::Entity::find()
        .select_only()
        .columns([account::Column::Id, account::Column::AuthorizationVersion])
        .filter(account::Column::RightsChangedAt.gte(since))
        .into_tuple()
        .all(db)
        .await?;
    Ok(Revocations::new(sign_ins, accounts))
}
