//! The part of an agency that routing needs: its units, how long it takes part and who takes over its work.

use chrono::NaiveDate;
use motcua_contracts::catalogue::AgencyChanged;
use serde::{Deserialize, Serialize};

/// An agency as the catalogue last said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agency {
    /// Its code.
    pub code: String,
    /// Its units with their names, in their order.
    pub units: Vec<(String, String)>,
    /// First local day it takes part; none when it always did.
    pub valid_from: Option<NaiveDate>,
    /// Last local day it takes part; none while no end is known.
    pub valid_to: Option<NaiveDate>,
    /// Code of the agency that takes over its work.
    pub successor: Option<String>,
}

/// Why a unit gets no work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoTarget {
    /// The catalogue names no such unit.
    Unknown,
    /// Its agency does not take part on that day.
    NotValid,
}

impl Agency {
    /// Reads what the catalogue said.
    ///
    /// # Errors
    /// For a day that is none.
    pub fn of(changed: AgencyChanged) -> Result<Self, String> {
        Ok(Self {
            units: changed.units.into_iter().map(|unit| (unit.code, unit.name)).collect(),
            valid_from: day(&changed.valid_from)?,
            valid_to: day(&changed.valid_to)?,
            successor: Some(changed.successor).filter(|code| !code.is_empty()),
            code: changed.code,
        })
    }

    /// Whether a unit of this agency may get work on a local day.
    ///
    /// # Errors
    /// When it may not.
    pub fn accepts(&self, unit: &str, today: NaiveDate) -> Result<(), NoTarget> {
        if self.units.iter().all(|(code, _)| code != unit) {
            return Err(NoTarget::Unknown);
        }
        let begun = self.valid_from.is_none_or(|from| from <= today);
        let goes_on = self.valid_to.is_none_or(|to| today <= to);
        if begun && goes_on { Ok(()) } else { Err(NoTarget::NotValid) }
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

    #[test]
    fn a_unit_gets_work_only_while_its_agency_takes_part() {
        let day = |day| NaiveDate::from_ymd_opt(2022, 3, day).unwrap();
        let units = vec![("H35.05.04".to_owned(), "Phòng chuyên môn".to_owned())];
        let (valid_from, valid_to) = (Some(day(2)), Some(day(20)));
        let agency = Agency { code: "H35.05".into(), units, valid_from, valid_to, successor: None };
        assert_eq!(agency.accepts("H35.05.09", day(10)), Err(NoTarget::Unknown));
        assert_eq!(agency.accepts("H35.05.04", day(1)), Err(NoTarget::NotValid));
        assert_eq!(agency.accepts("H35.05.04", day(2)), Ok(()));
        assert_eq!(agency.accepts("H35.05.04", day(20)), Ok(()), "the last day counts");
        assert_eq!(agency.accepts("H35.05.04", day(21)), Err(NoTarget::NotValid));
    }
}
