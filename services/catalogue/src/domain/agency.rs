//! Who takes part: an agency with its units.

use chrono::NaiveDate;
use motcua_contracts::code::agency_of;
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
    /// First day it takes part; absent when it always did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<NaiveDate>,
    /// Last day it takes part; absent while no end is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<NaiveDate>,
    /// Code of the agency that takes over its work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(pattern = r"^[A-Z][0-9]{2}\.[0-9]{2,3}$", example = "H35.07")]
    pub successor: Option<String>,
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
    if let (Some(from), Some(to)) = (agency.valid_from, agency.valid_to)
        && to <= from
    {
        let message = format!("Phải sau ngày {from} / Must be after {from}");
        faults.push(fault("/validTo".into(), "inverted-validity", &message));
    }
    faults
}

/// The fault of a successor that is not there or leads back. `line` holds the agencies that follow each other from the
/// successor on, as far as they exist.
pub fn check_successor(agency: &Agency, line: &[Agency]) -> Option<FieldError> {
    let successor = agency.successor.as_ref()?;
    let (code, message) = if *successor == agency.code {
        ("itself", "Cơ quan không thể kế thừa chính mình / An agency cannot succeed itself")
    } else if line.is_empty() {
        ("unknown", "Không có cơ quan này / No such agency")
    } else if line.iter().any(|next| next.successor.as_ref() == Some(&agency.code)) {
        ("circle", "Chuỗi kế thừa quay lại cơ quan này / The line of successors leads back to this agency")
    } else {
        return None;
    };
    Some(fault("/successor".into(), code, message))
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
    fn an_agency_ends_after_it_began() {
        let valid = |from: &str, to: &str| {
            let (valid_from, valid_to) = (from.parse().ok(), to.parse().ok());
            check_agency(&Agency { valid_from, valid_to, ..sample::agency() })
        };
        assert_eq!(valid("2021-07-01", "2025-06-30"), []);
        assert_eq!(valid("", "2025-06-30"), []);
        let faults = valid("2021-07-01", "2021-07-01");
        assert_eq!((faults[0].pointer.as_str(), faults[0].code.as_str()), ("/validTo", "inverted-validity"));
    }

    #[test]
    fn a_successor_exists_and_does_not_lead_back() {
        let agency = |code: &str, successor: Option<&str>| Agency {
            code: code.into(),
            successor: successor.map(Into::into),
            ..sample::agency()
        };
        let fault = |agency: &Agency, line: &[Agency]| check_successor(agency, line).map(|fault| fault.code);
        assert_eq!(fault(&agency("H35.05", None), &[]), None);
        assert_eq!(fault(&agency("H35.05", Some("H35.06")), &[agency("H35.06", None)]), None);
        assert_eq!(fault(&agency("H35.05", Some("H35.06")), &[]).as_deref(), Some("unknown"));
        assert_eq!(fault(&agency("H35.05", Some("H35.05")), &[]).as_deref(), Some("itself"));
        let line = [agency("H35.06", Some("H35.07")), agency("H35.07", Some("H35.05"))];
        assert_eq!(fault(&agency("H35.05", Some("H35.06")), &line).as_deref(), Some("circle"));
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
