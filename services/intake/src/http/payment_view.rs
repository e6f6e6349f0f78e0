//! The views of payments and of their refunds.

use chrono::{DateTime, Utc};
use motcua_contracts::ids::{DossierId, FeeId, PaymentId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::{Dossier, PaymentMethod, PaymentRecord, PaymentState, RecordedRefund};

/// What a payment is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum Purpose {
    /// The fee of the procedure.
    Procedure,
    /// A fee that the office demanded.
    Demanded,
}

/// A payment for a fee, as its receipt (biên lai) shows it.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PaymentView {
    /// The payment.
    pub payment_id: PaymentId,
    /// The number of its receipt, once the money came: the reference of the dossier, which stays when a code is given,
    /// and the number of the payment. It never changes; payments that were only started leave gaps.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "N7Q2K-4XW8M/1")]
    pub receipt_number: Option<String>,
    /// The fee.
    pub fee_id: FeeId,
    /// What for.
    pub purpose: Purpose,
    /// The amount in đồng.
    #[schema(example = 30_000)]
    pub amount_vnd: u64,
    /// The payment method.
    pub payment_method: PaymentMethod,
    /// Its state.
    pub state: PaymentState,
    /// When it was made or started, UTC.
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
    /// Its refunds.
    pub refunds: Vec<RefundView>,
}

/// The refund of a surplus.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RefundView {
    /// The payment.
    pub payment_id: PaymentId,
    /// The dossier.
    pub dossier_id: DossierId,
    /// The amount in đồng.
    #[schema(example = 30_000)]
    pub amount_vnd: u64,
    /// The payment method: at the counter, or through the payment platform.
    pub payment_method: PaymentMethod,
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

/// The payments of a dossier, each with its refunds.
pub fn payments(dossier: &Dossier, records: Vec<PaymentRecord>, refunds: &[RecordedRefund]) -> Vec<PaymentView> {
    records.into_iter().map(|record| payment(dossier, record, refunds)).collect()
}

fn payment(dossier: &Dossier, record: PaymentRecord, refunds: &[RecordedRefund]) -> PaymentView {
    let PaymentRecord { payment, number, begun_at, paid_at } = record;
    let refunds = refunds.iter().filter(|recorded| recorded.refund.payment == payment.id);
    PaymentView {
        payment_id: payment.id,
        receipt_number: paid_at.map(|_| format!("{}/{number}", dossier.filing.reference)),
        fee_id: payment.fee,
        purpose: if payment.fee == dossier.fee.id { Purpose::Procedure } else { Purpose::Demanded },
        amount_vnd: payment.amount_vnd,
        payment_method: payment.method,
        state: payment.state,
        begun_at,
        paid_at,
        surplus_vnd: payment.to_refund_vnd(),
        transaction: payment.transaction,
        refunds: refunds.map(refund).collect(),
    }
}

/// A refund as it was recorded.
pub fn refund(recorded: &RecordedRefund) -> RefundView {
    let refund = &recorded.refund;
    RefundView {
        payment_id: refund.payment,
        dossier_id: recorded.dossier,
        amount_vnd: refund.amount_vnd,
        payment_method: refund.method(),
        transaction: refund.transaction.clone(),
        reason: refund.reason.clone(),
        refunded_by: recorded.by.clone(),
        refunded_at: recorded.at,
    }
}
