//! Rate limits: per account once signed in, else per address. Every response states what is left.

use std::hash::Hash;
use std::net::IpAddr;
use std::num::NonZeroU32;

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use governor::clock::{Clock, DefaultClock};
use governor::middleware::StateInformationMiddleware;
use governor::state::keyed::DefaultKeyedStateStore;
use governor::{Quota, RateLimiter};
use motcua_kit::config::Settings;
use motcua_kit::problem::{Problem, Slug};
use motcua_kit::server::client_network;
use uuid::Uuid;

const RATE_LIMIT: HeaderName = HeaderName::from_static("ratelimit");
const RATE_LIMIT_POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");

/// The limit per account and the limit per address.
pub struct RateLimits {
    account: Option<RateLimit<Uuid>>,
    address: Option<RateLimit<IpAddr>>,
}

/// One limit: requests per second, with a burst.
struct RateLimit<K: Hash + Eq + Clone> {
    policy: &'static str,
    per_second: NonZeroU32,
    burst: NonZeroU32,
    limiter: RateLimiter<K, DefaultKeyedStateStore<K>, DefaultClock, StateInformationMiddleware>,
}

/// Whether a request may pass, and the rate-limit headers of its response.
#[derive(Default)]
pub struct Decision {
    /// Seconds to wait, if the request is above the limit.
    pub retry_after: Option<u64>,
    headers: Option<[(HeaderName, HeaderValue); 2]>,
}

impl RateLimits {
    /// The limits of the settings; a rate of 0 means no limit.
    pub fn new(settings: &Settings) -> Self {
        Self {
            account: RateLimit::new("principal", settings.rate_per_principal, settings.rate_per_principal_burst),
            address: RateLimit::new("address", settings.rate_per_address, settings.rate_per_address_burst),
        }
    }

    /// Counts a request of a signed-in account.
    pub fn check_account(&self, account: Uuid) -> Decision {
        self.account.as_ref().map(|limit| limit.check(&account)).unwrap_or_default()
    }

    /// Counts a request without a valid access token.
    pub fn check_address(&self, address: IpAddr) -> Decision {
        self.address.as_ref().map(|limit| limit.check(&client_network(address))).unwrap_or_default()
    }

    /// Deletes the counters of clients whose burst is complete again.
    pub fn delete_idle(&self) {
        if let Some(limit) = &self.account {
            limit.limiter.retain_recent();
        }
        if let Some(limit) = &self.address {
            limit.limiter.retain_recent();
        }
    }
}

impl<K: Hash + Eq + Clone> RateLimit<K> {
    fn new(policy: &'static str, per_second: u32, burst: u32) -> Option<Self> {
        let per_second = NonZeroU32::new(per_second)?;
        let burst = NonZeroU32::new(burst).unwrap_or(per_second);
        let limiter = RateLimiter::keyed(Quota::per_second(per_second).allow_burst(burst)).with_middleware();
        Some(Self { policy, per_second, burst, limiter })
    }

    fn check(&self, key: &K) -> Decision {
        match self.limiter.check_key(key) {
            Ok(state) => Decision { retry_after: None, headers: self.headers(state.remaining_burst_capacity()) },
            Err(until) => {
                let wait = until.wait_time_from(self.limiter.clock().now());
                let seconds = wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
                Decision { retry_after: Some(seconds.max(1)), headers: self.headers(0) }
            }
        }
    }

    fn headers(&self, remaining: u32) -> Option<[(HeaderName, HeaderValue); 2]> {
        let (policy, burst) = (self.policy, self.burst.get());
        let reset = burst.saturating_sub(remaining).div_ceil(self.per_second.get());
        let window = burst.div_ceil(self.per_second.get());
        let state = HeaderValue::try_from(format!("\"{policy}\";r={remaining};t={reset}")).ok()?;
        let quota = HeaderValue::try_from(format!("\"{policy}\";q={burst};w={window}")).ok()?;
        Some([(RATE_LIMIT, state), (RATE_LIMIT_POLICY, quota)])
    }
}

impl Decision {
    /// Adds the `RateLimit` and `RateLimit-Policy` headers.
    pub fn write_headers(self, headers: &mut HeaderMap) {
        headers.extend(self.headers.into_iter().flatten());
    }
}

/// The 429 response to a request above the limit.
pub fn too_many_requests(retry_after: u64) -> Response {
    let mut response = Problem::new(Slug::RateLimited).into_response();
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(retry_after));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_above_the_burst_have_to_wait() {
        let limit = RateLimit::new("principal", 1, 3).unwrap();
        assert!((0..3).all(|_| limit.check(&7).retry_after.is_none()));
        assert_eq!(limit.check(&7).retry_after, Some(1));
        assert!(limit.check(&8).retry_after.is_none());
        assert!(RateLimit::<u8>::new("principal", 0, 3).is_none());
    }
}
