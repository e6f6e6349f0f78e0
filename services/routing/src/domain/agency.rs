//! The part of an agency that routing needs: its units, how long it is active, and its successor.

use chrono::NaiveDate;
use motcua_contracts::catalogue::AgencyChanged;
use motcua_contracts::{AgencyCode, UnitCode};
use serde::{Deserialize, Serialize};

use super::message_error::MessageError;

/// An agency as the catalogue last published it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agency {
    /// Its code.
    pub code: AgencyCode,
    /// Its units with their names, in their order.
    pub units: Vec<(UnitCode, String)>,
    /// First local day it is active; none when it always was.
    pub valid_from: Option<NaiveDate>,
    /// Last local day it is active; none while no end is known.
    pub valid_to: Option<NaiveDate>,
    /// The agency that takes over its work.
    pub successor: Option<AgencyCode>,
}

/// Why a unit cannot be given work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IneligibleUnit {
    /// The catalogue has no such unit.
    Unknown,
    /// Its agency is not active on that day.
    NotActive,
}

impl Agency {
    /// Reads what the catalogue published.
    ///
    /// # Errors
    /// `Invalid` for a date that is none.
    pub fn of(changed: AgencyChanged) -> Result<Self, MessageError> {
        Ok(Self {
            units: changed.units.into_iter().map(|unit| (UnitCode::new(unit.code), unit.name)).collect(),
            valid_from: day(&changed.valid_from)?,
            valid_to: day(&changed.valid_to)?,
            successor: Some(changed.successor).filter(|code| !code.is_empty()).map(AgencyCode::new),
            code: AgencyCode::new(changed.code),
        })
    }

    /// Checks that a unit of this agency can be given work on a local day.
    ///
    /// # Errors
    /// The reason why it cannot.
    pub fn check_eligible(&self, unit: &UnitCode, today: NaiveDate) -> Result<(), IneligibleUnit> {
        if self.units.iter().all(|(code, _)| code != unit) {
            return Err(IneligibleUnit::Unknown);
        }
        let has_begun = self.valid_from.is_none_or(|from| from <= today);
        let has_not_ended = self.valid_to.is_none_or(|to| today <= to);
        if has_begun && has_not_ended { Ok(()) } else { Err(IneligibleUnit::NotActive) }
    }
}

fn day(iso: &str) -> Result<Option<NaiveDate>, MessageError> {
    if iso.is_empty() {
        return Ok(None);
    }
    iso.parse().map(Some).map_err(|_| MessageError::Invalid(format!("not a date: {iso}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_is_given_work_only_while_its_agency_is_active() {
        let day = |day| NaiveDate::from_ymd_opt(2022, 3, day).unwrap();
        let units = vec![("H35.05.04".into(), "Phòng chuyên môn".to_owned())];
        let (valid_from, valid_to) = (Some(day(2)), Some(day(20)));
        let agency = Agency { code: "H35.05".into(), units, valid_from, valid_to, successor: None };
        let check = |unit: &str, on| agency.check_eligible(&unit.into(), day(on));
        assert_eq!(check("H35.05.09", 10), Err(IneligibleUnit::Unknown));
        assert_eq!(check("H35.05.04", 1), Err(IneligibleUnit::NotActive));
        assert_eq!(check("H35.05.04", 2), Ok(()));
        assert_eq!(check("H35.05.04", 20), Ok(()), "the last day counts");
        assert_eq!(check("H35.05.04", 21), Err(IneligibleUnit::NotActive));
    }
}
