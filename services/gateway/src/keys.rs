//! The gateway's keys: for access tokens, for the simulated e-identity, and two for keyed hashes.

use chrono::{DateTime, Utc};
use hmac::{Hmac, KeyInit, Mac};
use jsonwebtoken::jwk::JwkSet;
use motcua_kit::auth::{SignError, Signer};
use motcua_kit::db::{Db, Retryable, transact};
use sha2::Sha256;

use crate::identity::OpenError;
use crate::store;

/// All keys, as every replica has them.
pub struct Keys {
    /// Signs access tokens.
    pub access: Signer,
    /// The public halves of all access-token keys.
    pub published: JwkSet,
    /// Signs assertions of the simulated national e-identity.
    pub simulator: Signer,
    /// Hashes identity numbers.
    pub citizens: HashKey,
    /// Derives a refresh token from the one before it.
    pub refresh: HashKey,
}

impl Keys {
    /// Reads the keys, and makes those that are missing.
    ///
    /// # Errors
    /// When the database cannot be used or there are no random bytes.
    pub async fn open(db: &Db, now: DateTime<Utc>) -> Result<Self, OpenError> {
        let access = seeds(db, "access-token", now).await?;
        Ok(Self {
            access: newest(&access)?,
            published: published(&access)?,
            simulator: newest(&seeds(db, "e-identity", now).await?)?,
            citizens: HashKey::newest(&seeds(db, "identity-number", now).await?)?,
            refresh: HashKey::newest(&seeds(db, "refresh-token", now).await?)?,
        })
    }
}

fn newest(seeds: &[[u8; 32]]) -> Result<Signer, OpenError> {
    Ok(Signer::from_seed(seeds.first().ok_or(OpenError::NoKey)?)?)
}

fn published(seeds: &[[u8; 32]]) -> Result<JwkSet, SignError> {
    let sets: Vec<JwkSet> =
        seeds.iter().map(|seed| Ok(Signer::from_seed(seed)?.public())).collect::<Result<_, SignError>>()?;
    Ok(JwkSet { keys: sets.into_iter().flat_map(|set| set.keys).collect() })
}

async fn seeds(db: &Db, purpose: &'static str, now: DateTime<Utc>) -> Result<Vec<[u8; 32]>, OpenError> {
    let db = db.clone();
    let work = move || {
        let db = db.clone();
        async move {
            let tx = db.begin().await?;
            let seeds = store::seeds(&tx, purpose, Signer::fresh_seed()?, now).await?;
            tx.commit().await?;
            Ok(seeds)
        }
    };
    transact(work, || OpenError::NoKey).await
}

impl Retryable for OpenError {
    fn is_retryable(&self) -> bool {
        matches!(self, Self::Db(error) if motcua_kit::db::is_conflict(error))
    }
}

/// A key for HMAC-SHA-256.
pub struct HashKey([u8; 32]);

impl HashKey {
    fn newest(seeds: &[[u8; 32]]) -> Result<Self, OpenError> {
        seeds.first().copied().map(Self).ok_or(OpenError::NoKey)
    }

    /// The keyed hash of some bytes.
    pub fn hash(&self, content: &[u8]) -> [u8; 32] {
        // HMAC fills a short key up with zeros to the length of a block.
        let mut block = [0; 64];
        block[..32].copy_from_slice(&self.0);
        let mut mac = Hmac::<Sha256>::new(&block.into());
        mac.update(content);
        mac.finalize().into_bytes().into()
    }
}

#[cfg(test)]
mod tests {
    use super::HashKey;

    #[test]
    fn the_keyed_hash_depends_on_key_and_content() {
        assert_eq!(HashKey([1; 32]).hash(b"a"), HashKey([1; 32]).hash(b"a"));
        assert_ne!(HashKey([1; 32]).hash(b"a"), HashKey([2; 32]).hash(b"a"));
        assert_ne!(HashKey([1; 32]).hash(b"a"), HashKey([1; 32]).hash(b"b"));
    }
}
