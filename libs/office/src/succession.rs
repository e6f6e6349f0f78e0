//! Succession of agencies: from the day after its last, an ended agency's work belongs to its successor.
//!
//! Records keep the agency they were made for; succession only decides who may act for it.

use chrono::{NaiveDate, ParseError};
use motcua_contracts::catalogue::AgencyChanged;

/// The end of an agency, and who takes over its work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Succession {
    /// Code of the agency that ends.
    pub agency: String,
    /// Code of the agency that takes over its work.
    pub successor: String,
    /// Its last local day.
    pub valid_to: NaiveDate,
}

impl Succession {
    /// The succession that an event announces; none without an end or a successor.
    ///
    /// # Errors
    /// For a last day that is not a date.
    pub fn from_event(changed: &AgencyChanged) -> Result<Option<Self>, ParseError> {
        if changed.successor.is_empty() || changed.valid_to.is_empty() {
            return Ok(None);
        }
        let (agency, successor) = (changed.code.clone(), changed.successor.clone());
        Ok(Some(Self { agency, successor, valid_to: changed.valid_to.parse()? }))
    }
}

/// The agencies that staff of `own` act for on a local day: their own first, then the ended ones whose chain of
/// successors leads to it. A circular chain is followed once.
pub fn acting_agencies(own: &str, successions: &[Succession], today: NaiveDate) -> Vec<String> {
    let mut agencies = vec![own.to_owned()];
    let mut next = 0;
    while let Some(successor) = agencies.get(next).cloned() {
        next += 1;
        for succession in successions {
            let ended = succession.valid_to < today;
            if ended && succession.successor == successor && !agencies.contains(&succession.agency) {
                agencies.push(succession.agency.clone());
            }
        }
    }
    agencies
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
        let chain = [ends("A", "B", 10), ends("B", "C", 20)];
        assert_eq!(acting_agencies("B", &chain, day(10)), ["B"], "its last day is still its own");
        assert_eq!(acting_agencies("B", &chain, day(11)), ["B", "A"]);
        assert_eq!(acting_agencies("C", &chain, day(21)), ["C", "B", "A"]);
        assert_eq!(acting_agencies("A", &chain, day(21)), ["A"]);
    }

    #[test]
    fn a_circular_chain_ends() {
        assert_eq!(acting_agencies("A", &[ends("A", "B", 1), ends("B", "A", 1)], day(2)), ["A", "B"]);
    }

    #[test]
    fn an_end_needs_a_valid_day_and_a_successor() {
        let announced = |valid_to: &str, successor: &str| {
            let (code, valid_to, successor) = ("A".into(), valid_to.into(), successor.into());
            Succession::from_event(&AgencyChanged { code, valid_to, successor, ..Default::default() })
        };
        assert_eq!(announced("2022-03-10", "B"), Ok(Some(ends("A", "B", 10))));
        assert_eq!((announced("", "B"), announced("2022-03-10", "")), (Ok(None), Ok(None)));
        assert!(announced("soon", "B").is_err());
    }
}
