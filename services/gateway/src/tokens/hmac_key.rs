//! A key for HMAC-SHA-256.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// Computes keyed hashes.
pub struct HmacKey([u8; 32]);

impl HmacKey {
    /// The key with these bytes.
    pub fn new(key: [u8; 32]) -> Self {
        Self(key)
    }

    /// The HMAC of `content`.
    pub fn mac(&self, content: &[u8]) -> [u8; 32] {
        // HMAC pads a short key with zeros to the length of a block.
        let mut block = [0; 64];
        block[..32].copy_from_slice(&self.0);
        let mut mac = Hmac::<Sha256>::new(&block.into());
        mac.update(content);
        mac.finalize().into_bytes().into()
    }
}

#[cfg(test)]
mod tests {
    use super::HmacKey;

    #[test]
    fn the_mac_depends_on_key_and_content() {
        assert_eq!(HmacKey::new([1; 32]).mac(b"a"), HmacKey::new([1; 32]).mac(b"a"));
        assert_ne!(HmacKey::new([1; 32]).mac(b"a"), HmacKey::new([2; 32]).mac(b"a"));
        assert_ne!(HmacKey::new([1; 32]).mac(b"a"), HmacKey::new([1; 32]).mac(b"b"));
    }
}
