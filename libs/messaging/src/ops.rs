//! The private port: metrics always; the business clock and the state of all queues where the clock is manual.

use axum::extract::State as Shared;
use axum::http::StatusCode;
use axum::routing::get;
use axum::{Json, Router};
use chrono::{DateTime, Utc};
use motcua_kit::clock::Clock;
use motcua_kit::telemetry::Telemetry;
use serde::{Deserialize, Serialize};

use crate::idle::{IdleProbe, QueueState};

/// A moment of business time.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClockReading {
    /// The moment, UTC.
    pub now: DateTime<Utc>,
}

#[derive(Clone)]
struct Ops {
    business: Clock,
    services: Vec<IdleProbe>,
}

/// The routes of the private port.
pub fn routes(telemetry: &Telemetry, business: Clock, services: Vec<IdleProbe>) -> Router {
    let metrics = telemetry.metrics();
    let scrape = move || async move { metrics.map(|metrics| metrics.render()).unwrap_or_default() };
    let router = Router::new().route("/metrics", get(scrape));
    if !business.is_manual() {
        return router;
    }
    let clock = Router::new()
        .route("/clock", get(read_clock).put(set_clock))
        .route("/idle", get(idle))
        .with_state(Ops { business, services });
    router.merge(clock)
}

async fn read_clock(Shared(ops): Shared<Ops>) -> Json<ClockReading> {
    Json(ClockReading { now: ops.business.now() })
}

async fn set_clock(Shared(ops): Shared<Ops>, Json(wanted): Json<ClockReading>) -> (StatusCode, Json<ClockReading>) {
    let status = if ops.business.set(wanted.now) { StatusCode::OK } else { StatusCode::CONFLICT };
    (status, Json(ClockReading { now: ops.business.now() }))
}

async fn idle(Shared(ops): Shared<Ops>) -> Result<Json<Vec<QueueState>>, (StatusCode, String)> {
    let states = IdleProbe::states(&ops.services).await;
    states.map(Json).map_err(|error| (StatusCode::SERVICE_UNAVAILABLE, error))
}
