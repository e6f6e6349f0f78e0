//! Who is signed in: tokens stay here, the browser holds only a random name for them.

use std::sync::Arc;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use moka::sync::Cache;
use tokio::sync::Mutex;

use crate::api::{Api, Fault, Tokens};

/// The cookie that names a session.
pub const COOKIE: &str = "motcua_portal";
const IDLE: Duration = Duration::from_secs(30 * 60);
const MOST: u64 = 10_000;
const NAME_BYTES: usize = 32;

/// The sessions of this process, each forgotten after half an hour without a request.
#[derive(Clone)]
pub struct Sessions {
    kept: Cache<String, Arc<Session>>,
}

/// One sign-in.
pub struct Session {
    /// Which of the offered sign-ins it is.
    pub sign_in: usize,
    // Behind a lock, because a refresh token serves once: two requests at a time must not both use it.
    tokens: Mutex<Tokens>,
}

impl Default for Sessions {
    fn default() -> Self {
        Self { kept: Cache::builder().max_capacity(MOST).time_to_idle(IDLE).build() }
    }
}

impl Sessions {
    /// Keeps a new session and gives its name: 256 random bits.
    ///
    /// # Errors
    /// When the operating system gives no random bytes.
    pub fn open(&self, sign_in: usize, tokens: Tokens) -> Result<String, getrandom::Error> {
        let mut name = [0; NAME_BYTES];
        getrandom::fill(&mut name)?;
        let name = URL_SAFE_NO_PAD.encode(name);
        self.kept.insert(name.clone(), Arc::new(Session { sign_in, tokens: Mutex::new(tokens) }));
        Ok(name)
    }

    /// The session of that name.
    pub fn find(&self, name: &str) -> Option<Arc<Session>> {
        self.kept.get(name)
    }

    /// Forgets a session.
    pub fn close(&self, name: &str) -> Option<Arc<Session>> {
        self.kept.remove(name)
    }
}

impl Session {
    /// An access token that can be used now.
    pub async fn token(&self, api: &Api) -> Result<String, Fault> {
        let mut tokens = self.tokens.lock().await;
        if let Some(access) = tokens.access() {
            return Ok(access.to_owned());
        }
        *tokens = api.go_on(&tokens).await?;
        tokens.access().map(str::to_owned).ok_or(Fault::SignedOut)
    }

    /// Ends the sign-in at the gateway.
    pub async fn end(&self, api: &Api) {
        api.sign_out(&*self.tokens.lock().await).await;
    }
}
