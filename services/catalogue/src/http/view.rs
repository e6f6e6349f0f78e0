//! How the catalogue shows its entries.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use motcua_contracts::ids::ProcedureId;
use motcua_worktime::{Calendar, Day, Span};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::{
    Agency, Case, Difference, Finding, OpeningHours, Procedure, SpecialDay, SupplementPolicy, Territory,
};
use crate::store::Listed;

/// The answer to a command.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum Answer {
    /// The agency as it is now.
    Agency(Agency),
    /// A version of a procedure.
    Procedure(ProcedureEdition),
    /// A version of a calendar.
    Calendar(CalendarEdition),
}

/// Whether others follow a version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = EditionState)]
pub enum State {
    /// It waits for another person to publish it.
    Draft,
    /// It is public, and what is accepted follows it.
    Published,
}

/// A version of a procedure and where it stands.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ProcedureEdition {
    /// Id of the procedure, the same for all versions.
    pub id: ProcedureId,
    /// National code.
    #[schema(example = "1.005319")]
    pub code: String,
    /// The version.
    #[schema(example = 1)]
    pub version: u32,
    /// Where it stands.
    pub state: State,
}

/// A version of a calendar and where it stands.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CalendarEdition {
    /// Its code.
    #[schema(example = "H35")]
    pub code: String,
    /// The version.
    #[schema(example = 1)]
    pub version: u32,
    /// Where it stands.
    pub state: State,
}

/// A working calendar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"code": "H35", "version": 1, "validFrom": "2021-07-01", "validTo": "2027-12-31",
    "week": [[{"from": "07:00", "to": "11:30"}, {"from": "13:30", "to": "17:00"}], [{"from": "07:00", "to": "11:30"}],
        [{"from": "07:00", "to": "11:30"}], [{"from": "07:00", "to": "11:30"}], [{"from": "07:00", "to": "11:30"}], [], []],
    "overrides": {"2022-04-11": {"kind": "off", "reason": "Giỗ Tổ Hùng Vương"}}}))]
pub struct WorkingCalendar {
    /// Code that procedures refer to.
    #[schema(pattern = "^[A-Za-z0-9.-]{1,32}$", example = "H35")]
    pub code: String,
    /// The version; one more than the newest published one.
    #[schema(minimum = 1, maximum = 9999)]
    pub version: u32,
    /// First local date it speaks about.
    pub valid_from: NaiveDate,
    /// Last local date it speaks about.
    pub valid_to: NaiveDate,
    /// Opening hours from Monday to Sunday; an empty day is off.
    #[schema(value_type = Vec<Vec<OpeningHours>>, min_items = 7, max_items = 7)]
    pub week: [Vec<Span>; 7],
    /// Local dates that differ from their weekday.
    #[serde(default)]
    #[schema(value_type = BTreeMap<String, SpecialDay>)]
    pub overrides: BTreeMap<NaiveDate, Day>,
}

impl From<WorkingCalendar> for Calendar {
    fn from(shown: WorkingCalendar) -> Self {
        let WorkingCalendar { code, version, valid_from, valid_to, week, overrides } = shown;
        Self { code, version, valid_from, valid_to, week, overrides }
    }
}

impl From<Calendar> for WorkingCalendar {
    fn from(calendar: Calendar) -> Self {
        let Calendar { code, version, valid_from, valid_to, week, overrides } = calendar;
        Self { code, version, valid_from, valid_to, week, overrides }
    }
}

/// A procedure in a list.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ProcedureSummary {
    /// Its id.
    pub id: ProcedureId,
    /// National code.
    #[schema(example = "1.005319")]
    pub code: String,
    /// The newest published version.
    #[schema(example = 1)]
    pub version: u32,
    /// Vietnamese name.
    pub name: String,
    /// Field of administration (lĩnh vực).
    pub field: String,
    /// Code of the competent agency.
    #[schema(example = "H35.06")]
    pub agency: String,
    /// Whether the whole chain happens at the counter.
    pub on_the_spot: bool,
    /// Whether code or content is invented for a demonstration.
    pub synthetic: bool,
}

/// The newest published version of a procedure.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ProcedureView {
    /// Its id.
    pub id: ProcedureId,
    /// National code.
    #[schema(example = "1.005319")]
    pub code: String,
    /// The version.
    #[schema(example = 1)]
    pub version: u32,
    /// Vietnamese name.
    pub name: String,
    /// Field of administration (lĩnh vực).
    pub field: String,
    /// Code of the competent agency.
    #[schema(example = "H35.06")]
    pub agency: String,
    /// Whether the whole chain happens at the counter.
    pub on_the_spot: bool,
    /// Whether code or content is invented for a demonstration.
    pub synthetic: bool,
    /// Code of the working calendar its deadlines are counted by.
    #[schema(example = "H35")]
    pub calendar: String,
    /// First day in force.
    pub effective_from: NaiveDate,
    /// What a supplement request does to the clock.
    pub supplement_policy: SupplementPolicy,
    /// Where it may be handed in beside the counter of the competent agency (phi địa giới).
    pub territory: Territory,
    /// Its cases.
    pub cases: Vec<Case>,
}

/// What is to be looked at in one version of a procedure.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct VersionFindings {
    /// Id of the procedure.
    pub id: ProcedureId,
    /// National code.
    #[schema(example = "1.005319")]
    pub code: String,
    /// The version.
    #[schema(example = 1)]
    pub version: u32,
    /// Errors first.
    pub items: Vec<Finding>,
}

/// How two versions of a procedure differ.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct VersionDifferences {
    /// Id of the procedure.
    pub id: ProcedureId,
    /// National code.
    #[schema(example = "1.005319")]
    pub code: String,
    /// The earlier version.
    #[schema(example = 1)]
    pub from: u32,
    /// The later version.
    #[schema(example = 2)]
    pub version: u32,
    /// In the order of the later version.
    pub items: Vec<Difference>,
}

/// A procedure in a list.
pub fn summary(listed: Listed) -> ProcedureSummary {
    let Listed { id, code, version, name, field, agency, on_the_spot, synthetic, .. } = listed;
    ProcedureSummary { id, code, version, name, field, agency, on_the_spot, synthetic }
}

/// A procedure with all it says.
pub fn procedure(id: ProcedureId, version: u32, content: Procedure) -> ProcedureView {
    ProcedureView {
        id,
        code: content.code,
        version,
        name: content.name,
        field: content.field,
        agency: content.agency,
        on_the_spot: content.on_the_spot,
        synthetic: content.synthetic,
        calendar: content.calendar,
        effective_from: content.effective_from,
        supplement_policy: content.supplement_policy,
        territory: content.territory,
        cases: content.cases,
    }
}
