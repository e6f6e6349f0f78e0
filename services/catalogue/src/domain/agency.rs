//! An agency with its units and its successor.

use chrono::NaiveDate;
use motcua_contracts::{AgencyCode, Text, UnitCode};
use motcua_kit::problem::FieldError;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::field_error::{duplicates, field_error};
use super::versions::Refusal;

/// An agency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"code": "H35.05", "name": "Sở Công Thương", "nameEn": "Department of Industry and Trade",
    "kind": "department", "units": [
        {"code": "H35.05.01", "name": "Quầy Sở Công Thương tại Trung tâm", "kind": "counter"},
        {"code": "H35.05.02", "name": "Bộ phận Văn thư", "kind": "records"}]}))]
pub struct Agency {
    /// Electronic identifier.
    #[schema(value_type = String, pattern = r"^[A-Z][0-9]{2}\.[0-9]{2,3}$", example = "H35.05")]
    pub code: AgencyCode,
    /// Vietnamese name.
    #[schema(min_length = 2, max_length = 250)]
    pub name: String,
    /// English name.
    #[schema(min_length = 2, max_length = 250)]
    pub name_en: String,
    /// Its kind in the reports.
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
    #[schema(value_type = Option<String>, pattern = r"^[A-Z][0-9]{2}\.[0-9]{2,3}$", example = "H35.07")]
    pub successor: Option<AgencyCode>,
}

/// The kind of an agency in the reports; the Centre and its partners are in none.
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
    /// Electronic identifier; begins with the one of the agency.
    #[schema(value_type = String, pattern = r"^[A-Z][0-9]{2}\.[0-9]{2,3}\.[0-9]{2,3}$", example = "H35.05.01")]
    pub code: UnitCode,
    /// Vietnamese name.
    #[schema(min_length = 2, max_length = 250)]
    pub name: String,
    /// Its part in a process.
    pub kind: UnitKind,
}

/// The part of a unit in a process.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum UnitKind {
    /// A window at the Centre.
    Counter,
    /// A division that examines dossiers.
    Professional,
    /// The leaders, who sign.
    Leadership,
    /// Văn thư: numbers, stamps, issues.
    Records,
}

/// An agency of the catalogue; absent until it is added.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AgencyRecord {
    /// The agency, once it was added.
    pub agency: Option<Agency>,
}

/// A command to an agency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AgencyCommand {
    /// Add it, or replace it as a whole.
    Put {
        /// The agency.
        agency: Agency,
        /// The agencies that succeed each other from its successor on, as far as they exist.
        successors: Vec<Agency>,
    },
}

/// An event of an agency; private to the catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "camelCase")]
pub enum AgencyEvent {
    /// The agency was added.
    Added { agency: Agency },
    /// The agency was replaced.
    Changed {
        /// The agency as it is now.
        agency: Agency,
    },
}

impl AgencyEvent {
    /// Its name in the history.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Added { .. } => "agency_added",
            Self::Changed { .. } => "agency_changed",
        }
    }

    /// The agency after this event.
    pub fn agency(&self) -> &Agency {
        match self {
            Self::Added { agency } | Self::Changed { agency } => agency,
        }
    }
}

impl AgencyRecord {
    /// Decides; `None` when nothing changes.
    ///
    /// # Errors
    /// `WrongFields`: every error of the agency.
    pub fn decide(&self, command: &AgencyCommand) -> Result<Option<AgencyEvent>, Refusal> {
        let AgencyCommand::Put { agency, successors } = command;
        let mut errors = check_agency(agency);
        errors.extend(check_successor(agency, successors));
        if !errors.is_empty() {
            return Err(Refusal::WrongFields(errors));
        }
        let put = agency.clone();
        Ok(match &self.agency {
            None => Some(AgencyEvent::Added { agency: put }),
            Some(current) if current == agency => None,
            Some(_) => Some(AgencyEvent::Changed { agency: put }),
        })
    }

    /// Applies an event.
    pub fn apply(&mut self, event: &AgencyEvent) {
        self.agency = Some(event.agency().clone());
    }
}

