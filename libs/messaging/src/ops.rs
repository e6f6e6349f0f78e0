//! The private port: metrics always; the business clock and the state of all queues where it is set by hand.

use axum::extract::State as Shared;
use axum::http::StatusCode;
use axum::routing::get;
use axum::{Json, Router};
use chrono::{DateTime, Utc};
use motcua_kit::clock::Clock;
use motcua_kit::telemetry::Telemetry;
use serde::{Deserialize, Serialize};

use crate::quiet::{Quiet, State};

/// A moment of business time.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clockwork {
    /// The moment, UTC.
    pub now: DateTime<Utc>,
}

#[derive(Clone)]
struct Ops {
    business: Clock,
    services: Vec<Quiet>,
}

/// The routes of the private port.
pub fn routes(telemetry: &Telemetry, business: Clock, services: Vec<Quiet>) -> Router {
    let metrics = telemetry.metrics();
    let scrape = move || async move { metrics.map(|metrics| metrics.render()).unwrap_or_default() };
    let router = Router::new().route("/metrics", get(scrape));
    if !business.is_manual() {
        return router;
    }
    let clock = Router::new()
        .route("/clock", get(read_clock).put(set_clock))
        .route("/quiet", get(quiet))
        .with_state(Ops { business, services });
    router.merge(clock)
}

async fn read_clock(Shared(ops): Shared<Ops>) -> Json<Clockwork> {
    Json(Clockwork { now: ops.business.now() })
}

async fn set_clock(Shared(ops): Shared<Ops>, Json(wanted): Json<Clockwork>) -> (StatusCode, Json<Clockwork>) {
    let status = if ops.business.set(wanted.now) { StatusCode::OK } else { StatusCode::CONFLICT };
    (status, Json(Clockwork { now: ops.business.now() }))
}

async fn quiet(Shared(ops): Shared<Ops>) -> Result<Json<Vec<State>>, (StatusCode, String)> {
    let states = Quiet::states(&ops.services).await;
    states.map(Json).map_err(|error| (StatusCode::SERVICE_UNAVAILABLE, error))
}
