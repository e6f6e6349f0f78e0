//! Whoever is signed in goes on with a refresh token.

use super::Refusal;
use crate::app::App;
use crate::tokens::{self, Granted};

/// Exchanges a refresh token.
pub async fn refresh(app: &App, token: String) -> Result<Granted, Refusal> {
    app.transact(move |app| tokens::rotate(app, token.clone())).await?.ok_or(Refusal::Grant)
}
