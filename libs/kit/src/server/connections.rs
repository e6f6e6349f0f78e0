//! How many connections are open, in all and from each address.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Arc, Mutex, PoisonError};

use crate::config::Settings;
use crate::trusted_proxies::TrustedProxies;

/// Limits of the connections to a port.
#[derive(Debug, Clone)]
pub struct ConnectionLimits {
    most: usize,
    per_address: Option<usize>,
    proxies: TrustedProxies,
}

impl ConnectionLimits {
    /// Of a port that strangers reach: `most` in all, and `per_address` from each address that is no trusted proxy; 0
    /// for no limit.
    pub fn public(most: usize, per_address: usize, proxies: TrustedProxies) -> Self {
        Self { most: unlimited(most), per_address: Some(unlimited(per_address)), proxies }
    }

    /// Of the public port that the settings describe.
    pub fn of(settings: &Settings) -> Self {
        let Settings { connections, connections_per_address, trusted_proxies, .. } = settings;
        Self::public(*connections, *connections_per_address, trusted_proxies.clone())
    }

    /// Of a port that only processes of the platform reach; 0 for no limit.
    pub fn internal(most: usize) -> Self {
        Self { most: unlimited(most), per_address: None, proxies: TrustedProxies::default() }
    }

    /// Whether strangers reach the port.
    pub(super) fn is_public(&self) -> bool {
        self.per_address.is_some()
    }

    /// How many connections an address may have open.
    fn of_address(&self, address: IpAddr) -> usize {
        self.per_address.filter(|_| !self.proxies.contains(address)).unwrap_or(usize::MAX)
    }
}

fn unlimited(limit: usize) -> usize {
    if limit == 0 { usize::MAX } else { limit }
}

/// The open connections of a port.
pub(super) struct Connections {
    limits: ConnectionLimits,
    open: Arc<Mutex<HashMap<IpAddr, usize>>>,
}

impl Connections {
    pub(super) fn new(limits: ConnectionLimits) -> Self {
        Self { limits, open: Arc::default() }
    }

    /// Counts a connection until the returned value is dropped; `None` above a limit.
    pub(super) fn open(&self, address: IpAddr) -> Option<Connection> {
        let network = client_network(address);
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let (all, mine) = (open.values().sum::<usize>(), open.get(&network).copied().unwrap_or_default());
        if all >= self.limits.most || mine >= self.limits.of_address(address) {
            metrics::counter!("motcua_http_connections_refused_total").increment(1);
            return None;
        }
        *open.entry(network).or_default() += 1;
        Some(Connection { network, open: self.open.clone() })
    }
}

/// An open connection.
pub(super) struct Connection {
    network: IpAddr,
    open: Arc<Mutex<HashMap<IpAddr, usize>>>,
}

impl Drop for Connection {
    fn drop(&mut self) {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = open.get_mut(&self.network) {
            *count -= 1;
            if *count == 0 {
                open.remove(&self.network);
            }
        }
    }
}

/// What an address is counted as: with IPv6 the subscriber's whole /64 network.
pub fn client_network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => Ipv6Addr::from_bits(v6.to_bits() & !u128::from(u64::MAX)).into(),
        v4 => v4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn an_address_above_its_limit_is_refused_until_one_of_its_connections_closes() {
        let connections = Connections::new(ConnectionLimits::public(10, 2, TrustedProxies::default()));
        let (one, two) = (connections.open(address("192.0.2.1")), connections.open(address("192.0.2.1")));
        assert!(one.is_some() && two.is_some() && connections.open(address("192.0.2.1")).is_none());
        assert!(connections.open(address("192.0.2.2")).is_some());
        drop(one);
        assert!(connections.open(address("192.0.2.1")).is_some());
    }

    #[test]
    fn all_addresses_together_have_a_limit() {
        let connections = Connections::new(ConnectionLimits::internal(3));
        let open: Vec<_> = (1..=3).map(|last| connections.open(address(&format!("192.0.2.{last}")))).collect();
        assert!(open.iter().all(Option::is_some) && connections.open(address("192.0.2.9")).is_none());
        drop(open);
        assert!(connections.open.lock().unwrap().is_empty());
    }

    #[test]
    fn a_trusted_proxy_has_only_the_limit_of_all() {
        let connections = Connections::new(ConnectionLimits::public(9, 1, "192.0.2.0/24".parse().unwrap()));
        let open: Vec<_> = (0..5).map(|_| connections.open(address("192.0.2.1"))).collect();
        assert!(open.iter().all(Option::is_some));
    }

    #[test]
    fn addresses_of_one_ipv6_network_count_as_one() {
        let network = |text| client_network(address(text));
        assert_eq!(network("2001:db8:1:2::1"), network("2001:db8:1:2:ffff::9"));
        assert_ne!(network("2001:db8:1:2::1"), network("2001:db8:1:3::1"));
        assert_eq!(network("::ffff:192.0.2.1"), address("192.0.2.1"));
    }
}
