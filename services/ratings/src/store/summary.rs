//! Counts the ratings of a period.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Condition;
use sea_orm::{ConnectionTrait, DbErr, QuerySelect};

use super::entities::right;
use crate::domain::{Period, Score};

/// Counts of a period.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// Ratings given in the period: very satisfied.
    pub very_satisfied: u64,
    /// Ratings given in the period: satisfied.
    pub satisfied: u64,
    /// Ratings given in the period: not satisfied.
    pub not_satisfied: u64,
    /// Dossiers returned in the period.
    pub returned: u64,
    /// Of these, the dossiers that were rated by the end of the period.
    pub responded: u64,
}

/// Counts the period, for all agencies or one.
pub async fn summary<C: ConnectionTrait>(db: &C, period: &Period, agency: Option<&str>) -> Result<Summary, DbErr> {
    let returned = within(right::Column::ReturnedAt, period, agency);
    let responded = returned.clone().add(right::Column::RatedAt.lt(period.until));
    let counts = by_score(db, within(right::Column::RatedAt, period, agency)).await?;
    let of = |score: Score| {
        let found = counts.iter().find(|(name, _)| name.as_deref() == Some(score.as_str()));
        found.map_or(0, |(_, count)| count.unsigned_abs())
    };
    Ok(Summary {
        very_satisfied: of(Score::VerySatisfied),
        satisfied: of(Score::Satisfied),
        not_satisfied: of(Score::NotSatisfied),
        returned: right::Entity::find().filter(returned).count(db).await?,
        responded: right::Entity::find().filter(responded).count(db).await?,
    })
}

async fn by_score<C: ConnectionTrait>(db: &C, rated: Condition) -> Result<Vec<(Option<String>, i64)>, DbErr> {
    let query = right::Entity::find().select_only().column(right::Column::Score);
    let query = query.column_as(right::Column::DossierId.count(), "ratings").filter(rated);
    query.group_by(right::Column::Score).into_tuple().all(db).await
}

fn within(time: right::Column, period: &Period, agency: Option<&str>) -> Condition {
    Condition::all()
        .add(time.gte(period.from))
        .add(time.lt(period.until))
        .add_option(agency.map(|agency| right::Column::Agency.eq(agency)))
}
