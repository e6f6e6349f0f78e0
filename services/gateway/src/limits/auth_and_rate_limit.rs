//! The middleware that every request passes first: verifies the access token and applies the rate limit.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use motcua_kit::auth::{Actor, Verifier};
use motcua_kit::problem::Problem;
use motcua_kit::trusted_proxies::TrustedProxies;

use super::rate_limits::{RateLimits, too_many_requests};
use super::request_origin::RequestOrigin;

/// State of the middleware; cheap to clone.
#[derive(Clone)]
pub struct AuthAndRateLimit {
    /// Verifies access tokens.
    pub verifier: Verifier,
    /// Counts requests.
    pub limits: Arc<RateLimits>,
    /// The proxies that name the address of a client.
    pub proxies: TrustedProxies,
}

/// Passes a request on with its [`RequestOrigin`], or answers 401 or 429.
pub async fn middleware(State(state): State<AuthAndRateLimit>, mut request: Request, next: Next) -> Response {
    let address = state.client_address(&request);
    let actor = state.authenticate(&request);
    let decision = match &actor {
        Ok(Some(actor)) => state.limits.check_account(actor.id),
        Ok(None) | Err(_) => state.limits.check_address(address),
    };
    let mut response = match (decision.retry_after, actor) {
        (Some(seconds), _) => too_many_requests(seconds),
        (None, Err(problem)) => problem.into_response(),
        (None, Ok(actor)) => {
            request.extensions_mut().insert(RequestOrigin { address, signed_in: actor.is_some() });
            next.run(request).await
        }
    };
    decision.write_headers(response.headers_mut());
    response
}

impl AuthAndRateLimit {
    fn authenticate(&self, request: &Request) -> Result<Option<Actor>, Problem> {
        // The token endpoints read client credentials from the Authorization header.
        if Verifier::is_anonymous(request.headers()) || request.uri().path().starts_with("/oauth/") {
            return Ok(None);
        }
        self.verifier.actor(request.headers()).map(Some)
    }

    fn client_address(&self, request: &Request) -> IpAddr {
        let address = self.proxies.client_address(request.extensions(), request.headers());
        address.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED))
    }
}
