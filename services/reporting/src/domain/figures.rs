//! The figures of the reports.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Procedures and agencies.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Catalogue {
    /// Published procedures.
    #[schema(example = 1481)]
    pub procedures: u64,
    /// Sở, ngành.
    #[schema(example = 15)]
    pub departments: u64,
    /// Công ty.
    #[schema(example = 2)]
    pub companies: u64,
    /// Cơ quan ngành dọc.
    #[schema(example = 3)]
    pub central_agencies: u64,
    /// Procedures whose whole chain runs at the centre.
    #[schema(example = 92)]
    pub on_the_spot: u64,
}

/// Tiếp nhận: columns 3 to 6 of form 06a.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Received {
    /// Their sum.
    #[schema(example = 43378)]
    pub total: u64,
    /// Accepted inside the period, submitted online.
    #[schema(example = 19126)]
    pub online: u64,
    /// Accepted inside the period, at the counter or by post.
    #[schema(example = 22542)]
    pub counter: u64,
    /// Accepted before the period and not finished before it.
    #[schema(example = 1710)]
    pub carried_over: u64,
}

/// Đã giải quyết: columns 7 to 10 of form 06a.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Resolved {
    /// Their sum.
    #[schema(example = 40693)]
    pub total: u64,
    /// Finished on an earlier local date than the due date.
    #[schema(example = 20539)]
    pub early: u64,
    /// Finished on the due date, up to the due time.
    #[schema(example = 20134)]
    pub on_time: u64,
    /// Finished after the due time.
    #[schema(example = 20)]
    pub late: u64,
}

/// Đang giải quyết: columns 11 to 13 of form 06a.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct InProcess {
    /// Open at the end of the period.
    #[schema(example = 2685)]
    pub total: u64,
    /// Of them not overdue, paused ones included.
    pub not_due: u64,
    /// Of them past due and not paused.
    pub overdue: u64,
}

/// Satisfaction ratings.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Ratings {
    /// Their sum.
    #[schema(example = 12710)]
    pub total: u64,
    /// Rất hài lòng.
    #[schema(example = 12670)]
    pub very_satisfied: u64,
    /// Hài lòng.
    #[schema(example = 40)]
    pub satisfied: u64,
    /// Không hài lòng.
    #[schema(example = 0)]
    pub not_satisfied: u64,
}

/// Fees and charges: indicator 3.6 of QĐ 766 is `paidOnline` in `dossiers`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Fees {
    /// Dossiers accepted inside the period that have to pay a fee.
    #[schema(example = 9120)]
    pub dossiers: u64,
    /// Of them those that paid online by the end of the period.
    #[schema(example = 5011)]
    pub paid_online: u64,
    /// Payments received inside the period, by their own time, in Vietnamese dong.
    #[schema(example = 1_350_000_000_u64)]
    pub amount_vnd: u64,
}

/// The figures of one agency: the agency of the procedure at acceptance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AgencyFigures {
    /// Its code.
    #[schema(example = "H35.05")]
    pub code: String,
    /// Its name.
    #[schema(example = "Sở Kế hoạch và Đầu tư")]
    pub name: String,
    /// Tiếp nhận.
    pub received: Received,
    /// Đã giải quyết.
    pub resolved: Resolved,
    /// Đang giải quyết.
    pub in_process: InProcess,
    /// Carried-over dossiers that were finished when the period began and came back for an error inside it.
    #[serde(default)]
    #[schema(example = 0)]
    pub reopened: u64,
}

impl Ratings {
    /// So many of each.
    pub fn of(very_satisfied: u64, satisfied: u64, not_satisfied: u64) -> Self {
        let total = very_satisfied + satisfied + not_satisfied;
        Self { total, very_satisfied, satisfied, not_satisfied }
    }
}
