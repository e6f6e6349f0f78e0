//! Sign-in sessions: the tokens stay in memory here, the browser holds only a random id.

use std::sync::Arc;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use moka::sync::Cache;
use tokio::sync::Mutex;

use crate::api::client::Api;
use crate::api::error::ApiError;
use crate::api::tokens::Tokens;

/// Time without a request after which a session expires.
const IDLE_TIMEOUT: Duration = Duration::from_secs(30 * 60);
const MAX_SESSIONS: u64 = 10_000;
/// 256 random bits.
const ID_BYTES: usize = 32;

/// The sessions of this process.
#[derive(Clone)]
pub struct Sessions(Cache<String, Arc<Session>>);

/// A signed-in visitor.
pub struct Session {
    /// Index of the demonstration sign-in that was chosen.
    pub sign_in: usize,
    // Behind a lock, because a refresh token is valid once: two requests at the same time must not both use it.
    tokens: Mutex<Tokens>,
}

impl Default for Sessions {
    fn default() -> Self {
        Self(Cache::builder().max_capacity(MAX_SESSIONS).time_to_idle(IDLE_TIMEOUT).build())
    }
}

impl Sessions {
    /// Stores a new session and returns its id.
    ///
    /// # Errors
    /// The operating system has no random bytes; nothing is stored.
    pub fn create(&self, sign_in: usize, tokens: Tokens) -> Result<String, getrandom::Error> {
        let mut id = [0; ID_BYTES];
        getrandom::fill(&mut id)?;
        let id = URL_SAFE_NO_PAD.encode(id);
        self.0.insert(id.clone(), Arc::new(Session { sign_in, tokens: Mutex::new(tokens) }));
        Ok(id)
    }

    /// The session with that id.
    pub fn get(&self, id: &str) -> Option<Arc<Session>> {
        self.0.get(id)
    }

    /// Removes a session and returns it.
    pub fn remove(&self, id: &str) -> Option<Arc<Session>> {
        self.0.remove(id)
    }
}

impl Session {
    /// A usable access token, refreshed if necessary.
    pub async fn token(&self, api: &Api) -> Result<String, ApiError> {
        let mut tokens = self.tokens.lock().await;
        if let Some(access) = tokens.access() {
            return Ok(access.to_owned());
        }
        *tokens = api.refresh(&tokens).await?;
        tokens.access().map(str::to_owned).ok_or(ApiError::SignedOut)
    }

    /// Signs out at the gateway.
    pub async fn sign_out(&self, api: &Api) {
        api.sign_out(&*self.tokens.lock().await).await;
    }
}
