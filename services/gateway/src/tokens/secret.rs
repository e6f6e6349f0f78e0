//! Random secrets: refresh tokens and client secrets. Only their hashes are stored.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use motcua_kit::problem::Problem;
use sha2::{Digest, Sha256};

/// A secret of 256 random bits, URL-safe.
///
/// # Errors
/// `internal` when the operating system returns no random bytes.
pub fn random_secret() -> Result<String, Problem> {
    let mut random = [0; 32];
    getrandom::fill(&mut random).map_err(|error| Problem::internal(&error))?;
    Ok(encode(&random))
}

/// The text form of a secret.
pub fn encode(secret: &[u8; 32]) -> String {
    URL_SAFE_NO_PAD.encode(secret)
}

/// The hash that is stored. Unsalted SHA-256 is enough: 256 random bits cannot be guessed.
pub fn hash_secret(secret: &str) -> [u8; 32] {
    Sha256::digest(secret).into()
}
