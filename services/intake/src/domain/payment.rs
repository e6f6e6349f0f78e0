//! What a dossier has to pay, the payments for it, and what the payment platform's notices make of them.

use motcua_contracts::ids::{DossierId, FeeId, PaymentId};
use motcua_payments::Notice;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Refusal, Stage};

/// The way the money came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Way {
    /// At the counter.
    Counter,
    /// Through the payment platform.
    Online,
}

impl Way {
    /// As messages and tables name it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Counter => "counter",
            Self::Online => "online",
        }
    }
}

/// When in the life of a dossier a fee is collected (HinhThucThu of the national exchange).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Moment {
    /// Khi tiếp nhận (1).
    Intake,
    /// Khi bổ sung (2): demanded meanwhile, or paid while papers are asked for.
    Supplement,
    /// Khi trả kết quả (4): after the decision.
    Return,
}

impl Moment {
    /// As messages and tables name it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Intake => "intake",
            Self::Supplement => "supplement",
            Self::Return => "return",
        }
    }
}

/// The fee that the procedure itself costs: paid once, from the submission on, whatever the status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OwnFee {
    /// Its id.
    pub id: FeeId,
    /// How much, in đồng; 0 when the procedure costs nothing.
    pub amount_vnd: u64,
    /// Whether it is paid.
    pub paid: bool,
}

impl OwnFee {
    /// The id of the fee of a dossier's procedure: derived, so that it is the same whenever it is asked for.
    pub fn id_of(dossier: DossierId) -> FeeId {
        FeeId(Uuid::new_v5(&dossier.0, b"fee/procedure"))
    }
}

/// A fee that can be paid now, and then the same as a payment made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Owed {
    /// Its id.
    pub fee: FeeId,
    /// How much, in đồng.
    pub amount_vnd: u64,
    /// When in the life of the dossier.
    pub moment: Moment,
    /// Whether the office demanded it meanwhile (status 6); else it is the procedure's own.
    pub demanded: bool,
}

/// The fee with this id, if it is to be paid.
///
/// # Errors
/// `WrongStage` for a dossier that ended, `PaidAlready`, `NoSuchFee`.
pub fn owed(stage: &Stage, own: OwnFee, fee: FeeId) -> Result<Owed, Refusal> {
    match stage {
        Stage::Absent => return Err(Refusal::NotFound),
        Stage::Refused { .. } | Stage::Withdrawn { .. } | Stage::Stopped { .. } => return Err(Refusal::WrongStage),
        Stage::Submitted { .. } | Stage::Forwarded { .. } | Stage::Accepted { .. } => {}
    }
    let open = stage.open();
    if let Some(due) = open.and_then(|open| open.fee).filter(|due| due.id == fee) {
        return Ok(Owed { fee, amount_vnd: due.amount_vnd, moment: Moment::Supplement, demanded: true });
    }
    if own.id != fee || own.amount_vnd == 0 {
        return Err(Refusal::NoSuchFee);
    }
    if own.paid {
        return Err(Refusal::PaidAlready);
    }
    let moment = match open {
        Some(open) if open.decided => Moment::Return,
        Some(open) if open.papers_until.is_some() => Moment::Supplement,
        _ => Moment::Intake,
    };
    Ok(Owed { fee, amount_vnd: own.amount_vnd, moment, demanded: false })
}

/// A payment for a fee.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payment {
    /// Its id, by which the platform quotes it.
    pub id: PaymentId,
    /// The dossier.
    pub dossier: DossierId,
    /// The fee.
    pub fee: FeeId,
    /// How much, in đồng.
    pub amount_vnd: u64,
    /// The way.
    pub way: Way,
    /// How it stands.
    pub state: PaymentState,
    /// The platform's number of the transaction that took the money.
    pub transaction: Option<String>,
}

/// How a payment stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum PaymentState {
    /// The applicant was sent to the payment page.
    Started,
    /// Cancelled or failed there; it can still succeed.
    Failed,
    /// The fee is paid with it.
    Paid,
    /// The money came, but the fee was paid already or is owed no more: to be refunded.
    Surplus,
}

impl PaymentState {
    /// As tables name it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Started => "started",
            Self::Failed => "failed",
            Self::Paid => "paid",
            Self::Surplus => "surplus",
        }
    }
}

/// Why a notice that the platform signed is not acted upon. It is kept: money may have been taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Doubt {
    /// No such payment was started here.
    Unknown,
    /// Another amount than was ordered.
    WrongAmount,
    /// The payment was made already, by another transaction.
    SecondTransaction,
}

impl Doubt {
    /// As tables name it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::WrongAmount => "wrongAmount",
            Self::SecondTransaction => "secondTransaction",
        }
    }
}

impl Payment {
    /// A payment of what is owed, made at the counter.
    pub fn at_counter(id: PaymentId, dossier: DossierId, owed: &Owed) -> Self {
        Self { way: Way::Counter, state: PaymentState::Paid, ..Self::started(id, dossier, owed) }
    }

    /// A payment of what is owed that begins online.
    pub fn started(id: PaymentId, dossier: DossierId, owed: &Owed) -> Self {
        let (fee, amount_vnd) = (owed.fee, owed.amount_vnd);
        Self { id, dossier, fee, amount_vnd, way: Way::Online, state: PaymentState::Started, transaction: None }
    }

    /// What a notice makes of it; `None` when it is so already. An order that expired, or whose fee somebody else paid
    /// meanwhile, is no reason to lose the money: it becomes a surplus.
    ///
    /// # Errors
    /// When the notice is in doubt.
    pub fn settle(&self, notice: &Notice, is_owed: bool) -> Result<Option<PaymentState>, Doubt> {
        let money_came = matches!(self.state, PaymentState::Paid | PaymentState::Surplus);
        match (notice.succeeded, money_came) {
            // A word about an earlier attempt that comes late changes nothing.
            (false, true) => Ok(None),
            (false, false) => Ok((self.state != PaymentState::Failed).then_some(PaymentState::Failed)),
            (true, _) if notice.amount_vnd != self.amount_vnd => Err(Doubt::WrongAmount),
            (true, true) if self.transaction.as_deref() != Some(&*notice.transaction) => Err(Doubt::SecondTransaction),
            (true, true) => Ok(None),
            (true, false) => Ok(Some(if is_owed { PaymentState::Paid } else { PaymentState::Surplus })),
        }
    }
}

#[cfg(test)]
mod tests;
