//! The payments for a fee: what the payment platform's notices make of them, and which of them go back.

use motcua_contracts::ids::{DossierId, FeeId, PaymentId};
use motcua_payments::Notice;
use serde::{Deserialize, Serialize};

use super::Owed;

/// The way money came, or went back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
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
    /// How much of it is owed no more, in đồng: to be refunded, or refunded already.
    pub surplus_vnd: u64,
    /// How much of that was paid back, in đồng.
    pub refunded_vnd: u64,
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
    /// The money came, but all of it is owed no more, or was paid already: to be refunded, or refunded already.
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
        let (way, state) = (Way::Online, PaymentState::Started);
        Self { id, dossier, fee, amount_vnd, way, state, surplus_vnd: 0, refunded_vnd: 0, transaction: None }
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

impl Payment {
    /// The same after a notice of the platform gave it this state.
    #[must_use]
    pub fn settled(self, state: PaymentState, notice: &Notice) -> Self {
        let surplus_vnd = if state == PaymentState::Surplus { self.amount_vnd } else { self.surplus_vnd };
        Self { state, surplus_vnd, transaction: Some(notice.transaction.clone()), ..self }
    }

    /// The same with more of it to be refunded.
    fn giving_back(self, more_vnd: u64) -> Self {
        let surplus_vnd = self.surplus_vnd.saturating_add(more_vnd);
        let state = if surplus_vnd >= self.amount_vnd { PaymentState::Surplus } else { self.state };
        Self { state, surplus_vnd, ..self }
    }
}

/// The payments of which something is to be refunded when so much is owed no more: as many of `paid`, in this order, as
/// it takes.
pub fn give_back(paid: Vec<Payment>, mut surplus_vnd: u64) -> Vec<Payment> {
    let mut given = Vec::new();
    for payment in paid {
        let part = surplus_vnd.min(payment.amount_vnd.saturating_sub(payment.surplus_vnd));
        if part > 0 {
            surplus_vnd -= part;
            given.push(payment.giving_back(part));
        }
    }
    given
}

#[cfg(test)]
mod tests;
