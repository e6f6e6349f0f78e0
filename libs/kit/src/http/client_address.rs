//! The address of the client behind the gateway.

use std::convert::Infallible;
use std::net::IpAddr;

use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::request::Parts;

/// The address of the client, as the gateway states it in `X-Forwarded-For`: only the gateway reaches a service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClientAddress(pub Option<IpAddr>);

impl ClientAddress {
    /// The address that these headers state.
    pub fn of(headers: &HeaderMap) -> Self {
        let stated = headers.get("x-forwarded-for").and_then(|value| value.to_str().ok());
        Self(stated.and_then(|address| address.parse().ok()))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for ClientAddress {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::of(&parts.headers))
    }
}
