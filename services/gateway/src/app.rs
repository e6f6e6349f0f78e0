//! The state that the gateway's own operations share.

use std::sync::Arc;

use axum::extract::FromRef;
use motcua_kit::attempts::AttemptLimiter;
use motcua_kit::auth::{KeySet, Verifier};
use motcua_messaging::Resources;

use crate::identity::passwords::Passwords;
use crate::tokens::keys::Keys;

/// State of the gateway's own operations; cheap to clone.
#[derive(Clone)]
pub struct App {
    /// Database, clocks and token verifier.
    pub resources: Resources,
    /// Signing and hashing keys.
    pub keys: Arc<Keys>,
    /// The keys that verify access tokens, and what is revoked.
    pub verification_keys: KeySet,
    /// Hashes and verifies passwords.
    pub passwords: Passwords,
    /// Limits failed password sign-ins per username and address.
    pub attempts: AttemptLimiter,
    /// Issuer (`iss`) of the tokens.
    pub issuer: Arc<str>,
    /// Lifetime of an access token in seconds.
    pub access_token_seconds: u32,
    /// Lifetime of a sign-in in seconds.
    pub refresh_token_seconds: u32,
    /// Whether citizens can sign in through the simulated national e-identity.
    pub e_identity: bool,
}

impl AsRef<Resources> for App {
    fn as_ref(&self) -> &Resources {
        &self.resources
    }
}

impl FromRef<App> for Verifier {
    fn from_ref(app: &App) -> Self {
        app.resources.verifier.clone()
    }
}
