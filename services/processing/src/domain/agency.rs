//! The part of an agency that processing needs: which units can be asked, and on which days.

use chrono::NaiveDate;
use motcua_contracts::catalogue::AgencyChanged;
use motcua_contracts::{AgencyCode, UnitCode};

/// An agency as the catalogue published it last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agency {
    /// Its code.
    pub code: AgencyCode,
    /// The codes of its units.
    pub units: Vec<UnitCode>,
    /// First local day it takes part; none when it always did.
    pub valid_from: Option<NaiveDate>,
    /// Last local day it takes part; none while no end is known.
    pub valid_to: Option<NaiveDate>,
}

impl Agency {
    /// The agency of an event.
    ///
    /// # Errors
    /// For a day that is not a date.
    pub fn from_event(changed: AgencyChanged) -> Result<Self, String> {
        Ok(Self {
            units: changed.units.into_iter().map(|unit| UnitCode::new(unit.code)).collect(),
            valid_from: day(&changed.valid_from)?,
            valid_to: day(&changed.valid_to)?,
            code: AgencyCode::new(changed.code),
        })
    }

    /// Whether one of its units can be given work on a local day.
    pub fn accepts(&self, unit: &UnitCode, today: NaiveDate) -> bool {
        let begun = self.valid_from.is_none_or(|from| from <= today);
        let goes_on = self.valid_to.is_none_or(|last| today <= last);
        begun && goes_on && self.units.contains(unit)
    }
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

    #[test]
    fn a_unit_is_accepted_only_while_its_agency_takes_part() {
        let (valid_from, valid_to) = (Some(on(2)), Some(on(20)));
        let agency = Agency { code: "H35.05".into(), units: vec!["H35.05.04".into()], valid_from, valid_to };
        assert!(!agency.accepts(&"H35.05.09".into(), on(10)), "no such unit");
        let days = [1, 2, 20, 21].map(|day| agency.accepts(&"H35.05.04".into(), on(day)));
        assert_eq!(days, [false, true, true, false], "the first day and the last count");
    }

    #[test]
    fn an_invalid_day_is_refused() {
        assert!(Agency::from_event(AgencyChanged { valid_to: "soon".into(), ..AgencyChanged::default() }).is_err());
    }
}
