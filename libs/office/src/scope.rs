//! Who reads or acts, and for which agencies.

use chrono::NaiveDate;
use motcua_kit::auth::Actor;
use sea_orm::{ConnectionTrait, DbErr};

use crate::store::list_successions;
use crate::succession::acting_agencies;

/// An account with the agencies that it acts for.
#[derive(Debug, Clone)]
pub struct AccessScope {
    /// The account.
    pub actor: Actor,
    /// Its own agency first, then those it took over; none for an account without a unit.
    pub acting_agencies: Vec<String>,
}

impl AccessScope {
    /// The scope of an account on a local day.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn on<C: ConnectionTrait>(db: &C, actor: &Actor, today: NaiveDate) -> Result<Self, DbErr> {
        let acting_agencies = match actor.agency() {
            Ok(own) => acting_agencies(own, &list_successions(db).await?, today),
            Err(_) => Vec::new(),
        };
        Ok(Self { actor: actor.clone(), acting_agencies })
    }
}
