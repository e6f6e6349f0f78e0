//! Which unit has how much to do: what is open there now, what is still to come, and opinions it is asked for.

use std::collections::{BTreeMap, BTreeSet};

use motcua_contracts::ids::DossierId;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Condition;
use sea_orm::{ConnectionTrait, DbErr, QueryOrder, QuerySelect};

use super::entities::journey;

/// What a unit has to do, in running journeys.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Load {
    /// Those whose open step it holds.
    pub held: u64,
    /// Those that it does not hold but will.
    pub to_come: u64,
    /// Those that await its opinion.
    pub asked: u64,
}

/// Running journeys with an open or later step in a unit, or that await its opinion, in the order of their dossiers,
/// `limit` at most.
///
/// # Errors
/// When the statement fails.
pub async fn with_unit<C: ConnectionTrait>(db: &C, unit: &str, limit: u64) -> Result<Vec<DossierId>, DbErr> {
    let ids = journey::Entity::find()
        .select_only()
        .column(journey::Column::DossierId)
        .filter(running_with(&format!(" {unit} ")))
        .order_by_asc(journey::Column::DossierId)
        .limit(limit);
    Ok(ids.into_tuple::<Uuid>().all(db).await?.into_iter().map(DossierId).collect())
}

/// How many there are.
///
/// # Errors
/// When the statement fails.
pub async fn count_with_unit<C: ConnectionTrait>(db: &C, unit: &str) -> Result<u64, DbErr> {
    journey::Entity::find().filter(running_with(&format!(" {unit} "))).count(db).await
}

/// What every unit of an agency has to do; units without work are missing.
///
/// # Errors
/// When the statement fails.
pub async fn loads<C: ConnectionTrait>(db: &C, agency: &str) -> Result<BTreeMap<String, Load>, DbErr> {
    let prefix = format!("{agency}.");
    let ways = journey::Entity::find()
        .select_only()
        .column(journey::Column::Units)
        .column_as(journey::Column::DossierId.count(), "journeys")
        .filter(running_with(&format!(" {prefix}")))
        .group_by(journey::Column::Units);
    let mut loads: BTreeMap<String, Load> = BTreeMap::new();
    // Few lines: journeys of the same procedure at the same step share theirs.
    for (units, journeys) in ways.into_tuple::<(String, i64)>().all(db).await? {
        let journeys = u64::try_from(journeys).unwrap_or_default();
        let (steps, asked) = units.split_once('|').unwrap_or((&units, ""));
        for unit in each_once(asked).filter(|unit| unit.starts_with(&prefix)) {
            loads.entry(unit.to_owned()).or_default().asked += journeys;
        }
        let holder = steps.split_whitespace().next();
        for unit in each_once(steps).filter(|unit| unit.starts_with(&prefix)) {
            let load = loads.entry(unit.to_owned()).or_default();
            let part = if holder == Some(unit) { &mut load.held } else { &mut load.to_come };
            *part += journeys;
        }
    }
    Ok(loads)
}

fn each_once(units: &str) -> impl Iterator<Item = &str> {
    units.split_whitespace().collect::<BTreeSet<_>>().into_iter()
}

/// Codes have neither of the letters that mean something in a pattern.
fn running_with(part: &str) -> Condition {
    Condition::all().add(journey::Column::FinishedAt.is_null()).add(journey::Column::Units.contains(part))
}
