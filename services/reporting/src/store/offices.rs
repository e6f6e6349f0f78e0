//! For which agencies somebody acts, and who acts for an agency that ended.

use chrono::NaiveDate;
use motcua_kit::auth::Actor;
use motcua_kit::succession::{Reader, Succession, offices};
use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, DbErr};

use super::entities::agency;

/// Who takes over from whom, as it is on one local day.
#[derive(Debug, Clone)]
pub struct Successions {
    known: Vec<Succession>,
    today: NaiveDate,
}

impl Successions {
    /// The agencies that `own` acts for: itself, and those it took over.
    pub fn offices(&self, own: &str) -> Vec<String> {
        offices(own, &self.known, self.today)
    }

    /// The agency that acts for this one: itself until it ended.
    pub fn heir<'a>(&'a self, agency: &'a str) -> &'a str {
        let mut heir = agency;
        // Each succession at most once: a line that leads back ends here.
        for _ in &self.known {
            let ended = self.known.iter().find(|one| one.agency == heir && one.valid_to < self.today);
            let Some(ended) = ended else { break };
            heir = &ended.successor;
        }
        heir
    }
}

/// Who takes over from whom on a local day.
///
/// # Errors
/// When the statement fails.
pub async fn successions<C: ConnectionTrait>(db: &C, today: NaiveDate) -> Result<Successions, DbErr> {
    let rows = agency::Entity::find().filter(agency::Column::Successor.is_not_null()).all(db).await?;
    Ok(Successions { known: rows.into_iter().filter_map(read).collect(), today })
}

/// Who somebody is on a local day.
///
/// # Errors
/// When the statement fails.
pub async fn reader<C: ConnectionTrait>(db: &C, actor: &Actor, today: NaiveDate) -> Result<Reader, DbErr> {
    let offices = match actor.agency() {
        Ok(own) => successions(db, today).await?.offices(own),
        Err(_) => Vec::new(),
    };
    Ok(Reader { actor: actor.clone(), offices })
}

fn read(row: agency::Model) -> Option<Succession> {
    Some(Succession { agency: row.code, successor: row.successor?, valid_to: row.valid_to? })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ends(agency: &str, successor: &str, on: u32) -> Succession {
        let valid_to = NaiveDate::from_ymd_opt(2022, 3, on).unwrap();
        Succession { agency: agency.into(), successor: successor.into(), valid_to }
    }

    #[test]
    fn the_last_of_a_line_acts_for_those_that_ended() {
        let known = vec![ends("A", "B", 10), ends("B", "C", 20)];
        let on = |day| Successions { known: known.clone(), today: NaiveDate::from_ymd_opt(2022, 3, day).unwrap() };
        assert_eq!((on(10).heir("A"), on(11).heir("A"), on(21).heir("A")), ("A", "B", "C"));
        assert_eq!((on(21).heir("C"), on(21).heir("D")), ("C", "D"));
    }

    #[test]
    fn a_line_that_leads_back_ends() {
        let known = vec![ends("A", "B", 1), ends("B", "A", 1)];
        let round = Successions { known, today: NaiveDate::from_ymd_opt(2022, 3, 2).unwrap() };
        assert!(["A", "B"].contains(&round.heir("A")));
    }
}
