//! The content of a version of a procedure: cases, channel terms, papers and process templates.

use chrono::NaiveDate;
use motcua_contracts::{AgencyCode, Channel, UnitCode};
use motcua_office::Role;
use motcua_worktime::Limit;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::shapes::TimeLimit;

/// A procedure (thủ tục hành chính).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"code": "1.005319", "name": "Cấp lại Chứng chỉ hành nghề thú y", "field": "Thú y",
    "agency": "H35.06", "onTheSpot": false, "synthetic": false, "calendar": "H35", "effectiveFrom": "2021-07-01",
    "supplementPolicy": "pause", "cases": [{"code": "1", "name": "Trường hợp chung",
        "papers": [{"code": "GT1", "name": "Đơn đề nghị theo mẫu", "originals": 1, "copies": 0}],
        "terms": [{"channel": "counter", "limit": {"unit": "workingDay", "amount": 3}, "feeVnd": 50000, "steps": [
            {"number": 1, "kind": "receive", "name": "Tiếp nhận", "unit": "H35.06.01", "role": "intake_officer", "minutes": 180},
            {"number": 2, "kind": "work", "name": "Thẩm định", "unit": "H35.06.04", "role": "dept_officer", "minutes": 900},
            {"number": 3, "kind": "approve", "name": "Ký duyệt", "unit": "H35.06.03", "role": "dept_head", "minutes": 240},
            {"number": 4, "kind": "issue", "name": "Phát hành", "unit": "H35.06.02", "role": "clerk", "minutes": 120}]}]}]}))]
pub struct Procedure {
    /// National code.
    #[schema(pattern = r"^[0-9]\.[0-9]{6}$", example = "1.005319")]
    pub code: String,
    /// Vietnamese name.
    #[schema(min_length = 3, max_length = 1000)]
    pub name: String,
    /// Field of administration (lĩnh vực).
    #[schema(min_length = 2, max_length = 120)]
    pub field: String,
    /// Code of the competent agency.
    #[schema(value_type = String, pattern = r"^[A-Z][0-9]{2}\.[0-9]{2,3}$", example = "H35.06")]
    pub agency: AgencyCode,
    /// Whether the whole chain happens at the counter.
    pub on_the_spot: bool,
    /// Whether code or content is invented for a demonstration.
    pub synthetic: bool,
    /// Code of the working calendar its deadlines are counted by.
    #[schema(pattern = "^[A-Za-z0-9.-]{1,32}$", example = "H35")]
    pub calendar: String,
    /// First day in force.
    pub effective_from: NaiveDate,
    /// What a supplement request does to the clock.
    pub supplement_policy: SupplementPolicy,
    /// Where else it may be submitted than at the counter of the competent agency (phi địa giới); `none` when absent.
    #[serde(default)]
    pub territory: Territory,
    /// Its cases.
    #[schema(min_items = 1, max_items = 50)]
    pub cases: Vec<Case>,
}

/// What a supplement request does to the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum SupplementPolicy {
    /// The clock stops and then runs on with the remaining time.
    Pause,
    /// The whole limit is counted again.
    Restart,
}

/// Where else a procedure may be submitted than at the counter of the competent agency (NĐ 118/2025 Art. 14(4)).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum Territory {
    /// Nowhere else.
    #[default]
    None,
    /// At every one-stop counter of the province.
    Province,
    /// At every one-stop counter of the country.
    Country,
}

/// A case (trường hợp) of a procedure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Case {
    /// Code inside the procedure.
    #[schema(pattern = "^[A-Za-z0-9._-]{1,32}$", example = "1")]
    pub code: String,
    /// Vietnamese name.
    #[schema(min_length = 2, max_length = 500)]
    pub name: String,
    /// The papers to submit.
    #[schema(max_items = 100)]
    pub papers: Vec<Paper>,
    /// The terms of each channel that it can be submitted by.
    #[schema(min_items = 1, max_items = 3)]
    pub terms: Vec<Term>,
}

/// A paper (thành phần hồ sơ).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Paper {
    /// Code inside the case.
    #[schema(pattern = "^[A-Za-z0-9._-]{1,60}$", example = "GT1")]
    pub code: String,
    /// Vietnamese name.
    #[schema(min_length = 2, max_length = 1000)]
    pub name: String,
    /// Number of originals.
    #[schema(maximum = 100)]
    pub originals: u32,
    /// Number of copies.
    #[schema(maximum = 100)]
    pub copies: u32,
}

/// The terms for dossiers of one channel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Term {
    /// The channel.
    pub channel: Channel,
    /// The time limit of the agency.
    #[schema(value_type = TimeLimit)]
    pub limit: Limit,
    /// Fee in đồng, which has no minor unit.
    #[schema(maximum = 1_000_000_000_000_i64)]
    pub fee_vnd: u64,
    /// The process template; its minutes add up to the limit.
    #[schema(min_items = 1, max_items = 50)]
    pub steps: Vec<Step>,
}

/// A step of a process template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Step {
    /// Position, from 1.
    #[schema(minimum = 1, maximum = 50)]
    pub number: u32,
    /// Its kind.
    pub kind: StepKind,
    /// Vietnamese name.
    #[schema(min_length = 2, max_length = 250)]
    pub name: String,
    /// Code of the unit that holds the dossier during the step.
    #[schema(value_type = String, pattern = r"^[A-Z][0-9]{2}\.[0-9]{2,3}\.[0-9]{2,3}$", example = "H35.06.04")]
    pub unit: UnitCode,
    /// The role that carries it out.
    pub role: Role,
    /// Its share of the limit in nominal working minutes.
    #[schema(maximum = 40_000_000)]
    pub minutes: u32,
}

/// The kind of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum StepKind {
    /// Tiếp nhận.
    Receive,
    /// Thẩm định, kiểm tra.
    Work,
    /// Phê duyệt.
    Approve,
    /// Phát hành.
    Issue,
}
