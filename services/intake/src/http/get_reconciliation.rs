//! The money of a day: what agrees with the payment platform, what does not, what is to be refunded and what was.

use std::collections::HashMap;

use axum::extract::State;
use chrono::{DateTime, NaiveDate, Utc};
use motcua_contracts::ids::{DossierId, FeeId, PaymentId};
use motcua_kit::Problem;
use motcua_kit::auth::{Actor, Role};
use motcua_kit::http::{Json, Query};
use motcua_payments::{Line, LineKind, Pair, Reconciliation, Statement};
use motcua_worktime::local_date;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::payment_view::{RefundView, refund};
use crate::domain::{Payment, Refunded, Way, refunds_on, window};
use crate::{App, store};

/// Which day.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Wanted {
    /// The day in Viet Nam, by the time at which the platform took the money or paid it back, or money became a surplus.
    day: NaiveDate,
}

/// The payments and refunds through the platform of a local day held against its statement, and the money of the day.
/// A refund and what the platform says of it may lie up to 31 days apart: they stand together in the day of the
/// platform's statement, and until it comes in the day of the record.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ReconciliationView {
    /// The day in Viet Nam.
    pub day: NaiveDate,
    /// Whether the platform's statement was put; without it every payment noted here is missing there.
    pub has_statement: bool,
    /// How many agree.
    pub matched: usize,
    /// Taken by the platform, unknown or not noted here: a notice was lost, or is in doubt. Or paid back by it and not
    /// recorded here.
    pub missing_here: Vec<MoneyView>,
    /// Noted here, not taken or not paid back by the platform.
    pub missing_there: Vec<MoneyView>,
    /// The same order with another amount or another transaction.
    pub differing: Vec<DifferingView>,
    /// Money that on this day turned out to be owed no more, or paid already, and is still to be refunded.
    pub surplus: Vec<SurplusView>,
    /// What was recorded on this day as paid back.
    pub refunded: Vec<RefundView>,
    /// What came in and went back on this day at the counter.
    pub counter: BookView,
    /// What came in and went back on this day through the platform, as it was noted here.
    pub online: BookView,
}

/// What came in and went back by one way.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct BookView {
    /// What came in, in đồng.
    #[schema(example = 180_000)]
    pub taken_vnd: u64,
    /// What was paid back, in đồng.
    #[schema(example = 30_000)]
    pub refunded_vnd: u64,
    /// What came in less what was paid back, in đồng.
    #[schema(example = 150_000)]
    pub net_vnd: i64,
}

/// A payment or refund as one side wrote it down.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MoneyView {
    /// Which of the two.
    pub kind: LineKind,
    /// The order that the platform quotes: the id of the payment.
    pub reference: String,
    /// The dossier, where the order is known here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dossier_id: Option<DossierId>,
    /// The platform's number of the transaction.
    pub transaction: String,
    /// How much, in đồng.
    pub amount_vnd: u64,
    /// When the platform took it or paid it back, as far as it said so; else when it was recorded, UTC.
    pub paid_at: DateTime<Utc>,
}

/// What the two sides say about one order.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DifferingView {
    /// As it was noted or ordered here.
    pub ours: MoneyView,
    /// As the platform says.
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
    /// How much of it is to be refunded, in đồng.
    pub amount_vnd: u64,
    /// When it was taken, by the platform or at the counter, UTC.
    pub paid_at: DateTime<Utc>,
}

/// Read the reconciliation of a local day.
#[utoipa::path(get, path = "/v1/payments/reconciliation", operation_id = "getReconciliation", tag = "payments",
    params(Wanted),
    responses((status = 200, description = "Every payment of the day in its place", body = ReconciliationView)),
    security(("oauth2" = ["payments:read"])))]
pub async fn get_reconciliation(
    State(app): State<App>,
    actor: Actor,
    Query(Wanted { day }): Query<Wanted>,
) -> Result<Json<ReconciliationView>, Problem> {
    actor.require(&[Role::CentreDirector, Role::SysAdmin, Role::Auditor])?;
    let db = app.db.read();
    let (takings, stated) = (store::takings(db, day).await?, store::statement(db, day).await?);
    let (has_statement, surplus) = (stated.is_some(), store::surplus_of(db, day).await?);
    let mut refunded = store::refunds_within(db, window(day)).await?;
    let transfers: Vec<Line> = refunded.iter().filter_map(Refunded::line).collect();
    let mut found = takings.against(&stated.unwrap_or_else(Statement::default));
    found.extend(refunds_on(day, &transfers, &store::stated_refunds(db, window(day)).await?));
    refunded.retain(|refunded| local_date(refunded.at) == day);
    let taken = store::taken(db, day).await?;
    let dossiers = store::dossiers_of_payments(db, references(&found)).await?;
    let money = |line: Line| money(&dossiers, line);
    let differing = |Pair { ours, theirs }| DifferingView { ours: money(ours), theirs: money(theirs) };
    Ok(Json(ReconciliationView {
        day,
        has_statement,
        matched: found.matched.len(),
        missing_here: found.missing_here.into_iter().map(money).collect(),
        missing_there: found.missing_there.into_iter().map(money).collect(),
        differing: found.differing.into_iter().map(differing).collect(),
        surplus: surplus.into_iter().map(|(payment, paid_at)| to_refund(payment, paid_at)).collect(),
        counter: book(Way::Counter, &taken, &refunded),
        online: book(Way::Online, &taken, &refunded),
        refunded: refunded.into_iter().map(refund).collect(),
    }))
}

/// The orders of what does not agree.
fn references(found: &Reconciliation) -> impl Iterator<Item = &str> {
    let pairs = found.differing.iter().flat_map(|pair| [&pair.ours, &pair.theirs]);
    found.missing_here.iter().chain(&found.missing_there).chain(pairs).map(|line| line.reference.as_str())
}

fn book(way: Way, taken: &[(Way, u64)], refunded: &[Refunded]) -> BookView {
    let taken_vnd = taken.iter().filter(|(by, _)| *by == way).map(|(_, vnd)| vnd).sum();
    let refunds = refunded.iter().map(|refunded| &refunded.refund).filter(|refund| refund.way() == way);
    let refunded_vnd = refunds.map(|refund| refund.amount_vnd).sum();
    BookView { taken_vnd, refunded_vnd, net_vnd: taken_vnd.cast_signed().saturating_sub_unsigned(refunded_vnd) }
}

fn money(dossiers: &HashMap<String, DossierId>, line: Line) -> MoneyView {
    let dossier_id = dossiers.get(&line.reference).copied();
    let Line { kind, reference, transaction, amount_vnd, paid_at } = line;
    MoneyView { kind, reference, dossier_id, transaction, amount_vnd, paid_at }
}

fn to_refund(payment: Payment, paid_at: DateTime<Utc>) -> SurplusView {
    SurplusView {
        payment_id: payment.id,
        dossier_id: payment.dossier,
        fee_id: payment.fee,
        amount_vnd: payment.to_refund_vnd(),
        transaction: payment.transaction,
        paid_at,
    }
}
