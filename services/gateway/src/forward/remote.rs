//! A service in another process, reached over HTTP.

use std::error::Error;
use std::time::Duration;

use axum::body::{Body, HttpBody};
use axum::extract::Request;
use axum::http::{HeaderValue, Uri, Version, header};
use axum::response::{IntoResponse, Response};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use motcua_kit::http::BODY_LIMIT;
use motcua_kit::problem::{Problem, Slug};
use motcua_kit::telemetry;
use serde_json::Value;

use super::headers::strip_hop_by_hop;

const CONNECT_TIMEOUT: Duration = Duration::from_secs(2);
const RESPONSE_TIMEOUT: Duration = Duration::from_secs(10);
const IDLE_TIMEOUT: Duration = Duration::from_secs(60);
const MAX_IDLE_CONNECTIONS: usize = 64;
const DOCUMENT_LIMIT: usize = 4 << 20;

/// A client with a pool of connections.
pub type HttpClient = Client<HttpConnector, Body>;

/// The client that all remote services share.
pub fn client() -> HttpClient {
    let mut connector = HttpConnector::new();
    connector.set_nodelay(true);
    connector.set_connect_timeout(Some(CONNECT_TIMEOUT));
    Client::builder(TokioExecutor::new())
        .pool_timer(TokioTimer::new())
        .pool_idle_timeout(IDLE_TIMEOUT)
        .pool_max_idle_per_host(MAX_IDLE_CONNECTIONS)
        .build(connector)
}

/// A remote service.
pub struct Remote {
    client: HttpClient,
    url: String,
}

impl Remote {
    /// The service at this base URL.
    pub fn new(client: HttpClient, url: String) -> Self {
        Self { client, url }
    }

    /// Forwards a request and streams the response back.
    pub async fn send(&self, request: Request<Body>) -> Response {
        // Rejected here: if a service answers before it has read the body, its response may be lost.
        if usize::try_from(request.body().size_hint().lower()).map_or(true, |bytes| bytes > BODY_LIMIT) {
            return Problem::new(Slug::PayloadTooLarge).into_response();
        }
        let Some(request) = self.rewritten(request) else { return Problem::not_found().into_response() };
        match tokio::time::timeout(RESPONSE_TIMEOUT, self.client.request(request)).await {
            Ok(Ok(response)) => {
                let (mut parts, body) = response.into_parts();
                strip_hop_by_hop(&mut parts.headers);
                Response::from_parts(parts, Body::new(body))
            }
            Ok(Err(error)) if is_too_large(&error) => Problem::new(Slug::PayloadTooLarge).into_response(),
            Ok(Err(error)) => {
                tracing::warn!(upstream = self.url, error = %error, "upstream not reachable");
                Problem::new(Slug::Unavailable).into_response()
            }
            Err(_) => Problem::new(Slug::Timeout).into_response(),
        }
    }

    /// The request with the service's URL and the trace context.
    fn rewritten(&self, request: Request<Body>) -> Option<Request<Body>> {
        let (mut parts, body) = request.into_parts();
        let path = parts.uri.path_and_query().map_or("/", |path| path.as_str());
        parts.uri = format!("{}{path}", self.url).parse().ok()?;
        parts.version = Version::HTTP_11;
        // The client sets the host of the service.
        parts.headers.remove(header::HOST);
        if let Some(context) = telemetry::traceparent().and_then(|context| HeaderValue::try_from(context).ok()) {
            parts.headers.insert("traceparent", context);
        }
        Some(Request::from_parts(parts, Body::new(Limited::new(body, BODY_LIMIT))))
    }

    /// Fetches the OpenAPI document of the service.
    pub async fn fetch_document(&self) -> Result<Value, Box<dyn Error + Send + Sync>> {
        let url: Uri = format!("{}/openapi.json", self.url).parse()?;
        let response = tokio::time::timeout(RESPONSE_TIMEOUT, self.client.get(url)).await??;
        if !response.status().is_success() {
            return Err(format!("status {}", response.status()).into());
        }
        let body = Limited::new(response.into_body(), DOCUMENT_LIMIT).collect();
        Ok(serde_json::from_slice(&tokio::time::timeout(RESPONSE_TIMEOUT, body).await??.to_bytes())?)
    }
}

/// Whether a body of unknown length exceeded the limit while it was sent.
fn is_too_large(error: &(dyn Error + 'static)) -> bool {
    error.is::<LengthLimitError>() || error.source().is_some_and(is_too_large)
}
