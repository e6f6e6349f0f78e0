//! Signing access tokens with Ed25519.

use jsonwebtoken::jwk::{Jwk, JwkSet, ThumbprintHash};
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use serde::Serialize;

/// Why a key or a token could not be made.
#[derive(Debug, thiserror::Error)]
#[error("signing failed: {0}")]
pub struct SignError(#[from] jsonwebtoken::errors::Error);

/// A signing key; its id is the RFC 7638 thumbprint.
pub struct Signer {
    key: EncodingKey,
    jwk: Jwk,
    id: String,
}

impl Signer {
    /// The key of a 32-byte Ed25519 seed.
    ///
    /// # Errors
    /// When the library refuses the key.
    pub fn from_seed(seed: &[u8; 32]) -> Result<Self, SignError> {
        // PKCS#8 version 1 in DER: the library takes no other form of an Ed25519 key.
        const PREFIX: [u8; 16] = [0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20];
        let der = [&PREFIX[..], &seed[..]].concat();
        let key = EncodingKey::from_ed_der(&der);
        let mut jwk = Jwk::from_encoding_key(&key, Algorithm::EdDSA)?;
        let id = jwk.thumbprint(ThumbprintHash::SHA256)?;
        jwk.common.key_id = Some(id.clone());
        Ok(Self { key, jwk, id })
    }

    /// A fresh random seed.
    ///
    /// # Errors
    /// When the operating system gives no random bytes.
    pub fn fresh_seed() -> Result<[u8; 32], getrandom::Error> {
        let mut seed = [0; 32];
        getrandom::fill(&mut seed)?;
        Ok(seed)
    }

    /// Signs claims as a JWT of the given type (`at+jwt` for access tokens).
    ///
    /// # Errors
    /// When the library refuses.
    pub fn sign<C: Serialize>(&self, kind: &str, claims: &C) -> Result<String, SignError> {
        let mut header = Header::new(Algorithm::EdDSA);
        header.kid = Some(self.id.clone());
        header.typ = Some(kind.to_owned());
        Ok(encode(&header, claims, &self.key)?)
    }

    /// The public half, as a JWKS.
    pub fn public(&self) -> JwkSet {
        JwkSet { keys: vec![self.jwk.clone()] }
    }
}
