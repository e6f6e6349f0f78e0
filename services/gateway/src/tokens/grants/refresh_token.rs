//! The `refresh_token` grant: exchanges a refresh token for the next pair of tokens.

use motcua_kit::auth::Actor;
use motcua_messaging::run_transaction;

use crate::app::App;
use crate::tokens::access_token::TokenResponse;
use crate::tokens::oauth_error::OAuthError;
use crate::tokens::refresh;
use crate::tokens::scope::Scope;

/// Exchanges a refresh token.
pub async fn grant(app: &App, token: String, scope: Scope) -> Result<TokenResponse, OAuthError> {
    run_transaction(app, Actor::service("gateway"), (token, scope), refresh::rotate).await?
}
