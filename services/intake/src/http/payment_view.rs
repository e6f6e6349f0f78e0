//! How intake shows payments and what was paid back of them.

use chrono::{DateTime, Utc};
use motcua_contracts::ids::{DossierId, FeeId, PaymentId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::{PaymentState, Refunded, Way};
use crate::store::{Dossier, Kept};

/// What is paid for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum Purpose {
    /// What the procedure costs.
    Procedure,
    /// What the office demanded meanwhile.
    Demanded,
}

/// A payment for a fee, as its receipt (biên lai) says it.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PaymentView {
    /// The payment.
    pub payment_id: PaymentId,
    /// The number of its receipt, once the money came: the reference of the dossier, which stays when a code is given,
    /// and the number of the payment. It never changes; payments that were begun only leave gaps.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "N7Q2K-4XW8M/1")]
    pub receipt_number: Option<String>,
    /// The fee.
    pub fee_id: FeeId,
    /// What for.
    pub purpose: Purpose,
    /// How much, in đồng.
    #[schema(example = 30_000)]
    pub amount_vnd: u64,
    /// The way.
    pub way: Way,
    /// How it stands.
    pub state: PaymentState,
    /// When it was made or begun, UTC.
    pub begun_at: DateTime<Utc>,
    /// When the money was taken, UTC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paid_at: Option<DateTime<Utc>>,
    /// The platform's number of the transaction.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "GD-20261124-000017")]
    pub transaction: Option<String>,
    /// How much of it is still to be refunded, in đồng.
    #[schema(example = 0)]
    pub surplus_vnd: u64,
    /// What was paid back of it.
    pub refunds: Vec<RefundView>,
}

/// A surplus that was paid back.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RefundView {
    /// Of which payment.
    pub payment_id: PaymentId,
    /// The dossier.
    pub dossier_id: DossierId,
    /// How much, in đồng.
    #[schema(example = 30_000)]
    pub amount_vnd: u64,
    /// The way: at the counter, or through the payment platform.
    pub way: Way,
    /// The platform's number of the transfer.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "HT-20261125-000003")]
    pub transaction: Option<String>,
    /// Why.
    pub reason: String,
    /// The account that recorded it.
    pub refunded_by: String,
    /// When it was recorded, UTC.
    pub refunded_at: DateTime<Utc>,
}

/// The payments of a dossier, each with what was paid back of it.
pub fn payments(dossier: &Dossier, kept: Vec<Kept>, refunds: Vec<Refunded>) -> Vec<PaymentView> {
    let mut payments: Vec<PaymentView> = kept.into_iter().map(|kept| payment(dossier, kept)).collect();
    for refunded in refunds {
        if let Some(of) = payments.iter_mut().find(|payment| payment.payment_id == refunded.refund.payment) {
            of.refunds.push(refund(refunded));
        }
    }
    payments
}

fn payment(dossier: &Dossier, Kept { payment, number, begun_at, paid_at }: Kept) -> PaymentView {
    PaymentView {
        payment_id: payment.id,
        receipt_number: paid_at.map(|_| format!("{}/{number}", dossier.filing.reference)),
        fee_id: payment.fee,
        purpose: if payment.fee == dossier.fee.id { Purpose::Procedure } else { Purpose::Demanded },
        amount_vnd: payment.amount_vnd,
        way: payment.way,
        state: payment.state,
        begun_at,
        paid_at,
        surplus_vnd: payment.to_refund_vnd(),
        transaction: payment.transaction,
        refunds: Vec::new(),
    }
}

/// A refund as it was recorded.
pub fn refund(refunded: Refunded) -> RefundView {
    RefundView {
        payment_id: refunded.refund.payment,
        dossier_id: refunded.dossier,
        amount_vnd: refunded.refund.amount_vnd,
        way: refunded.refund.way(),
        transaction: refunded.refund.transaction,
        reason: refunded.refund.reason,
        refunded_by: refunded.by,
        refunded_at: refunded.at,
    }
}
