//! Numbers that look random and are the same on every run, so that generated entries vary without a generator.

/// Mixes the bits of an index (`SplitMix64`).
pub(super) fn mix(index: u64) -> u64 {
    let mut x = index.wrapping_add(0x9E37_79B9_7F4A_7C15);
    x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    x ^ (x >> 31)
}

/// Hashes a text.
pub(super) fn of_text(text: &str) -> u64 {
    mix(text.bytes().fold(7, |sum, byte| u64::from(byte).wrapping_add(sum.wrapping_mul(31))))
}

/// Picks one entry of a non-empty list by a hash.
pub(super) fn pick<T: Copy>(list: &[T], hash: u64) -> T {
    list[usize::try_from(hash % list.len() as u64).unwrap_or_default()]
}
