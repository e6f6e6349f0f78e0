//! What the gateway's own operations work with.

use std::sync::Arc;

use axum::extract::FromRef;
use motcua_kit::auth::Verifier;
use motcua_kit::clock::Clocks;
use motcua_kit::db::Db;
use motcua_kit::problem::{Problem, Slug};

use crate::keys::Keys;
use crate::passwords::Passwords;
use crate::tries::Tries;

/// State of the gateway's own operations.
#[derive(Clone)]
pub struct App {
    /// Its database.
    pub db: Db,
    /// Wall and business clock.
    pub clocks: Clocks,
    /// Verifies access tokens.
    pub verifier: Verifier,
    /// Its keys.
    pub keys: Arc<Keys>,
    /// Hashes and checks passwords.
    pub passwords: Passwords,
    /// Counts wrong passwords.
    pub tries: Tries,
    /// The issuer that tokens name.
    pub issuer: Arc<str>,
    /// Life of an access token in seconds.
    pub access_token_seconds: u32,
    /// Life of a sign-in in seconds.
    pub refresh_token_seconds: u32,
    /// Whether citizens sign in through the simulated national e-identity.
    pub e_identity: bool,
}

impl App {
    /// Runs a transaction as `kit::db::transact` does.
    ///
    /// # Errors
    /// What `work` answers last.
    pub async fn transact<T, F, Fut>(&self, work: F) -> Result<T, Problem>
    where
        F: Fn(Self) -> Fut + Send + 'static,
        Fut: Future<Output = Result<T, Problem>> + Send,
        T: Send + 'static,
    {
        let app = self.clone();
        motcua_kit::db::transact(move || work(app.clone()), || Problem::new(Slug::Internal)).await
    }
}

impl FromRef<App> for Verifier {
    fn from_ref(app: &App) -> Self {
        app.verifier.clone()
    }
}
