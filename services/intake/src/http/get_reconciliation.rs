//! Reads the money of a day: what agrees with the payment platform, what does not, what is to be refunded and what was.

use axum::extract::State;
use axum::response::IntoResponse;
use chrono::NaiveDate;
use motcua_kit::Problem;
use motcua_kit::http::{Json, Query, etag};
use motcua_payments::{Line, Pair, Reconciliation};
use motcua_worktime::local_date;
use sea_orm::DbErr;
use serde::Deserialize;
use utoipa::IntoParams;

use super::payment_view::refund;
use super::reconciliation_view::{BookView, DifferingView, MoneyView, ReconciliationView, SurplusView};
use crate::app::App;
use crate::domain::{PaymentMethod, RecordedRefund, refund_window, refunds_of_day};
use crate::store;

/// The day.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct GetReconciliationQuery {
    /// The day in Viet Nam, by the time at which the platform took or refunded the money, or money became a surplus.
    day: NaiveDate,
}

/// Read the reconciliation of a local day.
#[utoipa::path(get, path = "/v1/payments/reconciliation", operation_id = "getReconciliation", tag = "payments",
    params(GetReconciliationQuery),
    responses((status = 200, description = "Every payment of the day in its list", body = ReconciliationView,
        headers(("ETag" = String, description = "The version of the statement; \"0\" when there is none")))))]
pub async fn get_reconciliation(
    State(app): State<App>,
    Query(GetReconciliationQuery { day }): Query<GetReconciliationQuery>,
) -> Result<impl IntoResponse, Problem> {
    let db = app.resources.db.read();
    let mut refunds = store::list_refunds_between(db, refund_window(day)).await?;
    let (found, version) = reconcile(&app, day, &refunds).await?;
    refunds.retain(|recorded| local_date(recorded.at) == day);
    let (surplus, received) = (store::list_surplus(db, day).await?, store::sum_received(db, day).await?);
    let dossiers = store::list_dossiers_of_payments(db, references(&found)).await?;
    let money = |line: Line| MoneyView::of(&dossiers, line);
    let differing = |Pair { ours, theirs }| DifferingView { ours: money(ours), theirs: money(theirs) };
    let view = ReconciliationView {
        day,
        has_statement: version > 0,
        matched: found.matched.len(),
        missing_here: found.missing_here.into_iter().map(money).collect(),
        missing_there: found.missing_there.into_iter().map(money).collect(),
        differing: found.differing.into_iter().map(differing).collect(),
        surplus: surplus.into_iter().map(SurplusView::of).collect(),
        counter: BookView::of(PaymentMethod::Counter, &received, &refunds),
        online: BookView::of(PaymentMethod::Online, &received, &refunds),
        refunded: refunds.iter().map(refund).collect(),
    };
    Ok((etag(version), Json(view)))
}

/// The payments and refunds of a day compared with the platform's, and the version of its statement, 0 when there is none;
/// `refunds` are those of the window around the day.
async fn reconcile(app: &App, day: NaiveDate, refunds: &[RecordedRefund]) -> Result<(Reconciliation, i64), DbErr> {
    let (db, window) = (app.resources.db.read(), refund_window(day));
    let (payments, statement) = (store::find_daily_payments(db, day).await?, store::find_statement(db, day).await?);
    let (statement, version) = statement.unwrap_or_default();
    let mut found = payments.reconcile(&statement);
    let ours: Vec<Line> = refunds.iter().filter_map(RecordedRefund::line).collect();
    found.extend(refunds_of_day(day, &ours, &store::list_stated_refunds(db, window).await?));
    Ok((found, version))
}

/// The orders of what does not agree.
fn references(found: &Reconciliation) -> impl Iterator<Item = &str> {
    let pairs = found.differing.iter().flat_map(|pair| [&pair.ours, &pair.theirs]);
    found.missing_here.iter().chain(&found.missing_there).chain(pairs).map(|line| line.reference.as_str())
}
