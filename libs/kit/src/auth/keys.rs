//! The public keys tokens are verified with, and what was revoked: held in memory, refreshed from the gateway's JWKS.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};
use std::time::Duration;

use axum::body::Body;
use http_body_util::{BodyExt, Limited};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use jsonwebtoken::jwk::JwkSet;
use jsonwebtoken::{Algorithm, DecodingKey};
use serde::{Deserialize, Serialize};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use super::revocations::{Revocations, TokenId};

/// How often keys and revocations are fetched: a revocation takes effect everywhere within twice that.
const REFRESH: Duration = Duration::from_secs(2);
/// Without news for so long no token is believed: what was revoked meanwhile is not known.
const STALE: Duration = Duration::from_secs(60);
const RETRY: Duration = Duration::from_millis(500);
/// For the whole response, head and body.
const TIMEOUT: Duration = Duration::from_secs(5);
const MOST_BYTES: usize = 1024 * 1024;

type Key = Arc<(DecodingKey, Algorithm)>;

/// Keys and revocations as the gateway publishes them: a JWK set (RFC 7517) with one more member, which other readers
/// ignore.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PublishedKeys {
    /// The keys.
    #[serde(flatten)]
    pub set: JwkSet,
    /// What ended before its time.
    #[serde(rename = "motcua_revoked", default)]
    pub revoked: Revocations,
}

/// Verification keys by key id, and the revocations that came with them. The algorithm comes from the key, never from a
/// token.
#[derive(Clone, Default)]
pub struct KeySet(Arc<RwLock<Known>>);

#[derive(Default)]
struct Known {
    keys: HashMap<String, Key>,
    revoked: Revocations,
    /// When they were fetched; never in the process that owns them.
    fetched: Option<Instant>,
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
        self.write().keys = keys.collect();
    }

    /// Replaces the revocations.
    pub fn revoke(&self, revoked: Revocations) {
        self.write().revoked = revoked;
    }

    /// The present revocations.
    pub fn revoked(&self) -> Revocations {
        self.read().revoked.clone()
    }

    /// Whether no token can be judged: no key is known yet, or there was no news for a minute.
    pub fn is_unusable(&self) -> bool {
        let known = self.read();
        known.keys.is_empty() || known.fetched.is_some_and(|fetched| fetched.elapsed() > STALE)
    }

    /// The key with this id.
    pub fn find(&self, id: &str) -> Option<Key> {
        self.read().keys.get(id).cloned()
    }

    /// Whether a token is revoked.
    pub(super) fn has_revoked(&self, token: &TokenId) -> bool {
        self.read().revoked.cover(token)
    }

    fn read(&self) -> RwLockReadGuard<'_, Known> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Known> {
        self.0.write().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Keeps `keys` equal to what the gateway publishes at `url` until `stop`.
pub async fn follow(keys: KeySet, url: String, stop: CancellationToken) {
    stop.run_until_cancelled(fetch_repeatedly(&keys, &url)).await;
}

async fn fetch_repeatedly(keys: &KeySet, url: &str) {
    let client: Client<HttpConnector, Body> = Client::builder(TokioExecutor::new()).build_http();
    loop {
        let pause = match fetch(&client, url).await {
            Ok(PublishedKeys { set, revoked }) => {
                keys.replace(&set);
                keys.revoke(revoked);
                keys.write().fetched = Some(Instant::now());
                REFRESH
            }
            Err(error) => {
                tracing::warn!(error = %error, "verification keys not fetched");
                RETRY
            }
        };
        tokio::time::sleep(pause).await;
    }
}

async fn fetch(
    client: &Client<HttpConnector, Body>,
    url: &str,
) -> Result<PublishedKeys, Box<dyn std::error::Error + Send + Sync>> {
    let url = url.parse()?;
    let whole = async {
        let response = client.get(url).await?;
        Limited::new(response.into_body(), MOST_BYTES).collect().await
    };
    Ok(serde_json::from_slice(&tokio::time::timeout(TIMEOUT, whole).await??.to_bytes())?)
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use axum::Router;
    use axum::body::Bytes;
    use axum::routing::get;
    use tokio::net::TcpListener;

    use super::*;
    use crate::spawn::spawn;

    #[tokio::test]
    async fn a_response_that_stalls_does_not_delay_the_stop() {
        let stalled = || async { Body::from_stream(futures::stream::pending::<Result<Bytes, Infallible>>()) };
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/", listener.local_addr().unwrap());
        let server = spawn(async move { axum::serve(listener, Router::new().route("/", get(stalled))).await });
        let stop = CancellationToken::new();
        let following = spawn(follow(KeySet::default(), url, stop.clone()));
        tokio::time::sleep(Duration::from_millis(200)).await;
        stop.cancel();
        tokio::time::timeout(Duration::from_secs(2), following).await.expect("stopped").unwrap();
        server.abort();
    }
}
