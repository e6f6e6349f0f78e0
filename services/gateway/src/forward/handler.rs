//! The fallback handler: forwards a request to the service that owns its operation.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Extension, Request, State};
use axum::http::{HeaderValue, Method, header};
use axum::response::{IntoResponse, Response};
use motcua_kit::problem::{Problem, Slug};
use tower::ServiceExt;

use super::forwarder::{Forwarder, Target};
use super::headers::{strip_hop_by_hop, strip_spoofable_headers};
use super::route_table::Match;
use crate::limits::request_origin::RequestOrigin;

/// Forwards a request, or answers 401, 404, 405, or 503 while some service is not described yet.
pub async fn forward(
    State(forwarder): State<Arc<Forwarder>>,
    Extension(origin): Extension<RequestOrigin>,
    request: Request,
) -> Response {
    let snapshot = forwarder.snapshot();
    let route = match snapshot.routes.find(request.method(), request.uri().path()) {
        Match::Route(route) => route,
        Match::OtherMethods(methods) => return method_not_allowed(&methods),
        Match::None if snapshot.is_complete => return Problem::not_found().into_response(),
        Match::None => return Problem::new(Slug::Unavailable).into_response(),
    };
    if route.is_protected && !origin.signed_in {
        return Problem::new(Slug::Unauthenticated).into_response();
    }
    let request = sanitised(request, origin);
    match &forwarder.targets[route.upstream] {
        Target::Local(router) => router.clone().oneshot(request).await.unwrap_or_else(|never| match never {}),
        Target::Remote(remote) => remote.send(request).await,
    }
}

/// Removes headers that must not reach a service, and the extensions of the gateway's own router, such as its route
/// parameters.
fn sanitised(request: Request, origin: RequestOrigin) -> Request<Body> {
    let (mut parts, body) = request.into_parts();
    strip_hop_by_hop(&mut parts.headers);
    strip_spoofable_headers(&mut parts.headers);
    // Services record where a request came from.
    if let Ok(address) = HeaderValue::try_from(origin.address.to_string()) {
        parts.headers.insert("x-forwarded-for", address);
    }
    parts.extensions.clear();
    parts.extensions.insert(origin);
    Request::from_parts(parts, body)
}

fn method_not_allowed(allowed: &[Method]) -> Response {
    let mut response = Problem::new(Slug::MethodNotAllowed).into_response();
    let list = allowed.iter().map(Method::as_str).collect::<Vec<_>>().join(", ");
    if let Ok(allow) = HeaderValue::try_from(list) {
        response.headers_mut().insert(header::ALLOW, allow);
    }
    response
}
