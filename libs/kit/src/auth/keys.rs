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
/// For the whole response, head and body.
const TIMEOUT: Duration = Duration::from_secs(5);
const MOST_BYTES: usize = 64 * 1024;

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

/// Keeps `keys` equal to the JWKS at `url` until `stop`: fetched at the start, about every five minutes, and when an
/// unknown key id arrives.
pub async fn follow(keys: KeySet, url: String, stop: CancellationToken) {
    stop.run_until_cancelled(fetch_repeatedly(&keys, &url)).await;
}

async fn fetch_repeatedly(keys: &KeySet, url: &str) {
    let client: Client<HttpConnector, Body> = Client::builder(TokioExecutor::new()).build_http();
    loop {
        let retry = match fetch(&client, url).await {
            Ok(set) => {
                keys.replace(&set);
                None
            }
            Err(error) => {
                tracing::warn!(error = %error, "verification keys not fetched");
                Some(RETRY)
            }
        };
        next_turn(keys, retry).await;
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
