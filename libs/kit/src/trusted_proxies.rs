//! The proxies in front of a process, and the address of the client behind them.

use std::net::{IpAddr, SocketAddr};
use std::str::FromStr;
use std::sync::Arc;

use axum::extract::ConnectInfo;
use axum::http::{Extensions, HeaderMap};
use ipnet::IpNet;

/// The networks whose `X-Forwarded-For` is believed; cheap to clone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TrustedProxies(Arc<[IpNet]>);

impl FromStr for TrustedProxies {
    type Err = String;

    /// Parses a list of addresses and networks, separated by commas.
    fn from_str(list: &str) -> Result<Self, String> {
        let entries = list.split(',').map(str::trim).filter(|entry| !entry.is_empty());
        entries.map(network).collect::<Result<_, _>>().map(Self)
    }
}

fn network(entry: &str) -> Result<IpNet, String> {
    let parsed = entry.parse::<IpNet>().or_else(|_| entry.parse::<IpAddr>().map(IpNet::from));
    parsed.map_err(|_| format!("`{entry}` is no address and no network such as 10.0.0.0/8"))
}

impl TrustedProxies {
    /// The address of the client of a request: that of the connection, or, behind trusted proxies, the last address of
    /// `X-Forwarded-For` that is not a trusted proxy. `None` for a request that did not come over a connection.
    pub fn client_address(&self, extensions: &Extensions, headers: &HeaderMap) -> Option<IpAddr> {
        let ConnectInfo(peer) = extensions.get::<ConnectInfo<SocketAddr>>()?;
        let mut address = peer.ip().to_canonical();
        let lists: Vec<_> = headers.get_all("x-forwarded-for").iter().collect();
        let hops = lists.iter().rev().flat_map(|list| list.to_str().unwrap_or_default().rsplit(','));
        for hop in hops {
            match hop_address(hop).filter(|_| self.contains(address)) {
                Some(next) => address = next,
                None => break,
            }
        }
        Some(address)
    }

    /// Whether the address is one of a trusted proxy.
    pub fn contains(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        self.0.iter().any(|network| network.contains(&address))
    }
}

/// An address as proxies write it, with or without a port.
fn hop_address(hop: &str) -> Option<IpAddr> {
    let hop = hop.trim();
    let address = hop.parse().or_else(|_| hop.parse::<SocketAddr>().map(|socket| socket.ip()));
    address.ok().map(|address| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn client(trusted: &str, peer: &str, forwarded: &[&'static str]) -> String {
        let mut extensions = Extensions::new();
        extensions.insert(ConnectInfo(SocketAddr::new(peer.parse().unwrap(), 1)));
        let mut headers = HeaderMap::new();
        for list in forwarded {
            headers.append("x-forwarded-for", HeaderValue::from_static(list));
        }
        let proxies: TrustedProxies = trusted.parse().unwrap();
        proxies.client_address(&extensions, &headers).unwrap().to_string()
    }

    #[test]
    fn only_trusted_proxies_state_the_address_of_a_client() {
        assert_eq!(client("", "10.0.0.7", &["192.0.2.1"]), "10.0.0.7");
        assert_eq!(client("10.0.0.0/8", "203.0.113.9", &["192.0.2.1"]), "203.0.113.9");
        assert_eq!(client("10.0.0.0/8", "10.0.0.7", &["192.0.2.1"]), "192.0.2.1");
        assert_eq!(client("10.0.0.0/8", "::ffff:10.0.0.7", &["2001:db8::1"]), "2001:db8::1");
        assert_eq!(client("10.0.0.0/8", "10.0.0.7", &[]), "10.0.0.7");
    }

    #[test]
    fn the_last_untrusted_hop_is_the_client() {
        assert_eq!(client("10.0.0.0/8", "10.0.0.7", &["198.51.100.66, 192.0.2.1, 10.0.0.8"]), "192.0.2.1");
        assert_eq!(client("10.0.0.0/8", "10.0.0.7", &["198.51.100.66", "192.0.2.1:4711"]), "192.0.2.1");
        assert_eq!(client("10.0.0.0/8", "10.0.0.7", &["198.51.100.66, unknown, 10.0.0.8"]), "10.0.0.8");
    }

    #[test]
    fn a_list_of_proxies_has_addresses_and_networks() {
        assert!("127.0.0.1, fd00::/8,".parse::<TrustedProxies>().is_ok());
        assert!("ingress".parse::<TrustedProxies>().unwrap_err().starts_with("`ingress` is no address"));
    }
}
