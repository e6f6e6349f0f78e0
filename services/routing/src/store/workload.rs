//! The work of units: open steps, upcoming steps, and opinions they are asked for.

use std::collections::{BTreeMap, BTreeSet};

use motcua_contracts::ids::DossierId;
use motcua_contracts::{AgencyCode, UnitCode};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Condition;
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult, QueryOrder, QuerySelect};

use super::entities::journey;

/// The work of a unit, in running journeys.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct UnitWorkload {
    /// Journeys whose open step it holds.
    pub open: u64,
    /// Journeys with an upcoming step in it, whose open step it does not hold.
    pub upcoming: u64,
    /// Journeys that await its opinion.
    pub opinions: u64,
}

/// Running journeys with the same units, counted.
#[derive(FromQueryResult)]
struct SameUnits {
    units: String,
    journeys: i64,
}

/// Running journeys with an open or upcoming step in a unit, or that await its opinion, in the order of their dossiers,
/// `limit` at most.
pub async fn list_with_work_in<C: ConnectionTrait>(
    db: &C,
    unit: &UnitCode,
    limit: u64,
) -> Result<Vec<DossierId>, DbErr> {
    let ids = journey::Entity::find()
        .select_only()
        .column(journey::Column::DossierId)
        .filter(running_with(&format!(" {unit} ")))
        .order_by_asc(journey::Column::DossierId)
        .limit(limit);
    Ok(ids.into_tuple::<Uuid>().all(db).await?.into_iter().map(DossierId).collect())
}

/// How many there are.
pub async fn count_with_work_in<C: ConnectionTrait>(db: &C, unit: &UnitCode) -> Result<u64, DbErr> {
    journey::Entity::find().filter(running_with(&format!(" {unit} "))).count(db).await
}

/// The work of every unit of an agency; units without work are missing.
pub async fn count_work_of_units<C: ConnectionTrait>(
    db: &C,
    agency: &AgencyCode,
) -> Result<BTreeMap<String, UnitWorkload>, DbErr> {
    let prefix = format!("{agency}.");
    // Few rows: journeys of the same procedure at the same step have the same units.
    let groups = journey::Entity::find()
        .select_only()
        .column(journey::Column::Units)
        .column_as(journey::Column::DossierId.count(), "journeys")
        .filter(running_with(&format!(" {prefix}")))
        .group_by(journey::Column::Units);
    let mut workloads = BTreeMap::new();
    for group in groups.into_model::<SameUnits>().all(db).await? {
        add(&mut workloads, &group, &prefix);
    }
    Ok(workloads)
}

fn add(workloads: &mut BTreeMap<String, UnitWorkload>, group: &SameUnits, prefix: &str) {
    let journeys = u64::try_from(group.journeys).unwrap_or_default();
    let (steps, opinions) = group.units.split_once('|').unwrap_or((&group.units, ""));
    for unit in distinct(opinions, prefix) {
        workloads.entry(unit.to_owned()).or_default().opinions += journeys;
    }
    let holder = steps.split_whitespace().next();
    for unit in distinct(steps, prefix) {
        let workload = workloads.entry(unit.to_owned()).or_default();
        let count = if holder == Some(unit) { &mut workload.open } else { &mut workload.upcoming };
        *count += journeys;
    }
}

fn distinct<'a>(units: &'a str, prefix: &str) -> BTreeSet<&'a str> {
    units.split_whitespace().filter(|unit| unit.starts_with(prefix)).collect()
}

/// Codes contain neither of the letters that have a meaning in a pattern.
fn running_with(part: &str) -> Condition {
    Condition::all().add(journey::Column::FinishedAt.is_null()).add(journey::Column::Units.contains(part))
}
