//! For which agencies somebody acts.

use chrono::NaiveDate;
use motcua_kit::auth::Actor;
use motcua_kit::succession::offices_of;
use sea_orm::{ConnectionTrait, DbErr};

/// Who reads, with the agencies they act for.
#[derive(Debug, Clone)]
pub struct Reader {
    /// The account.
    pub actor: Actor,
    /// The own agency, and those it took over; none for somebody without a unit.
    pub offices: Vec<String>,
}

/// Who somebody is on a local day.
///
/// # Errors
/// When the statement fails.
pub async fn reader<C: ConnectionTrait>(db: &C, actor: &Actor, today: NaiveDate) -> Result<Reader, DbErr> {
    Ok(Reader { actor: actor.clone(), offices: offices_of(db, actor, today).await? })
}
