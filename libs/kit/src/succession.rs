//! Who acts for which agency: an agency that ended lives on in its successor, from the day after its last.
//!
//! What the ended agency left keeps its agency; only who may act for it changes.

use async_trait::async_trait;
use chrono::{NaiveDate, ParseError};
use motcua_contracts::catalogue::AgencyChanged;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbErr};
use sea_orm_migration::prelude::{MigrationName, MigrationTrait, SchemaManager, Table};
use sea_orm_migration::schema::{date, string_len};

use crate::auth::Actor;
use crate::db::Tx;

/// What the catalogue said about the end of an agency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Succession {
    /// Code of the agency.
    pub agency: String,
    /// Code of the one that takes over its work.
    pub successor: String,
    /// The last local day it takes part.
    pub valid_to: NaiveDate,
}

impl Succession {
    /// Reads what the catalogue said; none while no end or no successor is known.
    ///
    /// # Errors
    /// For a last day that is no day.
    pub fn of(changed: &AgencyChanged) -> Result<Option<Self>, ParseError> {
        if changed.successor.is_empty() || changed.valid_to.is_empty() {
            return Ok(None);
        }
        let (agency, successor) = (changed.code.clone(), changed.successor.clone());
        Ok(Some(Self { agency, successor, valid_to: changed.valid_to.parse()? }))
    }
}

/// The agencies that staff of `own` act for on a local day: the own one first, then those whose line of successors
/// leads to it and that have ended.
pub fn offices(own: &str, successions: &[Succession], today: NaiveDate) -> Vec<String> {
    let mut offices = vec![own.to_owned()];
    let mut next = 0;
    while let Some(heir) = offices.get(next).cloned() {
        next += 1;
        for succession in successions {
            let ended = succession.valid_to < today;
            // Each once: a line that leads back ends here.
            if ended && succession.successor == heir && !offices.contains(&succession.agency) {
                offices.push(succession.agency.clone());
            }
        }
    }
    offices
}

/// Who reads or acts, with the agencies they act for.
#[derive(Debug, Clone)]
pub struct Reader {
    /// The account.
    pub actor: Actor,
    /// The own agency first, then those it took over; none for somebody without a unit.
    pub offices: Vec<String>,
}

impl Reader {
    /// Who somebody is on a local day.
    ///
    /// # Errors
    /// When the statement fails.
    pub async fn on<C: ConnectionTrait>(db: &C, actor: &Actor, today: NaiveDate) -> Result<Self, DbErr> {
        Ok(Self { actor: actor.clone(), offices: offices_of(db, actor, today).await? })
    }
}

/// The agencies that somebody acts for on a local day; none for somebody without a unit.
///
/// # Errors
/// When the statement fails.
pub async fn offices_of<C: ConnectionTrait>(db: &C, actor: &Actor, today: NaiveDate) -> Result<Vec<String>, DbErr> {
    let Ok(own) = actor.agency() else { return Ok(Vec::new()) };
    let rows = row::Entity::find().all(db).await?.into_iter();
    let read = |row: row::Model| Succession { agency: row.agency, successor: row.successor, valid_to: row.valid_to };
    Ok(offices(own, &rows.map(read).collect::<Vec<_>>(), today))
}

/// Keeps what the catalogue says now of the end of an agency.
///
/// # Errors
/// When the statement fails.
pub async fn keep(tx: &Tx, agency: &str, said: Option<Succession>) -> Result<(), DbErr> {
    let Some(kept) = said else {
        return row::Entity::delete_by_id(agency.to_owned()).exec(tx.db()).await.map(drop);
    };
    let row =
        row::ActiveModel { agency: Set(kept.agency), successor: Set(kept.successor), valid_to: Set(kept.valid_to) };
    let again = OnConflict::column(row::Column::Agency)
        .update_columns([row::Column::Successor, row::Column::ValidTo])
        .to_owned();
    row::Entity::insert(row).on_conflict(again).exec_without_returning(tx.db()).await.map(drop)
}

mod row {
    //! Which agencies ended, or will, and who takes over their work.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "agency_succession")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub agency: String,
        pub successor: String,
        pub valid_to: Date,
    }
    impl ActiveModelBehavior for ActiveModel {}
}

/// Creates the table; a service that needs it takes this among its migrations.
pub struct Tables;

impl MigrationName for Tables {
    fn name(&self) -> &str {
        "m20261124_000004_agency_succession"
    }
}

#[async_trait]
impl MigrationTrait for Tables {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("agency_succession")
            .col(string_len("agency", 32).primary_key())
            .col(string_len("successor", 32))
            .col(date("valid_to"))
            .to_owned();
        schema.create_table(table).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2022, 3, day).unwrap()
    }

    fn ends(agency: &str, successor: &str, on: u32) -> Succession {
        Succession { agency: agency.into(), successor: successor.into(), valid_to: day(on) }
    }

    #[test]
    fn a_successor_acts_for_an_agency_from_the_day_after_its_end() {
        let line = [ends("A", "B", 10), ends("B", "C", 20)];
        assert_eq!(offices("B", &line, day(10)), ["B"], "its last day is still its own");
        assert_eq!(offices("B", &line, day(11)), ["B", "A"]);
        assert_eq!(offices("C", &line, day(21)), ["C", "B", "A"]);
        assert_eq!(offices("A", &line, day(21)), ["A"]);
    }

    #[test]
    fn a_line_that_leads_back_ends() {
        assert_eq!(offices("A", &[ends("A", "B", 1), ends("B", "A", 1)], day(2)), ["A", "B"]);
    }

    #[test]
    fn an_end_without_a_day_or_a_successor_is_none_and_a_day_that_is_none_is_refused() {
        let said = |valid_to: &str, successor: &str| {
            let (code, valid_to, successor) = ("A".into(), valid_to.into(), successor.into());
            Succession::of(&AgencyChanged { code, valid_to, successor, ..Default::default() })
        };
        assert_eq!(said("2022-03-10", "B"), Ok(Some(ends("A", "B", 10))));
        assert_eq!((said("", "B"), said("2022-03-10", "")), (Ok(None), Ok(None)));
        assert!(said("soon", "B").is_err());
    }
}
