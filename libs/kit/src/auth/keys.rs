//! The public keys tokens are verified with: held in memory, refreshed from the gateway's JWKS.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use axum::body::Body;
use http_body_util::{BodyExt, Limited};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use jsonwebtoken::jwk::JwkSet;
use jsonwebtoken::{Algorithm, DecodingKey};
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

const REFRESH: Duration = Duration::from_secs(300);
/// However many unknown key ids arrive, the set is fetched no more often than this.
const PAUSE: Duration = Duration::from_secs(30);
const RETRY: Duration = Duration::from_millis(500);

type Key = Arc<(DecodingKey, Algorithm)>;

/// Verification keys by key id. The algorithm comes from the key, never from a token.
#[derive(Clone, Default)]
pub struct KeySet {
    keys: Arc<RwLock<HashMap<String, Key>>>,
    unknown: Arc<Notify>,
}

impl KeySet {
    /// Replaces the keys by those of a JWKS that can sign access tokens (EdDSA).
    pub fn replace(&self, set: &JwkSet) {
        let keys = set.keys.iter().filter_map(|jwk| {
            let id = jwk.common.key_id.clone()?;
            let algorithm: Algorithm = jwk.common.key_algorithm?.try_into().ok()?;
            let key = DecodingKey::from_jwk(jwk).ok()?;
            (algorithm == Algorithm::EdDSA).then(|| (id, Arc::new((key, algorithm))))
        });
        *self.keys.write().unwrap_or_else(PoisonError::into_inner) = keys.collect();
    }

    /// Whether none is known yet, so that no token can be judged.
    pub fn is_empty(&self) -> bool {
        self.keys.read().unwrap_or_else(PoisonError::into_inner).is_empty()
    }

    /// The key with this id; asks for a refresh when there is none.
    pub fn find(&self, id: &str) -> Option<Key> {
        let found = self.keys.read().unwrap_or_else(PoisonError::into_inner).get(id).cloned();
        if found.is_none() {
            self.unknown.notify_one();
        }
        found
    }
}

/// Keeps `keys` equal to the JWKS at `url` until `stop`: at the start, every five minutes, and when an
/// unknown key id arrives.
pub async fn follow(keys: KeySet, url: String, stop: CancellationToken) {
    let client: Client<HttpConnector, Body> = Client::builder(TokioExecutor::new()).build_http();
    loop {
        let wait = match fetch(&client, &url).await {
            Ok(set) => {
                keys.replace(&set);
                None
            }
            Err(error) => {
                tracing::warn!(error = %error, "verification keys not fetched");
                Some(RETRY)
            }
        };
        tokio::select! {
            () = stop.cancelled() => return,
            () = next_turn(&keys, wait) => {}
        }
    }
}

async fn next_turn(keys: &KeySet, retry: Option<Duration>) {
    if let Some(retry) = retry {
        return tokio::time::sleep(retry).await;
    }
    tokio::time::sleep(PAUSE).await;
    tokio::select! {
        () = tokio::time::sleep(REFRESH) => {}
        () = keys.unknown.notified() => {}
    }
}

async fn fetch(
    client: &Client<HttpConnector, Body>,
    url: &str,
) -> Result<JwkSet, Box<dyn std::error::Error + Send + Sync>> {
    let response = tokio::time::timeout(Duration::from_secs(5), client.get(url.parse()?)).await??;
    let body = Limited::new(response.into_body(), 64 * 1024).collect().await?.to_bytes();
    Ok(serde_json::from_slice(&body)?)
}
