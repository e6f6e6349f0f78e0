//! The money of a day: what agrees with the payment platform, what does not, and what is to be refunded.

use std::collections::HashMap;

use axum::extract::State;
use chrono::{DateTime, NaiveDate, Utc};
use motcua_contracts::ids::{DossierId, FeeId, PaymentId};
use motcua_kit::Problem;
use motcua_kit::auth::{Actor, Role};
use motcua_kit::http::{Json, Query};
use motcua_payments::{Line, Pair, Statement};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::domain::Payment;
use crate::{App, store};

/// Which day.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Wanted {
    /// The day in Viet Nam, by the time at which the platform took the money, or money became a surplus.
    day: NaiveDate,
}

/// The online payments of a local day held against the platform's statement.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ReconciliationView {
    /// The day in Viet Nam.
    pub day: NaiveDate,
    /// Whether the platform's statement was put; without it everything noted here is missing there.
    pub has_statement: bool,
    /// How many agree.
    pub matched: usize,
    /// Taken by the platform, unknown or not noted here: a notice was lost, or is in doubt.
    pub missing_here: Vec<MoneyView>,
    /// Noted here, not taken by the platform.
    pub missing_there: Vec<MoneyView>,
    /// The same order with another amount or another transaction.
    pub differing: Vec<DifferingView>,
    /// Money that on this day turned out to be owed no more, or paid already: to be refunded.
    pub surplus: Vec<SurplusView>,
}

/// A payment as one side wrote it down.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MoneyView {
    /// The order that the platform quotes: the id of the payment.
    pub reference: String,
    /// The dossier, where the order is known here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dossier_id: Option<DossierId>,
    /// The platform's number of the transaction.
    pub transaction: String,
    /// How much, in đồng.
    pub amount_vnd: u64,
    /// When the platform took it, UTC.
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
    let found = takings.against(&stated.unwrap_or_else(Statement::default));
    let pairs = found.differing.iter().flat_map(|pair| [&pair.ours, &pair.theirs]);
    let lines = found.missing_here.iter().chain(&found.missing_there).chain(pairs);
    let dossiers = store::dossiers_of_payments(db, lines.map(|line| line.reference.as_str())).await?;
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
    }))
}

fn money(dossiers: &HashMap<String, DossierId>, line: Line) -> MoneyView {
    let dossier_id = dossiers.get(&line.reference).copied();
    let Line { reference, transaction, amount_vnd, paid_at } = line;
    MoneyView { reference, dossier_id, transaction, amount_vnd, paid_at }
}

fn to_refund(payment: Payment, paid_at: DateTime<Utc>) -> SurplusView {
    SurplusView {
        payment_id: payment.id,
        dossier_id: payment.dossier,
        fee_id: payment.fee,
        transaction: payment.transaction,
        amount_vnd: payment.surplus_vnd,
        paid_at,
    }
}
