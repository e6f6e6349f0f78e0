//! The tokens of all persons of the demonstration: signed in when needed, renewed before they expire.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use serde::Deserialize;
use serde_json::json;

use super::client::{CallError, Client};
use super::plan::By;
use super::seed::citizen;

/// Password of every staff account of the demonstration, and of no other.
pub const PASSWORD: &str = "mot-cua-trinh-dien-2022";
const JWT_BEARER: &str = "urn:ietf:params:oauth:grant-type:jwt-bearer";
/// Renewed this long before the end, so that no request carries a token that expires under way.
const MARGIN: Duration = Duration::from_secs(60);

type Slot = Arc<tokio::sync::Mutex<Option<Held>>>;

struct Held {
    token: Arc<str>,
    refresh: Option<String>,
    until: Instant,
}

#[derive(Deserialize)]
struct Granted {
    access_token: String,
    expires_in: u64,
    refresh_token: Option<String>,
}

/// The tokens.
pub struct Wallet {
    client: Client,
    slots: Mutex<HashMap<By, Slot>>,
}

impl Wallet {
    /// An empty wallet.
    pub fn new(client: Client) -> Self {
        Self { client, slots: Mutex::default() }
    }

    /// A valid token of a person.
    ///
    /// # Errors
    /// When the sign-in is refused.
    pub async fn token(&self, who: &By) -> Result<Arc<str>, CallError> {
        let slot = self.slot(who);
        let mut held = slot.lock().await;
        if let Some(held) = held.as_ref().filter(|held| held.until > Instant::now()) {
            return Ok(held.token.clone());
        }
        let refresh = held.as_ref().and_then(|held| held.refresh.clone());
        let fresh = self.sign_in(who, refresh.as_deref()).await?;
        let token = fresh.token.clone();
        *held = Some(fresh);
        Ok(token)
    }

    /// A new token of a person whose `refused` one is no longer taken.
    ///
    /// # Errors
    /// When the sign-in is refused.
    pub async fn renewed(&self, who: &By, refused: &str) -> Result<Arc<str>, CallError> {
        let slot = self.slot(who);
        let mut held = slot.lock().await;
        // Somebody else may have renewed it already.
        if held.as_ref().is_some_and(|held| *held.token == *refused) {
            *held = None;
        }
        drop(held);
        self.token(who).await
    }

    fn slot(&self, who: &By) -> Slot {
        self.slots.lock().unwrap_or_else(PoisonError::into_inner).entry(who.clone()).or_default().clone()
    }

    async fn sign_in(&self, who: &By, refresh: Option<&str>) -> Result<Held, CallError> {
        let username = match who {
            By::Citizen(number) => return Ok(held(self.with_identity(*number).await?)),
            By::Staff(username) => username,
        };
        if let Some(refresh) = refresh {
            let form = [("grant_type", "refresh_token"), ("refresh_token", refresh)];
            match self.client.form("/oauth/token", &form).await {
                // The session is over, but the person still knows the password.
                Err(CallError::Refused { .. }) => {}
                answer => return Ok(held(answer?)),
            }
        }
        Ok(held(self.with_password(username, PASSWORD).await?))
    }

    async fn with_password(&self, username: &str, password: &str) -> Result<serde_json::Value, CallError> {
        let form = [("grant_type", "password"), ("username", username), ("password", password)];
        self.client.form("/oauth/token", &form).await
    }

    async fn with_identity(&self, number: u32) -> Result<serde_json::Value, CallError> {
        let person = citizen(number);
        let identity = json!({ "identityNumber": person.identity_number, "name": person.name });
        let proof = self.client.open("/simulator/e-identity", &identity).await?;
        let assertion = proof["assertion"].as_str().unwrap_or_default();
        self.client.form("/oauth/token", &[("grant_type", JWT_BEARER), ("assertion", assertion)]).await
    }

    /// A token of the administrator.
    ///
    /// # Errors
    /// When the sign-in is refused.
    pub async fn administrator(&self, password: &str) -> Result<Arc<str>, CallError> {
        Ok(held(self.with_password("quantri", password).await?).token)
    }
}

fn held(answer: serde_json::Value) -> Held {
    let granted: Granted = serde_json::from_value(answer).unwrap_or(Granted {
        access_token: String::new(),
        expires_in: 0,
        refresh_token: None,
    });
    let life = Duration::from_secs(granted.expires_in).saturating_sub(MARGIN);
    Held { token: granted.access_token.into(), refresh: granted.refresh_token, until: Instant::now() + life }
}
