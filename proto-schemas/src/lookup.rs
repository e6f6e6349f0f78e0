//! The public lookup: a MAC proves possession of code and secret, so that the secret never leaves intake.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// MAC of a code (before acceptance: the submission reference) and its lookup secret, under the key that intake
/// and reporting share. Letter case and separators of what people type do not matter.
pub fn mac(key: &str, code: &str, secret: &str) -> Vec<u8> {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key.as_bytes()) else { return Vec::new() };
    mac.update(normal_code(code).as_bytes());
    mac.update(&[0]);
    mac.update(normal_secret(secret).as_bytes());
    mac.finalize().into_bytes().to_vec()
}

/// A code as it is compared: upper case, without spaces.
pub fn normal_code(code: &str) -> String {
    code.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_uppercase).collect()
}

/// A secret as it is compared: Crockford's base 32 reads O as 0, I and L as 1, and ignores hyphens.
pub fn normal_secret(secret: &str) -> String {
    let letters = secret.chars().filter(|c| c.is_ascii_alphanumeric()).map(|c| c.to_ascii_uppercase());
    letters
        .map(|c| match c {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_spellings_of_code_and_secret_have_the_same_mac() {
        let stored = mac("key", "H35.05-221205-0001", "7K0Q1XYZ");
        assert_eq!(mac("key", " h35.05-221205-0001 ", "7kOq-LxyZ"), stored);
    }

    #[test]
    fn another_code_secret_or_key_has_another_mac() {
        let stored = mac("key", "H35.05-221205-0001", "7K0Q1XYZ");
        assert_ne!(mac("key", "H35.05-221205-0002", "7K0Q1XYZ"), stored);
        assert_ne!(mac("key", "H35.05-221205-0001", "7K0Q1XYA"), stored);
        assert_ne!(mac("other", "H35.05-221205-0001", "7K0Q1XYZ"), stored);
    }
}
