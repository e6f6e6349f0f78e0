//! Who acts for which agency: an agency that ended lives on in its successor.

use chrono::NaiveDate;

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

/// The agencies that staff of `own` act for on a local day: the own one, and those whose line of successors leads to it
/// and that have ended.
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
        assert_eq!(offices("B", &line, day(10)), ["B"]);
        assert_eq!(offices("B", &line, day(11)), ["B", "A"]);
        assert_eq!(offices("C", &line, day(21)), ["C", "B", "A"]);
        assert_eq!(offices("A", &line, day(21)), ["A"]);
    }

    #[test]
    fn a_line_that_leads_back_ends() {
        assert_eq!(offices("A", &[ends("A", "B", 1), ends("B", "A", 1)], day(2)), ["A", "B"]);
    }
}
