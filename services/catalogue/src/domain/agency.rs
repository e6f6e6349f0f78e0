//! Who takes part: an agency with its units.

use motcua_kit::problem::FieldError;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::fault::{fault, repeated};

/// An agency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"code": "H35.05", "name": "Sở Công Thương", "nameEn": "Department of Industry and Trade",
    "kind": "department", "units": [
        {"code": "H35.05.01", "name": "Quầy Sở Công Thương tại Trung tâm", "kind": "counter"},
        {"code": "H35.05.02", "name": "Bộ phận Văn thư", "kind": "records"}]}))]
pub struct Agency {
    /// Electronic identifier.
    #[schema(pattern = r"^[A-Z][0-9]{2}\.[0-9]{2,3}$", example = "H35.05")]
    pub code: String,
    /// Vietnamese name.
    #[schema(min_length = 2, max_length = 250)]
    pub name: String,
    /// English name.
    #[schema(min_length = 2, max_length = 250)]
    pub name_en: String,
    /// What it counts as in the reports.
    pub kind: AgencyKind,
    /// Its units; work is given to units, never to the agency as a whole.
    #[schema(min_items = 1, max_items = 200)]
    pub units: Vec<Unit>,
}

/// What an agency counts as; the Centre and its partners count nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum AgencyKind {
    /// Sở, ngành.
    Department,
    /// Công ty.
    Company,
    /// Cơ quan ngành dọc.
    Central,
    /// The one-stop centre itself.
    Centre,
    /// The post office, which helps with intake and return.
    Partner,
}

/// A unit of an agency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Unit {
    /// Electronic identifier; begins with the agency's.
    #[schema(pattern = r"^[A-Z][0-9]{2}\.[0-9]{2,3}\.[0-9]{2,3}$", example = "H35.05.01")]
    pub code: String,
    /// Vietnamese name.
    #[schema(min_length = 2, max_length = 250)]
    pub name: String,
    /// What it does in a process.
    pub kind: UnitKind,
}

/// What a unit does in a process.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum UnitKind {
    /// A window at the Centre.
    Counter,
    /// A division that examines dossiers.
    Professional,
    /// Those who sign.
    Leadership,
    /// Văn thư: number, stamp, issue.
    Records,
}

/// What became true of an agency; private to the catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "camelCase")]
pub enum AgencyEvent {
    /// It takes part from now on.
    Added {
        /// As it is.
        agency: Agency,
    },
    /// It is another than before.
    Changed {
        /// As it is now.
        agency: Agency,
    },
}

impl AgencyEvent {
    /// Its name in history and audit trail.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Added { .. } => "agency_added",
            Self::Changed { .. } => "agency_changed",
        }
    }
}

/// Everything that is wrong with an agency.
pub fn check_agency(agency: &Agency) -> Vec<FieldError> {
    let pointer = |index: usize| format!("/units/{index}/code");
    let mut faults = repeated(agency.units.iter().map(|unit| &unit.code), pointer);
    for (index, unit) in agency.units.iter().enumerate() {
        if agency_of(&unit.code) != agency.code {
            let message = "Mã đơn vị phải bắt đầu bằng mã cơ quan / Must begin with the code of the agency";
            faults.push(fault(pointer(index), "other-agency", message));
        }
    }
    faults
}

/// Decides what putting `wanted` changes. `None`: it is so already.
pub fn put(present: Option<&Agency>, wanted: &Agency) -> Option<AgencyEvent> {
    let agency = wanted.clone();
    match present {
        None => Some(AgencyEvent::Added { agency }),
        Some(present) if present == wanted => None,
        Some(_) => Some(AgencyEvent::Changed { agency }),
    }
}

/// The code of the agency that a unit's code begins with.
pub fn agency_of(unit: &str) -> &str {
    unit.rsplit_once('.').map_or(unit, |(agency, _)| agency)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sample;

    #[test]
    fn the_same_agency_again_changes_nothing() {
        let agency = sample::agency();
        assert!(matches!(put(None, &agency), Some(AgencyEvent::Added { .. })));
        assert_eq!(put(Some(&agency), &agency), None);
        let renamed = Agency { name: "Sở khác".into(), ..agency.clone() };
        assert!(matches!(put(Some(&agency), &renamed), Some(AgencyEvent::Changed { .. })));
    }

    #[test]
    fn units_carry_the_code_of_their_agency_and_each_its_own() {
        let mut agency = sample::agency();
        assert!(check_agency(&agency).is_empty());
        agency.units[1].code = agency.units[0].code.clone();
        agency.units[2].code = "H35.06.01".into();
        let faults = check_agency(&agency);
        let found: Vec<_> = faults.iter().map(|fault| (fault.pointer.as_str(), fault.code.as_str())).collect();
        assert_eq!(found, [("/units/1/code", "duplicate"), ("/units/2/code", "other-agency")]);
    }
}
