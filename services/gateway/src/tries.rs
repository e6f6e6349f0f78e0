//! How often somebody may guess a password: ten wrong ones in a quarter of an hour for a name from an address.

use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use moka::sync::Cache;

const MOST: u32 = 10;
/// The span that the tries are counted in, from the first one.
pub const SPAN: Duration = Duration::from_secs(15 * 60);
const REMEMBERED: u64 = 100_000;

/// Counts tries; cheap to clone.
#[derive(Clone)]
pub struct Tries {
    counts: Cache<(String, IpAddr), Arc<AtomicU32>>,
}

impl Tries {
    /// Nobody tried yet.
    pub fn new() -> Self {
        Self { counts: Cache::builder().max_capacity(REMEMBERED).time_to_live(SPAN).build() }
    }

    /// Counts a try before it is checked, so that many at once are no way around; false when it is one too many.
    pub fn allow(&self, username: &str, address: IpAddr) -> bool {
        let count = self.counts.get_with((username.to_owned(), address), Arc::default);
        count.fetch_add(1, Ordering::SeqCst) < MOST
    }

    /// The password was right: earlier tries no longer count.
    pub fn forgive(&self, username: &str, address: IpAddr) {
        self.counts.invalidate(&(username.to_owned(), address));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::Ipv4Addr;

    #[test]
    fn the_eleventh_wrong_password_is_one_too_many() {
        let (tries, here, there) = (Tries::new(), IpAddr::from(Ipv4Addr::LOCALHOST), IpAddr::from([192, 0, 2, 1]));
        assert!((0..10).all(|_| tries.allow("nva", here)));
        assert!(!tries.allow("nva", here));
        assert!(tries.allow("nva", there) && tries.allow("ttb", here));
        tries.forgive("nva", here);
        assert!(tries.allow("nva", here));
    }
}
