//! The gateway's keys: two that sign tokens, two for keyed hashes. All replicas share them through the database.

use chrono::{DateTime, Utc};
use jsonwebtoken::jwk::JwkSet;
use motcua_kit::auth::{SignError, Signer};
use motcua_kit::db::Db;
use motcua_kit::transact::transact;

use super::hmac_key::HmacKey;
use crate::error::OpenError;
use crate::store;

/// All keys.
pub struct Keys {
    /// Signs access tokens.
    pub access_token: Signer,
    /// The public halves of all access-token keys.
    pub jwks: JwkSet,
    /// Signs assertions of the simulated national e-identity.
    pub e_identity: Signer,
    /// Hashes identity numbers.
    pub identity_number: HmacKey,
    /// Derives a refresh token from its predecessor.
    pub refresh_token: HmacKey,
}

impl Keys {
    /// Loads the keys and creates those that are missing.
    ///
    /// # Errors
    /// When the database cannot be used or there are no random bytes.
    pub async fn load_or_create(db: &Db, now: DateTime<Utc>) -> Result<Self, OpenError> {
        let access_token = load_or_create_seeds(db, "access-token", now).await?;
        Ok(Self {
            access_token: Signer::from_seed(newest(&access_token)?)?,
            jwks: jwks(&access_token)?,
            e_identity: Signer::from_seed(newest(&load_or_create_seeds(db, "e-identity", now).await?)?)?,
            identity_number: HmacKey::new(*newest(&load_or_create_seeds(db, "identity-number", now).await?)?),
            refresh_token: HmacKey::new(*newest(&load_or_create_seeds(db, "refresh-token", now).await?)?),
        })
    }
}

fn newest(seeds: &[[u8; 32]]) -> Result<&[u8; 32], OpenError> {
    seeds.first().ok_or(OpenError::NoKey)
}

fn jwks(seeds: &[[u8; 32]]) -> Result<JwkSet, SignError> {
    let sets: Vec<JwkSet> =
        seeds.iter().map(|seed| Ok(Signer::from_seed(seed)?.public())).collect::<Result<_, SignError>>()?;
    Ok(JwkSet { keys: sets.into_iter().flat_map(|set| set.keys).collect() })
}

async fn load_or_create_seeds(db: &Db, purpose: &'static str, now: DateTime<Utc>) -> Result<Vec<[u8; 32]>, OpenError> {
    let db = db.clone();
    let work = move || {
        let db = db.clone();
        async move {
            let tx = db.begin().await?;
            let seeds = store::load_or_insert_seeds(&tx, purpose, Signer::fresh_seed()?, now).await?;
            tx.commit().await?;
            Ok(seeds)
        }
    };
    transact(work, |_| OpenError::NoKey).await
}
