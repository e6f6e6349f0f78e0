//! The part of an agency that processing needs: which units can be asked, and who leads what it leaves when it ends.

use chrono::NaiveDate;
use motcua_contracts::catalogue::AgencyChanged;

/// An agency as the catalogue last said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agency {
    /// Its code.
    pub code: String,
    /// The codes of its units.
    pub units: Vec<String>,
    /// First local day it takes part; none when it always did.
    pub valid_from: Option<NaiveDate>,
    /// Last local day it takes part; none while no end is known.
    pub valid_to: Option<NaiveDate>,
    /// Code of the agency that takes over its work.
    pub successor: Option<String>,
}

impl Agency {
    /// Reads what the catalogue said.
    ///
    /// # Errors
    /// For a day that is none.
    pub fn of(changed: AgencyChanged) -> Result<Self, String> {
        Ok(Self {
            units: changed.units.into_iter().map(|unit| unit.code).collect(),
            valid_from: day(&changed.valid_from)?,
            valid_to: day(&changed.valid_to)?,
            successor: Some(changed.successor).filter(|code| !code.is_empty()),
            code: changed.code,
        })
    }

    /// Whether one of its units can be given work on a local day.
    pub fn accepts(&self, unit: &str, today: NaiveDate) -> bool {
        let takes_part = self.valid_from.is_none_or(|from| from <= today) && !self.has_ended(today);
        takes_part && self.units.iter().any(|code| code == unit)
    }

    fn has_ended(&self, today: NaiveDate) -> bool {
        self.valid_to.is_some_and(|last| last < today)
    }
}

/// The agencies that a leader of `own` answers for on a local day: the own one, and those that have ended and whose
/// line of successors leads to it. The dossiers themselves keep the agency that was competent.
pub fn offices(own: &str, agencies: &[Agency], today: NaiveDate) -> Vec<String> {
    let mut offices = vec![own.to_owned()];
    let mut next = 0;
    while let Some(heir) = offices.get(next).cloned() {
        next += 1;
        let left = agencies.iter().filter(|agency| agency.has_ended(today) && agency.successor.as_ref() == Some(&heir));
        for agency in left {
            // Each once: a line that leads back ends here.
            if !offices.contains(&agency.code) {
                offices.push(agency.code.clone());
            }
        }
    }
    offices
}

fn day(iso: &str) -> Result<Option<NaiveDate>, String> {
    if iso.is_empty() {
        return Ok(None);
    }
    iso.parse().map(Some).map_err(|_| format!("not a day: {iso}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2022, 3, day).unwrap()
    }

    fn agency(code: &str, last: u32, successor: &str) -> Agency {
        let (valid_from, valid_to) = (Some(on(2)), Some(on(last)));
        let units = vec![format!("{code}.04")];
        Agency { code: code.into(), units, valid_from, valid_to, successor: Some(successor.into()) }
    }

    #[test]
    fn a_unit_is_asked_only_while_its_agency_takes_part() {
        let agency = agency("H35.05", 20, "H35.07");
        assert!(!agency.accepts("H35.05.09", on(10)), "no such unit");
        let days = [1, 2, 20, 21].map(|day| agency.accepts("H35.05.04", on(day)));
        assert_eq!(days, [false, true, true, false], "the first day and the last count");
    }

    #[test]
    fn a_leader_answers_for_what_ended_agencies_left_to_the_own_one() {
        let agencies = [agency("H35.05", 10, "H35.07"), agency("H35.03", 5, "H35.05"), agency("H35.07", 30, "H35.03")];
        assert_eq!(offices("H35.07", &agencies, on(10)), ["H35.07"], "its last day is still its own");
        assert_eq!(offices("H35.07", &agencies, on(11)), ["H35.07", "H35.05", "H35.03"]);
        assert_eq!(offices("H35.05", &agencies, on(11)), ["H35.05", "H35.03"]);
        assert_eq!(offices("H35.09", &agencies, on(11)), ["H35.09"]);
    }

    #[test]
    fn a_day_that_is_none_is_refused() {
        assert!(Agency::of(AgencyChanged { valid_to: "soon".into(), ..AgencyChanged::default() }).is_err());
    }
}
