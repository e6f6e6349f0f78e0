//! The stage of a dossier at intake, with its receipt and what is pending.

use chrono::{DateTime, Utc};
use motcua_contracts::ids::AccountId;
use motcua_contracts::{Status, UnitCode};
use serde::{Deserialize, Serialize};

use super::pending_items::PendingItems;
use super::receipt::{Forwarding, Receipt};

/// The stage of a dossier at intake; the national status is 1, 2, 3 or, when it ended without a result, 8.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "stage", rename_all = "camelCase")]
pub enum Stage {
    /// Not submitted yet; no dossier is stored in this stage.
    Absent,
    /// Mới đăng ký (1): waits to be received.
    Submitted {
        /// When it was handed in.
        at: DateTime<Utc>,
    },
    /// Được tiếp nhận (2) at the counter of another agency and forwarded to the competent one (phi địa giới): the
    /// receipt is issued, the clock does not run yet.
    Forwarded {
        /// The receipt.
        #[serde(alias = "sent")]
        forwarding: Forwarding,
    },
    /// Được tiếp nhận (2): the receipt is issued, other services work on it.
    Accepted {
        /// The receipt.
        receipt: Receipt,
        /// What is pending between office and applicant.
        #[serde(alias = "open")]
        pending: PendingItems,
    },
    /// Không được tiếp nhận (3).
    Refused {
        /// Why.
        reason: String,
        /// The receipt of another counter, when it had been forwarded.
        #[serde(default, alias = "sent")]
        forwarding: Option<Forwarding>,
    },
    /// Withdrawn before it was accepted (8): counted nowhere.
    Withdrawn {
        /// Why.
        reason: String,
        /// The receipt of another counter, when it had been forwarded.
        #[serde(default, alias = "sent")]
        forwarding: Option<Forwarding>,
    },
    /// Ended without a result (8).
    Stopped {
        /// The receipt.
        receipt: Receipt,
    },
}

impl Stage {
    /// The national status; before the submission the one that it leads to.
    pub fn status(&self) -> Status {
        match self {
            Self::Absent | Self::Submitted { .. } => Status::Submitted,
            Self::Forwarded { .. } | Self::Accepted { .. } => Status::Accepted,
            Self::Refused { .. } => Status::NotAccepted,
            Self::Withdrawn { .. } | Self::Stopped { .. } => Status::Stopped,
        }
    }

    /// The receipt with the promised date, from the acceptance on.
    pub fn receipt(&self) -> Option<&Receipt> {
        match self {
            Self::Accepted { receipt, .. } | Self::Stopped { receipt } => Some(receipt),
            Self::Absent
            | Self::Submitted { .. }
            | Self::Forwarded { .. }
            | Self::Refused { .. }
            | Self::Withdrawn { .. } => None,
        }
    }

    /// The receipt of another counter, for a dossier that was not accepted since.
    pub fn forwarding(&self) -> Option<&Forwarding> {
        match self {
            Self::Forwarded { forwarding } => Some(forwarding),
            Self::Refused { forwarding, .. } | Self::Withdrawn { forwarding, .. } => forwarding.as_ref(),
            Self::Absent | Self::Submitted { .. } | Self::Accepted { .. } | Self::Stopped { .. } => None,
        }
    }

    /// What is pending between office and applicant.
    pub fn pending(&self) -> Option<&PendingItems> {
        if let Self::Accepted { pending, .. } = self { Some(pending) } else { None }
    }

    /// Why it was refused or withdrawn.
    pub fn end_reason(&self) -> Option<&str> {
        match self {
            Self::Refused { reason, .. } | Self::Withdrawn { reason, .. } => Some(reason),
            Self::Absent
            | Self::Submitted { .. }
            | Self::Forwarded { .. }
            | Self::Accepted { .. }
            | Self::Stopped { .. } => None,
        }
    }

    /// The legal code, once it was given.
    pub fn code(&self) -> Option<&str> {
        self.of_receipts(|receipt| receipt.code.as_str(), |forwarding| forwarding.code.as_str())
    }

    /// The unit that first received it, once one did.
    pub fn received_by(&self) -> Option<&UnitCode> {
        self.of_receipts(|receipt| &receipt.unit, |forwarding| &forwarding.unit)
    }

    /// The officer who first received it, once one did.
    pub fn receiving_officer(&self) -> Option<AccountId> {
        self.of_receipts(|receipt| receipt.officer, |forwarding| forwarding.officer)
    }

    /// When it got its first receipt: from the competent agency, or before from the counter that forwarded it.
    pub fn received_at(&self) -> Option<DateTime<Utc>> {
        self.of_receipts(|receipt| receipt.forwarded_at.unwrap_or(receipt.at), |forwarding| forwarding.at)
    }

    /// The version of the procedure that it follows, from the first receipt on.
    pub fn procedure_version(&self) -> Option<u32> {
        self.of_receipts(|receipt| receipt.procedure_version, |forwarding| forwarding.procedure_version)
    }

    /// What the procedure costs by the last receipt, in đồng.
    pub fn price_vnd(&self) -> Option<u64> {
        self.of_receipts(|receipt| receipt.fee_vnd, |forwarding| forwarding.fee_vnd)
    }

    /// A value of the receipt of the competent agency, else of the counter that forwarded it.
    fn of_receipts<'a, T>(
        &'a self,
        accepted: impl FnOnce(&'a Receipt) -> T,
        forwarded: impl FnOnce(&'a Forwarding) -> T,
    ) -> Option<T> {
        match self.receipt() {
            Some(receipt) => Some(accepted(receipt)),
            None => self.forwarding().map(forwarded),
        }
    }
}
