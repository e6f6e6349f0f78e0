//! How many requests somebody may send: by account once signed in, else by address. Says so in every answer.

use std::hash::Hash;
use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use governor::clock::{Clock, DefaultClock};
use governor::middleware::StateInformationMiddleware;
use governor::state::keyed::DefaultKeyedStateStore;
use governor::{Quota, RateLimiter};
use motcua_kit::config::Settings;
use motcua_kit::problem::{Problem, Slug};
use uuid::Uuid;

const LIMIT: HeaderName = HeaderName::from_static("ratelimit");
const POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");

/// Both limits.
pub struct Limits {
    principal: Option<Limit<Uuid>>,
    address: Option<Limit<IpAddr>>,
}

/// One limit: so many requests a second, so many at once.
struct Limit<K: Hash + Eq + Clone> {
    name: &'static str,
    per_second: NonZeroU32,
    burst: NonZeroU32,
    limiter: RateLimiter<K, DefaultKeyedStateStore<K>, DefaultClock, StateInformationMiddleware>,
}

/// Whether a request may pass, and what the answer says about it.
#[derive(Default)]
pub struct Verdict {
    /// Seconds to wait when it may not.
    pub wait: Option<u64>,
    headers: Option<[(HeaderName, HeaderValue); 2]>,
}

impl Limits {
    /// The limits that the settings name; a rate of 0 means none.
    pub fn new(settings: &Settings) -> Self {
        Self {
            principal: Limit::new("principal", settings.rate_per_principal, settings.rate_per_principal_burst),
            address: Limit::new("address", settings.rate_per_address, settings.rate_per_address_burst),
        }
    }

    /// A request of somebody who is signed in.
    pub fn principal(&self, account: Uuid) -> Verdict {
        self.principal.as_ref().map(|limit| limit.check(&account)).unwrap_or_default()
    }

    /// A request of somebody who is not.
    pub fn address(&self, address: IpAddr) -> Verdict {
        self.address.as_ref().map(|limit| limit.check(&network(address))).unwrap_or_default()
    }

    /// Forgets those that were quiet long enough to be as good as new.
    pub fn tidy(&self) {
        if let Some(limit) = &self.principal {
            limit.limiter.retain_recent();
        }
        if let Some(limit) = &self.address {
            limit.limiter.retain_recent();
        }
    }
}

impl<K: Hash + Eq + Clone> Limit<K> {
    fn new(name: &'static str, per_second: u32, burst: u32) -> Option<Self> {
        let per_second = NonZeroU32::new(per_second)?;
        let burst = NonZeroU32::new(burst).unwrap_or(per_second);
        let limiter = RateLimiter::keyed(Quota::per_second(per_second).allow_burst(burst)).with_middleware();
        Some(Self { name, per_second, burst, limiter })
    }

    fn check(&self, key: &K) -> Verdict {
        match self.limiter.check_key(key) {
            Ok(state) => Verdict { wait: None, headers: self.headers(state.remaining_burst_capacity()) },
            Err(until) => {
                let wait = until.wait_time_from(self.limiter.clock().now());
                let seconds = wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
                Verdict { wait: Some(seconds.max(1)), headers: self.headers(0) }
            }
        }
    }

    fn headers(&self, left: u32) -> Option<[(HeaderName, HeaderValue); 2]> {
        let (name, burst) = (self.name, self.burst.get());
        let full_in = burst.saturating_sub(left).div_ceil(self.per_second.get());
        let window = burst.div_ceil(self.per_second.get());
        let limit = HeaderValue::try_from(format!("\"{name}\";r={left};t={full_in}")).ok()?;
        let policy = HeaderValue::try_from(format!("\"{name}\";q={burst};w={window}")).ok()?;
        Some([(LIMIT, limit), (POLICY, policy)])
    }
}

impl Verdict {
    /// Writes the limit into an answer.
    pub fn mark(self, headers: &mut HeaderMap) {
        headers.extend(self.headers.into_iter().flatten());
    }
}

/// The answer to one request too many.
pub fn refuse(wait: u64) -> Response {
    let mut response = Problem::new(Slug::RateLimited).into_response();
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(wait));
    response
}

/// What counts as one address: with IPv6, a subscriber's whole network.
fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(wide) => match wide.to_ipv4_mapped() {
            Some(narrow) => narrow.into(),
            None => Ipv6Addr::from_bits(wide.to_bits() & !u128::from(u64::MAX)).into(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subscriber_of_ipv6_counts_once() {
        let address = |text: &str| network(text.parse().unwrap());
        assert_eq!(address("2001:db8:1:2::1"), address("2001:db8:1:2:ffff::9"));
        assert_ne!(address("2001:db8:1:2::1"), address("2001:db8:1:3::1"));
        assert_eq!(address("::ffff:192.0.2.1"), address("192.0.2.1"));
    }

    #[test]
    fn the_burst_passes_and_the_next_one_waits() {
        let limit = Limit::new("principal", 1, 3).unwrap();
        assert!((0..3).all(|_| limit.check(&7).wait.is_none()));
        assert_eq!(limit.check(&7).wait, Some(1));
        assert!(limit.check(&8).wait.is_none());
        assert!(Limit::<u8>::new("principal", 0, 3).is_none());
    }
}
