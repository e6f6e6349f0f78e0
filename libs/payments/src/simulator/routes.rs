//! The routes of the simulator: the payment page, the statements, and sending a notification again.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Json;
use axum::routing::{get, post};
use chrono::NaiveDate;

use super::page;
use super::sender::Delivery;
use super::state::Simulator;
use crate::statement::Statement;

/// The routes of the simulator: `/pay` and its style sheet, `/statements/{day}`,
/// `/payments/{reference}/notifications`. All URLs on its pages are relative, so it can be nested under any path.
pub fn simulator(simulator: Simulator) -> Router {
    Router::new()
        .route("/pay", get(page::show).post(page::submit))
        .route("/style.css", get(page::style))
        .route("/statements/{day}", get(statement))
        .route("/payments/{reference}/notifications", post(resend_notification))
        .with_state(simulator)
}

/// The payments of a local day, in the format of the operation `uploadSettlementStatement`.
async fn statement(State(simulator): State<Simulator>, Path(day): Path<String>) -> Result<Json<Statement>, StatusCode> {
    let day: NaiveDate = day.parse().map_err(|_| StatusCode::NOT_FOUND)?;
    Ok(Json(simulator.ledger(|ledger| ledger.statement(day))))
}

/// Sends the last notification of an order again; the response names the outcome of the delivery.
async fn resend_notification(
    State(simulator): State<Simulator>,
    Path(reference): Path<String>,
) -> Result<(StatusCode, &'static str), StatusCode> {
    let last = simulator.ledger(|ledger| ledger.last_notification(&reference)).ok_or(StatusCode::NOT_FOUND)?;
    let delivery = simulator.sender.send(&simulator.platform.sign(&last)).await;
    let status = if delivery == Delivery::Accepted { StatusCode::OK } else { StatusCode::BAD_GATEWAY };
    Ok((status, delivery.name()))
}
