//! A stub of the public API: it returns what the pages must understand, and can be made to fail.

mod accounts;
mod catalogue;
mod definitions;
pub mod dossiers;
mod figures;
mod lookup;
pub mod payments;
mod processing;
mod work;

use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, AtomicU64};
use std::sync::{Arc, Mutex, OnceLock};

use axum::Router;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use motcua_kit::lifecycle::spawn;
use serde_json::json;
use tokio::net::TcpListener;

pub const CODE: &str = "H35.08-221206-0001";
pub const SECRET: &str = "7K0Q1XYZ";
/// A text that tries to be markup.
pub const HOSTILE: &str = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>";

/// The state of the stub.
#[derive(Clone)]
pub struct Stub {
    /// Share of the year that has been counted, in thousandths.
    pub filled: Arc<AtomicU64>,
    /// Number of requests for the figures.
    pub figures_requests: Arc<AtomicU64>,
    /// Lifetime of the access tokens, in seconds.
    pub token_lifetime: Arc<AtomicU64>,
    /// Number of revoked sign-ins.
    pub revoked: Arc<AtomicU64>,
    /// Number of requests for the definitions.
    pub definitions_requests: Arc<AtomicU64>,
    /// Whether the definitions are unavailable.
    pub definitions_unavailable: Arc<AtomicBool>,
    /// Whether the fees of the owing dossier are paid.
    pub paid: Arc<AtomicBool>,
    /// The payments that were started: fee and idempotency key.
    pub started_payments: Arc<Mutex<Vec<(String, String)>>>,
    /// `X-Forwarded-For` of the requests for tokens.
    pub visitors: Arc<Mutex<Vec<String>>>,
    /// Address of the stub.
    pub base: Arc<OnceLock<String>>,
}

/// Starts a stub; `filled` is the share of the year that has been counted, in thousandths.
pub async fn start(filled: u64) -> (String, Stub) {
    let number = |value| Arc::new(AtomicU64::new(value));
    let stub = Stub {
        filled: number(filled),
        figures_requests: number(0),
        token_lifetime: number(300),
        revoked: number(0),
        definitions_requests: number(0),
        definitions_unavailable: Arc::default(),
        paid: Arc::default(),
        started_payments: Arc::default(),
        visitors: Arc::default(),
        base: Arc::default(),
    };
    let base = serve(routes(stub.clone())).await;
    (stub.base.get_or_init(|| base).clone(), stub)
}

/// Serves routes on a free port and returns their address.
pub async fn serve(routes: Router) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("a bound port");
    let service = routes.into_make_service_with_connect_info::<SocketAddr>();
    drop(spawn(async move { axum::serve(listener, service).await }));
    format!("http://{address}")
}

fn routes(stub: Stub) -> Router {
    Router::new()
        .merge(accounts::routes())
        .merge(catalogue::routes())
        .merge(definitions::routes())
        .merge(dossiers::routes())
        .merge(figures::routes())
        .merge(lookup::routes())
        .merge(payments::routes())
        .merge(processing::routes())
        .merge(work::routes())
        .with_state(stub)
}

/// The account that a request is sent for: the stub uses user names as access tokens.
fn caller(headers: &HeaderMap) -> Option<String> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    value.strip_prefix("Bearer ").map(str::to_owned)
}

fn not_found() -> Response {
    (StatusCode::NOT_FOUND, axum::Json(json!({"code": "not-found"}))).into_response()
}
