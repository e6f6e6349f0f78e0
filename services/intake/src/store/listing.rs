//! Lists of dossiers within the caller's scope: as they were handed in, or of some days as they were received.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use motcua_contracts::Status;
use motcua_contracts::ids::DossierId;
use motcua_office::AccessScope;
use motcua_worktime::utc;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Condition;
use sea_orm::{ConnectionTrait, DbErr, QueryOrder, QuerySelect, Select};
use serde::{Deserialize, Serialize};

use super::entities::dossier::{Column, Entity, Model};
use super::rows::read;
use super::visibility::{own, received, sees_all};
use crate::domain::Dossier;

/// Filters of a list.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// National status.
    pub status: Option<Status>,
    /// Code of the competent agency, whose dossiers these are once they reached it or were forwarded to it.
    pub agency: Option<String>,
    /// Only what has a receipt of these days; it changes the order.
    pub days: Days,
    /// Only dossiers after this place.
    pub after: Option<Place>,
}

/// Local days, both included; without one the days are open on that side.
#[derive(Debug, Clone, Copy, Default)]
pub struct Days {
    /// The first.
    pub from: Option<NaiveDate>,
    /// The last.
    pub to: Option<NaiveDate>,
}

/// A place in a list.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    received_at: Option<DateTime<Utc>>,
    id: DossierId,
}

impl Days {
    /// Whether they narrow at all.
    pub fn are_some(&self) -> bool {
        self.from.is_some() || self.to.is_some()
    }

    fn condition(&self) -> Condition {
        let midnight = |day: NaiveDate| utc(day.and_time(NaiveTime::MIN));
        let from = self.from.map(|from| Column::ReceivedAt.gte(midnight(from)));
        // The last day of the calendar has no day after it; nothing is received behind it either.
        let before = self.to.and_then(|to| to.succ_opt()).map(|day| Column::ReceivedAt.lt(midnight(day)));
        Condition::all().add(Column::ReceivedAt.is_not_null()).add_option(from).add_option(before)
    }
}

impl Filter {
    /// The place of a dossier in this list.
    pub fn place_of(&self, dossier: &Dossier) -> Place {
        let received_at = dossier.stage.received_at().filter(|_| self.days.are_some());
        Place { received_at, id: dossier.id }
    }

    /// Whether the cursor belongs to this list.
    pub fn has_own_cursor(&self) -> bool {
        self.after.as_ref().is_none_or(|place| place.received_at.is_some() == self.days.are_some())
    }

    fn narrow(&self, mut query: Select<Entity>) -> Select<Entity> {
        if let Some(status) = self.status {
            query = query.filter(Column::Status.eq(status.number()));
        }
        if let Some(agency) = &self.agency {
            // A dossier that is not forwarded yet has another counter, so both filters find what the index of one finds.
            query = query.filter(Column::Counter.eq(agency.as_str())).filter(Column::Agency.eq(agency.as_str()));
        }
        if self.days.are_some() {
            query = query.filter(self.days.condition()).order_by_asc(Column::ReceivedAt);
        }
        if let Some(place) = &self.after {
            query = query.filter(place.behind());
        }
        query.order_by_asc(Column::Id)
    }
}

impl Place {
    fn behind(&self) -> Condition {
        let later = Column::Id.gt(self.id.0);
        match self.received_at {
            None => Condition::all().add(later),
            Some(at) => {
                let behind = Condition::any().add(Column::ReceivedAt.gt(at)).add(later);
                Condition::all().add(Column::ReceivedAt.gte(at)).add(behind)
            }
        }
    }
}

/// Dossiers that `scope` may see, oldest first, one more than `limit` when there are more.
pub async fn list<C: ConnectionTrait>(
    db: &C,
    scope: &AccessScope,
    filter: &Filter,
    limit: u64,
) -> Result<Vec<Dossier>, DbErr> {
    let page = |which: Condition| filter.narrow(Entity::find().filter(which)).limit(limit + 1).all(db);
    let mut rows = page(own(scope)).await?;
    // A page of its own: as an alternative in the first it would cost the index that gives the order.
    if let Some(received) = received(scope)
        && !sees_all(scope)
    {
        rows.extend(page(received).await?);
        let by_day = filter.days.are_some();
        rows.sort_by_key(|row: &Model| (row.received_at.filter(|_| by_day), row.id));
        rows.dedup_by_key(|row| row.id);
        rows.truncate(usize::try_from(limit + 1).unwrap_or(usize::MAX));
    }
    rows.into_iter().map(read).collect()
}
