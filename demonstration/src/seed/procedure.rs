//! What a procedure is: cases, channel terms, papers and process templates, as the catalogue service receives them.

use chrono::NaiveDate;
use motcua_contracts::Channel;
use serde::Serialize;

use super::staff::Role;

/// A procedure as the catalogue service receives it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Procedure {
    /// National code, or `9.35NNNN` for a synthetic one.
    pub code: String,
    /// Vietnamese name; a synthetic one ends in "(mẫu)".
    pub name: String,
    /// Lĩnh vực.
    pub field: String,
    /// Code of the owning agency.
    pub agency: String,
    /// Whether every step happens at the Centre.
    pub on_the_spot: bool,
    /// Where else it may be submitted: `none` or `province` (phi địa giới).
    pub territory: &'static str,
    /// Whether its code or content is invented.
    pub synthetic: bool,
    /// Code of the working calendar.
    pub calendar: &'static str,
    /// First day in force.
    pub effective_from: NaiveDate,
    /// What a supplement does to the clock.
    pub supplement_policy: &'static str,
    /// Trường hợp.
    pub cases: Vec<Case>,
}

/// A case of a procedure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Case {
    /// Code inside the procedure.
    pub code: &'static str,
    /// Vietnamese name.
    pub name: &'static str,
    /// What the applicant submits.
    pub papers: Vec<Paper>,
    /// Conditions per channel.
    pub terms: Vec<Term>,
}

/// A document of a dossier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Paper {
    /// Code inside the case.
    pub code: String,
    /// Vietnamese name.
    pub name: &'static str,
    /// Number of originals.
    pub originals: u32,
    /// Number of copies.
    pub copies: u32,
}

/// The conditions of one channel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Term {
    /// How the dossier is submitted.
    pub channel: Channel,
    /// How long the agency may take.
    pub limit: Limit,
    /// Fee in đồng.
    pub fee_vnd: u64,
    /// The process template; its minutes add up to the limit.
    pub steps: Vec<Step>,
}

/// A time limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Limit {
    /// Unit of the amount.
    pub unit: LimitUnit,
    /// How many; 1 for "trong ngày".
    pub amount: u32,
}

/// Units a limit may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum LimitUnit {
    /// Trong ngày; after 15:00 the next working day.
    SameDay,
    /// Giờ làm việc.
    WorkingHour,
    /// Ngày làm việc.
    WorkingDay,
    /// Ngày.
    Day,
    /// Tháng.
    Month,
}

impl Limit {
    /// The working minutes the steps of a process share, at eight hours a day.
    pub fn nominal_minutes(self) -> u32 {
        self.amount
            * match self.unit {
                LimitUnit::WorkingHour => 60,
                LimitUnit::SameDay | LimitUnit::WorkingDay | LimitUnit::Day => 480,
                LimitUnit::Month => 22 * 480,
            }
    }
}

/// A step of a process template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Step {
    /// Position, from 1.
    pub number: u8,
    /// What happens.
    pub kind: StepKind,
    /// Vietnamese name.
    pub name: &'static str,
    /// Code of the unit.
    pub unit: String,
    /// Who does it there.
    pub role: Role,
    /// Its share of the limit.
    pub minutes: u32,
}

/// What happens in a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
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
