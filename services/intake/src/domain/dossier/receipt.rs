//! What the receipts of a dossier state (Mẫu 01).

use chrono::{DateTime, Utc};
use motcua_contracts::ids::AccountId;
use motcua_contracts::{AgencyCode, UnitCode};
use motcua_worktime::Limit;
use serde::{Deserialize, Serialize};

/// The receipt of another agency's counter, valid while the dossier is forwarded to the competent agency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Forwarding {
    /// The legal code, which never changes.
    pub code: String,
    /// When it was received and forwarded.
    pub at: DateTime<Utc>,
    /// The unit that received it.
    pub unit: UnitCode,
    /// The officer there.
    pub officer: AccountId,
    /// The legal limit, which runs from the day the competent agency receives it (NĐ 118/2025 Art. 17(3)).
    pub limit: Limit,
    /// The version of the procedure that the dossier follows.
    pub procedure_version: u32,
    /// What the procedure costs, in đồng; 0 when nothing.
    #[serde(default)]
    pub fee_vnd: u64,
}

/// The receipt of the competent agency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The legal code.
    pub code: String,
    /// When the competent agency accepted it: the clock starts.
    pub at: DateTime<Utc>,
    /// When another counter received and forwarded it before, where one did (phi địa giới).
    #[serde(default, alias = "received_at")]
    pub forwarded_at: Option<DateTime<Utc>>,
    /// Due date version 1; only a correction computes it anew.
    pub due_at: DateTime<Utc>,
    /// Until when the receiving agency has it by plan, where the procedure goes through several (liên thông).
    #[serde(default, alias = "local_due_at")]
    pub own_part_due_at: Option<DateTime<Utc>>,
    /// The version of the procedure that the dossier follows.
    pub procedure_version: u32,
    /// Version of the calendar that the due date was counted by.
    pub calendar_version: u32,
    /// The unit that first received it.
    pub unit: UnitCode,
    /// The officer there.
    pub officer: AccountId,
    /// What the procedure costs, in đồng; 0 when nothing.
    #[serde(default)]
    pub fee_vnd: u64,
    /// How often the receipt was issued; more than once after a correction, or when another counter issued the first.
    #[serde(default = "first")]
    pub issue: u32,
    /// The other agencies that the procedure goes through (liên thông); empty in receipts of before the first release,
    /// whose dossiers have them in a column.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub partners: Vec<AgencyCode>,
}

fn first() -> u32 {
    1
}