/// Every error of an agency by itself.
fn check_agency(agency: &Agency) -> Vec<FieldError> {
    let pointer = |index: usize| format!("/units/{index}/code");
    let mut errors = duplicates(agency.units.iter().map(|unit| &unit.code), pointer);
    for (index, unit) in agency.units.iter().enumerate() {
        if unit.code.agency() != agency.code {
            let message =
                Text::fixed("Mã đơn vị phải bắt đầu bằng mã cơ quan", "Must begin with the code of the agency");
            errors.push(field_error(pointer(index), "other-agency", message));
        }
    }
    if let (Some(from), Some(to)) = (agency.valid_from, agency.valid_to)
        && to <= from
    {
        let message = Text::new(format!("Phải sau ngày {from}"), format!("Must be after {from}"));
        errors.push(field_error("/validTo", "inverted-validity", message));
    }
    errors
}

/// The error of a successor that does not exist or leads back. `chain` holds the agencies that succeed each other from
/// the successor on, as far as they exist.
fn check_successor(agency: &Agency, chain: &[Agency]) -> Option<FieldError> {
    let successor = agency.successor.as_ref()?;
    let (code, message) = if *successor == agency.code {
        ("itself", Text::fixed("Cơ quan không thể kế thừa chính mình", "An agency cannot succeed itself"))
    } else if chain.is_empty() {
        ("unknown", Text::fixed("Không có cơ quan này", "No such agency"))
    } else if chain.iter().any(|next| next.successor.as_ref() == Some(&agency.code)) {
        ("circle", Text::fixed("Chuỗi kế thừa quay lại cơ quan này", "The chain of successors is circular"))
    } else {
        return None;
    };
    Some(field_error("/successor", code, message))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sample;

    #[test]
    fn the_same_agency_again_changes_nothing() {
        let put = |agency: &Agency| AgencyCommand::Put { agency: agency.clone(), successors: Vec::new() };
        let (agency, mut record) = (sample::agency(), AgencyRecord::default());
        let added = record.decide(&put(&agency)).unwrap().unwrap();
        assert!(matches!(added, AgencyEvent::Added { .. }));
        record.apply(&added);
        assert_eq!(record.decide(&put(&agency)), Ok(None));
        let renamed = Agency { name: "Sở khác".into(), ..agency };
        let changed = record.decide(&put(&renamed)).unwrap().unwrap();
        assert!(matches!(changed, AgencyEvent::Changed { .. }));
        record.apply(&changed);
        assert_eq!(record.agency, Some(renamed));
    }

    #[test]
    fn an_agency_ends_after_it_began() {
        let valid = |from: &str, to: &str| {
            let (valid_from, valid_to) = (from.parse().ok(), to.parse().ok());
            check_agency(&Agency { valid_from, valid_to, ..sample::agency() })
        };
        assert_eq!(valid("2021-07-01", "2025-06-30"), []);
        assert_eq!(valid("", "2025-06-30"), []);
        let errors = valid("2021-07-01", "2021-07-01");
        assert_eq!((errors[0].pointer.as_str(), errors[0].code.as_str()), ("/validTo", "inverted-validity"));
    }

    #[test]
    fn a_successor_exists_and_the_chain_is_not_circular() {
        let agency = |code: &str, successor: Option<&str>| Agency {
            code: code.into(),
            successor: successor.map(Into::into),
            ..sample::agency()
        };
        let error = |agency: &Agency, chain: &[Agency]| check_successor(agency, chain).map(|error| error.code);
        assert_eq!(error(&agency("H35.05", None), &[]), None);
        assert_eq!(error(&agency("H35.05", Some("H35.06")), &[agency("H35.06", None)]), None);
        assert_eq!(error(&agency("H35.05", Some("H35.06")), &[]).as_deref(), Some("unknown"));
        assert_eq!(error(&agency("H35.05", Some("H35.05")), &[]).as_deref(), Some("itself"));
        let chain = [agency("H35.06", Some("H35.07")), agency("H35.07", Some("H35.05"))];
        assert_eq!(error(&agency("H35.05", Some("H35.06")), &chain).as_deref(), Some("circle"));
    }

    #[test]
    fn unit_codes_are_unique_and_begin_with_the_agency_code() {
        let mut agency = sample::agency();
        assert!(check_agency(&agency).is_empty());
        agency.units[1].code = agency.units[0].code.clone();
        agency.units[2].code = "H35.06.01".into();
        let errors = check_agency(&agency);
        let found: Vec<_> = errors.iter().map(|error| (error.pointer.as_str(), error.code.as_str())).collect();
        assert_eq!(found, [("/units/1/code", "duplicate"), ("/units/2/code", "other-agency")]);
    }
}
