//! The payments for a fee: what notifications of the payment platform change, and which of them are refunded.

use chrono::{DateTime, Utc};
use motcua_contracts::ids::{DossierId, FeeId, PaymentId};
use motcua_payments::PaymentNotification;

use super::{PayableFee, PaymentDispute, PaymentMethod, PaymentState};

/// A payment for a fee.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payment {
    /// Its id, which the platform quotes.
    pub id: PaymentId,
    /// The dossier.
    pub dossier: DossierId,
    /// The fee.
    pub fee: FeeId,
    /// The amount in đồng.
    pub amount_vnd: u64,
    /// How it is paid.
    pub method: PaymentMethod,
    /// Its state.
    pub state: PaymentState,
    /// The part that is owed no more, in đồng: to be refunded, or refunded already.
    pub surplus_vnd: u64,
    /// The part of the surplus that was refunded, in đồng.
    pub refunded_vnd: u64,
    /// When the part that is still to be refunded began to be owed no more; a second surplus is listed with the first.
    pub surplus_at: Option<DateTime<Utc>>,
    /// The platform's number of the transaction that took the money.
    pub transaction: Option<String>,
}

/// A payment with its number and its times.
#[derive(Debug, Clone)]
pub struct PaymentRecord {
    /// The payment.
    pub payment: Payment,
    /// Its number among those of its dossier, from 1.
    pub number: i32,
    /// When it was made or started, business time.
    pub begun_at: DateTime<Utc>,
    /// When the money was taken, once it was.
    pub paid_at: Option<DateTime<Utc>>,
}

impl Payment {
    /// A payment made at the counter.
    pub fn at_counter(id: PaymentId, dossier: DossierId, payable: &PayableFee) -> Self {
        let (method, state) = (PaymentMethod::Counter, PaymentState::Paid);
        Self { method, state, ..Self::started(id, dossier, payable) }
    }

    /// A payment that starts online.
    pub fn started(id: PaymentId, dossier: DossierId, payable: &PayableFee) -> Self {
        let (fee, amount_vnd) = (payable.fee, payable.amount_vnd);
        let (method, state) = (PaymentMethod::Online, PaymentState::Started);
        let (surplus_vnd, refunded_vnd, surplus_at) = (0, 0, None);
        let transaction = None;
        Self { id, dossier, fee, amount_vnd, method, state, surplus_vnd, refunded_vnd, surplus_at, transaction }
    }

    /// The state that a notification gives it; `None` when nothing changes. Money for an order that expired, or whose
    /// fee was paid otherwise, is not lost: it becomes a surplus.
    ///
    /// # Errors
    /// Why the notification is disputed.
    pub fn decide(
        &self,
        notification: &PaymentNotification,
        is_owed: bool,
    ) -> Result<Option<PaymentState>, PaymentDispute> {
        let money_came = matches!(self.state, PaymentState::Paid | PaymentState::Surplus);
        match (notification.succeeded, money_came) {
            // About an earlier attempt, and late.
            (false, true) => Ok(None),
            (false, false) => Ok((self.state != PaymentState::Failed).then_some(PaymentState::Failed)),
            (true, _) if notification.amount_vnd != self.amount_vnd => Err(PaymentDispute::WrongAmount),
            (true, true) if self.transaction.as_deref() != Some(&*notification.transaction) => {
                Err(PaymentDispute::SecondTransaction)
            }
            (true, true) => Ok(None),
            (true, false) => Ok(Some(if is_owed { PaymentState::Paid } else { PaymentState::Surplus })),
        }
    }

    /// The payment in the state that a notification gave it at `at`.
    #[must_use]
    pub fn with_state(self, state: PaymentState, notification: &PaymentNotification, at: DateTime<Utc>) -> Self {
        let surplus_vnd = if state == PaymentState::Surplus { self.amount_vnd } else { 0 };
        let transaction = Some(notification.transaction.clone());
        Self { state, transaction, ..self }.with_more_surplus(surplus_vnd, at)
    }

    /// How much of it is still to be refunded, in đồng.
    pub fn to_refund_vnd(&self) -> u64 {
        self.surplus_vnd.saturating_sub(self.refunded_vnd)
    }

    /// The payment with a larger surplus from `at` on.
    fn with_more_surplus(self, more_vnd: u64, at: DateTime<Utc>) -> Self {
        if more_vnd == 0 {
            return self;
        }
        let surplus_at = if self.to_refund_vnd() > 0 { self.surplus_at } else { Some(at) };
        let surplus_vnd = self.surplus_vnd.saturating_add(more_vnd);
        let state = if surplus_vnd >= self.amount_vnd { PaymentState::Surplus } else { self.state };
        Self { state, surplus_vnd, surplus_at, ..self }
    }
}

/// Allocates a surplus to the payments that it came from, in this order; returns those that change.
pub fn allocate_surplus(paid: Vec<Payment>, mut surplus_vnd: u64, at: DateTime<Utc>) -> Vec<Payment> {
    let mut changed = Vec::new();
    for payment in paid {
        let part = surplus_vnd.min(payment.amount_vnd.saturating_sub(payment.surplus_vnd));
        if part > 0 {
            surplus_vnd -= part;
            changed.push(payment.with_more_surplus(part, at));
        }
    }
    changed
}

#[cfg(test)]
mod tests;
