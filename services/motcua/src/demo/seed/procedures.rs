//! What a procedure is: cases, channel terms, papers and process templates, as the catalogue service receives them.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::agencies::OFFICES;
use super::staff::Role;
use super::{calendar, outlines, terms};

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
    /// Where else it may be handed in: `none` or `province` (phi địa giới).
    pub territory: &'static str,
    /// Whether code or content is invented for the demo.
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
    /// What the citizen hands in.
    pub papers: Vec<Paper>,
    /// Conditions per channel.
    pub terms: Vec<Term>,
}

/// A paper of a dossier.
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
    /// How the dossier comes in.
    pub channel: Channel,
    /// How long the agency may take.
    pub limit: Limit,
    /// Fee in đồng.
    pub fee_vnd: u64,
    /// The process template; its minutes add up to the limit.
    pub steps: Vec<Step>,
}

/// How a dossier comes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Channel {
    /// Trực tuyến.
    Online,
    /// Trực tiếp.
    Counter,
    /// Dịch vụ bưu chính.
    Post,
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

/// Every procedure of the province, agency by agency.
pub fn procedures() -> Vec<Procedure> {
    let mut synthetic = 0;
    OFFICES
        .iter()
        .flat_map(outlines::outlines)
        .map(|outline| {
            synthetic += u32::from(outline.code.is_none());
            procedure(outline, synthetic)
        })
        .collect()
}

fn procedure(outline: outlines::Outline, synthetic: u32) -> Procedure {
    let code = outline.code.map_or_else(|| format!("9.35{synthetic:04}"), ToOwned::to_owned);
    let cases = vec![terms::case(&outline)];
    // A third of what an agency does can be handed in at any counter of the province.
    let anywhere = !outline.on_the_spot && (outline.dice >> 32).is_multiple_of(3);
    Procedure {
        code,
        name: outline.name,
        field: outline.field.name.to_owned(),
        agency: outline.office.code(),
        on_the_spot: outline.on_the_spot,
        territory: if anywhere { "province" } else { "none" },
        synthetic: outline.code.is_none(),
        calendar: calendar::CODE,
        effective_from: calendar::FIRST,
        supplement_policy: "pause",
        cases,
    }
}
