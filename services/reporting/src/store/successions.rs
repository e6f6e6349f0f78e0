//! Which agencies act for ended ones on one local day.

use chrono::NaiveDate;
use motcua_office::{Succession, acting_agencies};

/// Every known succession, as of one local day.
#[derive(Debug, Clone)]
pub struct Successions {
    /// The successions.
    pub known: Vec<Succession>,
    /// The local day.
    pub today: NaiveDate,
}

impl Successions {
    /// The agencies that `own` acts for: itself, and those it took over.
    pub fn acting_agencies(&self, own: &str) -> Vec<String> {
        acting_agencies(own, &self.known, self.today)
    }

    /// The agency that acts for this one: itself until it ended, then the last of its chain of successors.
    pub fn acting_for<'a>(&'a self, agency: &'a str) -> &'a str {
        let mut acting = agency;
        // Each succession is followed at most once, so that a circular chain ends.
        for _ in &self.known {
            let ended = self.known.iter().find(|one| one.agency == acting && one.valid_to < self.today);
            let Some(ended) = ended else { break };
            acting = &ended.successor;
        }
        acting
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ends(agency: &str, successor: &str, on: u32) -> Succession {
        let valid_to = NaiveDate::from_ymd_opt(2022, 3, on).unwrap();
        Succession { agency: agency.into(), successor: successor.into(), valid_to }
    }

    #[test]
    fn the_last_agency_of_a_chain_acts_for_those_that_ended() {
        let known = vec![ends("A", "B", 10), ends("B", "C", 20)];
        let on = |day| Successions { known: known.clone(), today: NaiveDate::from_ymd_opt(2022, 3, day).unwrap() };
        assert_eq!((on(10).acting_for("A"), on(11).acting_for("A"), on(21).acting_for("A")), ("A", "B", "C"));
        assert_eq!((on(21).acting_for("C"), on(21).acting_for("D")), ("C", "D"));
    }

    #[test]
    fn a_circular_chain_ends() {
        let known = vec![ends("A", "B", 1), ends("B", "A", 1)];
        let circular = Successions { known, today: NaiveDate::from_ymd_opt(2022, 3, 2).unwrap() };
        assert!(["A", "B"].contains(&circular.acting_for("A")));
    }
}
