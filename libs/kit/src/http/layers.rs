//! The layers around every operation: request id, trace, limits, time-out, panics as problems, problems in the reader's
//! language.

use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, Request};
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::request_id::{MakeRequestUuid, PropagateRequestIdLayer, RequestId, SetRequestIdLayer};
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::trace::TraceLayer;

use super::language::Language;
use crate::problem::{Problem, ProblemDocument, Slug};

/// Full version of the API, sent with every answer.
pub const API_VERSION: &str = env!("CARGO_PKG_VERSION");

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
/// The largest body of a request, in bytes.
pub const BODY_LIMIT: usize = 1 << 20;
const TIME_LIMIT: Duration = Duration::from_secs(30);

/// Puts the layers around a router.
pub fn layers(router: Router) -> Router {
    let version = SetResponseHeaderLayer::if_not_present(
        HeaderName::from_static("api-version"),
        HeaderValue::from_static(API_VERSION),
    );
    let nosniff =
        SetResponseHeaderLayer::if_not_present(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    router
        .fallback(|| async { Problem::not_found() })
        .method_not_allowed_fallback(|| async { Problem::new(Slug::MethodNotAllowed) })
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(from_fn(time_limit))
        .layer(CatchPanicLayer::custom(|_| Problem::internal(&"a handler panicked").into_response()))
        .layer(from_fn(present_problem))
        .layer(
            ServiceBuilder::new()
                .layer(SetRequestIdLayer::new(REQUEST_ID, MakeRequestUuid))
                .layer(TraceLayer::new_for_http().make_span_with(span))
                .layer(PropagateRequestIdLayer::new(REQUEST_ID))
                .layer(version)
                .layer(nosniff),
        )
}

fn span(request: &Request<Body>) -> tracing::Span {
    let span = tracing::debug_span!("http", http.method = %request.method(), http.path = %request.uri().path());
    crate::telemetry::continue_trace(&span, request.headers());
    span
}

async fn time_limit(request: Request, next: Next) -> Response {
    match tokio::time::timeout(TIME_LIMIT, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Problem::new(Slug::Timeout).into_response(),
    }
}

/// Writes a problem in the reader's language, with the id of the request and of its trace.
async fn present_problem(request: Request, next: Next) -> Response {
    let instance =
        request.extensions().get::<RequestId>().and_then(|id| id.header_value().to_str().ok()).map(str::to_owned);
    let language = Language::negotiate(request.headers());
    let mut response = next.run(request).await;
    let Some(problem) = response.extensions_mut().remove::<Problem>() else { return response };
    let document = ProblemDocument { instance, trace_id: crate::telemetry::trace_id(), ..problem.document(language) };
    let (mut parts, _) = response.into_parts();
    let (written, body) = document.into_response().into_parts();
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(language.code()));
    parts.status = written.status;
    Response::from_parts(parts, body)
}
