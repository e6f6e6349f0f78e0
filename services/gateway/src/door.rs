//! What every request passes first: who is it, and has it sent too many.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;

use axum::extract::{ConnectInfo, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use motcua_kit::auth::{Actor, Verifier};
use motcua_kit::problem::Problem;

use crate::limits::{Limits, refuse};

/// The door; cheap to clone.
#[derive(Clone)]
pub struct Door {
    /// Verifies access tokens.
    pub verifier: Verifier,
    /// Counts requests.
    pub limits: Arc<Limits>,
}

/// Who sent a request, as the gateway found out.
#[derive(Clone, Copy)]
pub struct Caller {
    /// Where it came from.
    pub address: IpAddr,
    /// Whether it carries a good access token.
    pub signed_in: bool,
}

/// Lets a request in, or answers 401 or 429.
pub async fn enter(State(door): State<Door>, mut request: Request, next: Next) -> Response {
    let address = address(&request);
    let actor = door.actor(&request);
    let verdict = match &actor {
        Ok(Some(actor)) => door.limits.principal(actor.id),
        _ => door.limits.address(address),
    };
    let mut response = match (verdict.wait, actor) {
        (Some(wait), _) => refuse(wait),
        (None, Err(problem)) => problem.into_response(),
        (None, Ok(actor)) => {
            request.extensions_mut().insert(Caller { address, signed_in: actor.is_some() });
            next.run(request).await
        }
    };
    verdict.mark(response.headers_mut());
    response
}

impl Door {
    fn actor(&self, request: &Request) -> Result<Option<Actor>, Problem> {
        // The token endpoints have credentials of their own in that header.
        if Verifier::is_anonymous(request.headers()) || request.uri().path().starts_with("/oauth/") {
            return Ok(None);
        }
        self.verifier.actor(request.headers()).map(Some)
    }
}

fn address(request: &Request) -> IpAddr {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>();
    peer.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |ConnectInfo(peer)| peer.ip())
}
