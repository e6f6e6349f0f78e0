//! The access tokens of all actors: signed in when needed, renewed before they expire.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use serde::Deserialize;
use serde_json::json;

use crate::call_error::CallError;
use crate::client::Client;
use crate::plan::Actor;
use crate::seed::citizen;
use crate::sign_ins::PASSWORD;

/// User name of the first administrator.
const ADMINISTRATOR: &str = "quantri";
const JWT_BEARER: &str = "urn:ietf:params:oauth:grant-type:jwt-bearer";
/// A token is renewed this long before it expires, so that it does not expire during a request.
const RENEWAL_MARGIN: Duration = Duration::from_secs(60);

type Slot = Arc<tokio::sync::Mutex<Option<Tokens>>>;

struct Tokens {
    access: Arc<str>,
    refresh: Option<String>,
    renew_at: Instant,
}

#[derive(Deserialize)]
struct TokenResponse {
    access_token: String,
    expires_in: u64,
    refresh_token: Option<String>,
}

/// The tokens of all actors, each behind its own lock.
pub struct TokenStore {
    client: Client,
    slots: Mutex<HashMap<Actor, Slot>>,
}

impl TokenStore {
    /// An empty store.
    pub fn new(client: Client) -> Self {
        Self { client, slots: Mutex::default() }
    }

    /// A valid token of an actor.
    ///
    /// # Errors
    /// When the sign-in is refused.
    pub async fn token(&self, actor: &Actor) -> Result<Arc<str>, CallError> {
        let slot = self.slot(actor);
        let mut tokens = slot.lock().await;
        if let Some(valid) = tokens.as_ref().filter(|tokens| tokens.renew_at > Instant::now()) {
            return Ok(valid.access.clone());
        }
        let refresh = tokens.as_ref().and_then(|tokens| tokens.refresh.clone());
        let fresh = self.sign_in(actor, refresh.as_deref()).await?;
        let access = fresh.access.clone();
        *tokens = Some(fresh);
        Ok(access)
    }

    /// A new token in place of a `refused` one.
    ///
    /// # Errors
    /// When the sign-in is refused.
    pub async fn renewed(&self, actor: &Actor, refused: &str) -> Result<Arc<str>, CallError> {
        let slot = self.slot(actor);
        let mut tokens = slot.lock().await;
        // Another request of the same actor may have renewed it already.
        if tokens.as_ref().is_some_and(|tokens| *tokens.access == *refused) {
            *tokens = None;
        }
        drop(tokens);
        self.token(actor).await
    }

    fn slot(&self, actor: &Actor) -> Slot {
        self.slots.lock().unwrap_or_else(PoisonError::into_inner).entry(actor.clone()).or_default().clone()
    }

    async fn sign_in(&self, actor: &Actor, refresh: Option<&str>) -> Result<Tokens, CallError> {
        let username = match actor {
            Actor::Citizen(number) => return Ok(tokens(self.with_identity(*number).await?)),
            Actor::Staff(username) => username,
        };
        if let Some(refresh) = refresh {
            let form = [("grant_type", "refresh_token"), ("refresh_token", refresh)];
            match self.client.form("/oauth/token", &form).await {
                // The session has expired; the password is still valid.
                Err(CallError::Refused { .. }) => {}
                response => return Ok(tokens(response?)),
            }
        }
        Ok(tokens(self.with_password(username, PASSWORD).await?))
    }

    async fn with_password(&self, username: &str, password: &str) -> Result<serde_json::Value, CallError> {
        let form = [("grant_type", "password"), ("username", username), ("password", password)];
        self.client.form("/oauth/token", &form).await
    }

    async fn with_identity(&self, number: u32) -> Result<serde_json::Value, CallError> {
        let person = citizen(number);
        let identity = json!({ "identityNumber": person.identity_number, "name": person.name });
        let proof = self.client.post_anonymously("/simulator/e-identity", &identity).await?;
        let assertion = proof["assertion"].as_str().unwrap_or_default();
        self.client.form("/oauth/token", &[("grant_type", JWT_BEARER), ("assertion", assertion)]).await
    }

    /// A token of the first administrator.
    ///
    /// # Errors
    /// When the sign-in is refused.
    pub async fn administrator(&self, password: &str) -> Result<Arc<str>, CallError> {
        Ok(tokens(self.with_password(ADMINISTRATOR, password).await?).access)
    }
}

fn tokens(response: serde_json::Value) -> Tokens {
    let granted: TokenResponse = serde_json::from_value(response).unwrap_or(TokenResponse {
        access_token: String::new(),
        expires_in: 0,
        refresh_token: None,
    });
    let lifetime = Duration::from_secs(granted.expires_in).saturating_sub(RENEWAL_MARGIN);
    Tokens { access: granted.access_token.into(), refresh: granted.refresh_token, renew_at: Instant::now() + lifetime }
}
