//! The view of a day's reconciliation.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use motcua_contracts::ids::{DossierId, FeeId, PaymentId};
use motcua_payments::{Line, LineKind};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::payment_view::RefundView;
use crate::domain::{Payment, PaymentMethod, RecordedRefund};

/// The payments and refunds through the platform of a local day compared with its statement, and the money of the day.
/// The record of a refund and its line in a statement may lie up to 31 days apart: they are shown together on the day of
/// the statement, and on the day of the record until it is uploaded.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ReconciliationView {
    /// The day in Viet Nam.
    pub day: NaiveDate,
    /// Whether the platform's statement was uploaded; without it every payment recorded here is missing there.
    pub has_statement: bool,
    /// The number of lines that agree.
    pub matched: usize,
    /// Taken by the platform, unknown or not recorded here: a notification was lost, or is disputed. Or refunded by it
    /// and not recorded here.
    pub missing_here: Vec<MoneyView>,
    /// Recorded here, not taken or not refunded by the platform.
    pub missing_there: Vec<MoneyView>,
    /// The same order with another amount or another transaction.
    pub differing: Vec<DifferingView>,
    /// Money that on this day turned out to be owed no more, or paid already, and is still to be refunded.
    pub surplus: Vec<SurplusView>,
    /// The refunds recorded on this day.
    pub refunded: Vec<RefundView>,
    /// What was received and refunded on this day at the counter.
    pub counter: BookView,
    /// What was received and refunded on this day through the platform, as recorded here.
    pub online: BookView,
}

/// What was received and refunded by one payment method.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct BookView {
    /// What was received, in đồng.
    #[schema(example = 180_000)]
    pub taken_vnd: u64,
    /// What was refunded, in đồng.
    #[schema(example = 30_000)]
    pub refunded_vnd: u64,
    /// What was received less what was refunded, in đồng.
    #[schema(example = 150_000)]
    pub net_vnd: i64,
}

/// A payment or refund as one side recorded it.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MoneyView {
    /// Payment or refund.
    pub kind: LineKind,
    /// The order that the platform quotes: the id of the payment.
    pub reference: String,
    /// The dossier, where the order is known here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dossier_id: Option<DossierId>,
    /// The platform's number of the transaction.
    pub transaction: String,
    /// The amount in đồng.
    pub amount_vnd: u64,
    /// When the platform took or refunded it, where it reported that; else when it was recorded, UTC.
    pub paid_at: DateTime<Utc>,
}

/// The records of both sides about one order.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DifferingView {
    /// As it was recorded or ordered here.
    pub ours: MoneyView,
    /// As the platform reports it.
    pub theirs: MoneyView,
}

/// Money to be refunded.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SurplusView {
    /// The payment.
    pub payment_id: PaymentId,
    /// The dossier.
    pub dossier_id: DossierId,
    /// The fee it was meant for.
    pub fee_id: FeeId,
    /// The platform's number of the transaction.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transaction: Option<String>,
    /// The part of it that is to be refunded, in đồng.
    pub amount_vnd: u64,
    /// When it was taken, by the platform or at the counter, UTC.
    pub paid_at: DateTime<Utc>,
}

impl BookView {
    /// The money of a payment method.
    pub fn of(method: PaymentMethod, received: &[(PaymentMethod, u64)], refunds: &[RecordedRefund]) -> Self {
        let taken_vnd = received.iter().filter(|(by, _)| *by == method).map(|(_, vnd)| vnd).sum::<u64>();
        let refunds = refunds.iter().map(|recorded| &recorded.refund).filter(|refund| refund.method() == method);
        let refunded_vnd = refunds.map(|refund| refund.amount_vnd).sum();
        Self { taken_vnd, refunded_vnd, net_vnd: taken_vnd.cast_signed().saturating_sub_unsigned(refunded_vnd) }
    }
}

impl MoneyView {
    /// A line, with its dossier where the order is known.
    pub fn of(dossiers: &HashMap<String, DossierId>, line: Line) -> Self {
        let dossier_id = dossiers.get(&line.reference).copied();
        let Line { kind, reference, transaction, amount_vnd, paid_at } = line;
        Self { kind, reference, dossier_id, transaction, amount_vnd, paid_at }
    }
}

impl SurplusView {
    /// The open surplus of a payment.
    pub fn of((payment, paid_at): (Payment, DateTime<Utc>)) -> Self {
        Self {
            payment_id: payment.id,
            dossier_id: payment.dossier,
            fee_id: payment.fee,
            amount_vnd: payment.to_refund_vnd(),
            transaction: payment.transaction,
            paid_at,
        }
    }
}
