//! Where a request comes from, as the gateway determined it.

use std::net::IpAddr;

/// A request extension that [`super::auth_and_rate_limit`] adds.
#[derive(Clone, Copy)]
pub struct RequestOrigin {
    /// Address of the client.
    pub address: IpAddr,
    /// Whether the request has a valid access token.
    pub signed_in: bool,
}
