//! Three probes: started, alive (the process only), ready (own database reachable, not draining).

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use sea_orm::ConnectionTrait;

use crate::db::Db;

/// State that the probes read.
#[derive(Clone, Default)]
pub struct Health {
    draining: Arc<AtomicBool>,
    databases: Arc<Vec<Db>>,
}

impl Health {
    /// Health of a process that needs these databases.
    pub fn new(databases: Vec<Db>) -> Self {
        Self { draining: Arc::default(), databases: Arc::new(databases) }
    }

    /// From now on not ready: no new requests should be sent here.
    pub fn drain(&self) {
        self.draining.store(true, Ordering::SeqCst);
    }

    async fn ready(&self) -> bool {
        if self.draining.load(Ordering::SeqCst) {
            return false;
        }
        for database in self.databases.iter() {
            if database.read().execute_unprepared("SELECT 1").await.is_err() {
                return false;
            }
        }
        true
    }
}

/// The routes of the probes.
pub fn routes(health: Health) -> Router {
    let ready = |State(health): State<Health>| async move {
        if health.ready().await {
            (StatusCode::OK, "ready\n")
        } else {
            (StatusCode::SERVICE_UNAVAILABLE, "not ready\n")
        }
    };
    Router::new()
        .route("/healthz/live", get(|| async { "alive\n" }))
        .route("/healthz/startup", get(|| async { "started\n" }))
        .route("/healthz/ready", get(ready))
        .with_state(health)
}
