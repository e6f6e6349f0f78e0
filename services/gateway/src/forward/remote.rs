//! Sending a request to a service in another process.

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

use crate::headers::strip_hop_by_hop;

const CONNECT: Duration = Duration::from_secs(2);
const ANSWER: Duration = Duration::from_secs(10);
const IDLE: Duration = Duration::from_secs(60);
const LARGEST_DESCRIPTION: usize = 4 << 20;

/// A client with a pool of connections.
pub type HttpClient = Client<HttpConnector, Body>;

/// The client that all services are reached with.
pub fn client() -> HttpClient {
    let mut connector = HttpConnector::new();
    connector.set_nodelay(true);
    connector.set_connect_timeout(Some(CONNECT));
    Client::builder(TokioExecutor::new())
        .pool_timer(TokioTimer::new())
        .pool_idle_timeout(IDLE)
        .pool_max_idle_per_host(64)
        .build(connector)
}

/// A service in another process.
pub struct Remote {
    client: HttpClient,
    url: String,
}

impl Remote {
    /// The service at this address.
    pub fn new(client: HttpClient, url: String) -> Self {
        Self { client, url }
    }

    /// Sends a request on and gives back the answer as it comes.
    pub async fn send(&self, request: Request<Body>) -> Response {
        // Refused here, because a service that answers before it has read everything may not be heard.
        if usize::try_from(request.body().size_hint().lower()).map_or(true, |bytes| bytes > BODY_LIMIT) {
            return Problem::new(Slug::PayloadTooLarge).into_response();
        }
        let Some(request) = self.addressed(request) else { return Problem::not_found().into_response() };
        match tokio::time::timeout(ANSWER, self.client.request(request)).await {
            Ok(Ok(answer)) => {
                let (mut parts, body) = answer.into_parts();
                strip_hop_by_hop(&mut parts.headers);
                Response::from_parts(parts, Body::new(body))
            }
            Ok(Err(error)) if is_too_large(&error) => Problem::new(Slug::PayloadTooLarge).into_response(),
            Ok(Err(error)) => {
                tracing::warn!(upstream = self.url, error = %error, "not reachable");
                Problem::new(Slug::Unavailable).into_response()
            }
            Err(_) => Problem::new(Slug::Timeout).into_response(),
        }
    }

    fn addressed(&self, request: Request<Body>) -> Option<Request<Body>> {
        let (mut parts, body) = request.into_parts();
        let path = parts.uri.path_and_query().map_or("/", |path| path.as_str());
        parts.uri = format!("{}{path}", self.url).parse().ok()?;
        parts.version = Version::HTTP_11;
        // The client names the service itself.
        parts.headers.remove(header::HOST);
        if let Some(context) = telemetry::traceparent().and_then(|context| HeaderValue::try_from(context).ok()) {
            parts.headers.insert("traceparent", context);
        }
        Some(Request::from_parts(parts, Body::new(Limited::new(body, BODY_LIMIT))))
    }

    /// What the service says of its operations.
    pub async fn describe(&self) -> Result<Value, Box<dyn Error + Send + Sync>> {
        let url: Uri = format!("{}/openapi.json", self.url).parse()?;
        let answer = tokio::time::timeout(ANSWER, self.client.get(url)).await??;
        if !answer.status().is_success() {
            return Err(format!("status {}", answer.status()).into());
        }
        let body = Limited::new(answer.into_body(), LARGEST_DESCRIPTION).collect();
        Ok(serde_json::from_slice(&tokio::time::timeout(ANSWER, body).await??.to_bytes())?)
    }
}

/// Whether a body of unknown length turned out too long on its way.
fn is_too_large(error: &(dyn Error + 'static)) -> bool {
    error.is::<LengthLimitError>() || error.source().is_some_and(is_too_large)
}
