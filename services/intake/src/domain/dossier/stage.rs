//! Where a dossier stands at intake, with what its receipt says and what is open between office and applicant.

use chrono::{DateTime, NaiveDate, Utc};
use motcua_contracts::ids::{AccountId, FeeId};
use motcua_worktime::Limit;
use serde::{Deserialize, Serialize};

/// Where a dossier stands at intake; the national status is 1, 2, 3 or, when it ended without a result, 8.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "stage", rename_all = "camelCase")]
pub enum Stage {
    /// There is none.
    Absent,
    /// Mới đăng ký (1): waits to be received.
    Submitted {
        /// When it was handed in.
        at: DateTime<Utc>,
    },
    /// Được tiếp nhận (2) at the counter of another agency and on its way to the competent one (phi địa giới): the
    /// receipt is issued, the clock does not run yet.
    Forwarded {
        /// What the receipt says meanwhile.
        sent: Forwarding,
    },
    /// Được tiếp nhận (2): the receipt is issued, others work on it.
    Accepted {
        /// What the receipt says.
        receipt: Acceptance,
        /// What is open between office and applicant.
        open: Open,
    },
    /// Không được tiếp nhận (3).
    Refused {
        /// Why.
        reason: String,
        /// What the receipt of another counter said, when it had been forwarded.
        #[serde(default)]
        sent: Option<Forwarding>,
    },
    /// Taken back before it was accepted (8): counted nowhere.
    Withdrawn {
        /// Why.
        reason: String,
        /// What the receipt of another counter said, when it had been forwarded.
        #[serde(default)]
        sent: Option<Forwarding>,
    },
    /// Ended without a result (8).
    Stopped {
        /// What the receipt says.
        receipt: Acceptance,
    },
}

/// What is open between office and applicant: axes beside the status, each with a life of its own.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Open {
    /// Last day to hand in the papers that were asked for, while they are.
    pub papers_until: Option<NaiveDate>,
    /// What is to be paid.
    pub fee: Option<FeeDue>,
    /// The applicant wants the dossier back.
    pub withdrawing: bool,
    /// The leader decided: nothing can be corrected or taken back, unless the result comes back for an error.
    pub decided: bool,
}

/// A fee that is to be paid; how much never changes, another demand has another id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FeeDue {
    /// Its id.
    pub id: FeeId,
    /// How much, in đồng, which has no minor unit.
    pub amount_vnd: u64,
}

/// What the receipt of another counter says (Mẫu 01) while the dossier is on its way to the competent agency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Forwarding {
    /// The legal code, one for life.
    pub code: String,
    /// When it was received and sent on.
    pub at: DateTime<Utc>,
    /// Unit that received it.
    pub unit: String,
    /// The officer there.
    pub officer: AccountId,
    /// The legal limit, which runs from the day the competent agency receives it (NĐ 118/2025 Art. 17(3)).
    pub limit: Limit,
    /// Version of the procedure it follows for life.
    pub procedure_version: u32,
    /// What the procedure costs, in đồng; 0 when nothing.
    #[serde(default)]
    pub fee_vnd: u64,
}

/// What the receipt says (Mẫu 01).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acceptance {
    /// The legal code.
    pub code: String,
    /// When the competent agency accepted it: the clock starts.
    pub at: DateTime<Utc>,
    /// When another counter received it before, where one did (phi địa giới).
    #[serde(default)]
    pub received_at: Option<DateTime<Utc>>,
    /// Due date version 1; only a correction computes it anew.
    pub due_at: DateTime<Utc>,
    /// Until when the receiving agency has it by plan, where the procedure goes through several (liên thông).
    #[serde(default)]
    pub local_due_at: Option<DateTime<Utc>>,
    /// Version of the procedure it follows for life.
    pub procedure_version: u32,
    /// Version of the calendar the due date was counted by.
    pub calendar_version: u32,
    /// Unit that first received it.
    pub unit: String,
    /// The officer there.
    pub officer: AccountId,
    /// What the procedure costs, in đồng; 0 when nothing.
    #[serde(default)]
    pub fee_vnd: u64,
    /// How often the receipt was issued; more than once after a correction, or when another counter issued the first.
    #[serde(default = "first")]
    pub issue: u32,
}

fn first() -> u32 {
    1
}

impl Stage {
    /// The national status code; 0 for none.
    pub fn status(&self) -> i32 {
        match self {
            Self::Absent => 0,
            Self::Submitted { .. } => 1,
            Self::Forwarded { .. } | Self::Accepted { .. } => 2,
            Self::Refused { .. } => 3,
            Self::Withdrawn { .. } | Self::Stopped { .. } => 8,
        }
    }

    /// The receipt with the promised date, from the acceptance on.
    pub fn receipt(&self) -> Option<&Acceptance> {
        match self {
            Self::Accepted { receipt, .. } | Self::Stopped { receipt } => Some(receipt),
            _ => None,
        }
    }

    /// The receipt of another counter, for what has not been accepted since.
    pub fn sent(&self) -> Option<&Forwarding> {
        match self {
            Self::Forwarded { sent } => Some(sent),
            Self::Refused { sent, .. } | Self::Withdrawn { sent, .. } => sent.as_ref(),
            _ => None,
        }
    }

    /// The legal code, once it was given.
    pub fn code(&self) -> Option<&str> {
        let accepted = self.receipt().map(|receipt| receipt.code.as_str());
        accepted.or_else(|| self.sent().map(|sent| sent.code.as_str()))
    }

    /// The unit that first received it, once one did.
    pub fn received_by(&self) -> Option<&str> {
        let accepted = self.receipt().map(|receipt| receipt.unit.as_str());
        accepted.or_else(|| self.sent().map(|sent| sent.unit.as_str()))
    }

    /// The officer who first received it, once one did.
    pub fn officer(&self) -> Option<AccountId> {
        let accepted = self.receipt().map(|receipt| receipt.officer);
        accepted.or_else(|| self.sent().map(|sent| sent.officer))
    }

    /// When it got its first receipt: from the competent agency, or before from the counter that sent it on.
    pub fn received_at(&self) -> Option<DateTime<Utc>> {
        let accepted = self.receipt().map(|receipt| receipt.received_at.unwrap_or(receipt.at));
        accepted.or_else(|| self.sent().map(|sent| sent.at))
    }

    /// Version of the procedure that it follows for life, from the first receipt on.
    pub fn procedure_version(&self) -> Option<u32> {
        let accepted = self.receipt().map(|receipt| receipt.procedure_version);
        accepted.or_else(|| self.sent().map(|sent| sent.procedure_version))
    }

    /// What the last receipt says that the procedure costs, in đồng.
    pub fn price_vnd(&self) -> Option<u64> {
        let accepted = self.receipt().map(|receipt| receipt.fee_vnd);
        accepted.or_else(|| self.sent().map(|sent| sent.fee_vnd))
    }

    /// What is open between office and applicant.
    pub fn open(&self) -> Option<&Open> {
        match self {
            Self::Accepted { open, .. } => Some(open),
            _ => None,
        }
    }
}
