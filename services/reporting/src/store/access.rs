//! For which agencies an account acts, from the successions that the catalogue published.

use chrono::NaiveDate;
use motcua_kit::auth::Actor;
use motcua_office::{AccessScope, Succession};
use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, DbErr};

use super::entities::agency;
use super::successions::Successions;

/// The successions as of a local day.
pub async fn list_successions<C: ConnectionTrait>(db: &C, today: NaiveDate) -> Result<Successions, DbErr> {
    let rows = agency::Entity::find().filter(agency::Column::Successor.is_not_null()).all(db).await?;
    Ok(Successions { known: rows.into_iter().filter_map(read).collect(), today })
}

/// The scope of an account on a local day.
pub async fn find_access_scope<C: ConnectionTrait>(
    db: &C,
    actor: &Actor,
    today: NaiveDate,
) -> Result<AccessScope, DbErr> {
    let acting_agencies = match actor.agency() {
        Ok(own) => list_successions(db, today).await?.acting_agencies(own),
        Err(_) => Vec::new(),
    };
    Ok(AccessScope { actor: actor.clone(), acting_agencies })
}

fn read(row: agency::Model) -> Option<Succession> {
    Some(Succession { agency: row.code, successor: row.successor?, valid_to: row.valid_to? })
}
