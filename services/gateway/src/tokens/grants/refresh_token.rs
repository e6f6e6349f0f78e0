//! The `refresh_token` grant: exchanges a refresh token for the next pair of tokens.

use motcua_kit::auth::Actor;
use motcua_messaging::run_transaction;

use crate::app::App;
use crate::tokens::access_token::TokenResponse;
use crate::tokens::oauth_error::OAuthError;
use crate::tokens::refresh;

/// Exchanges a refresh token.
pub async fn grant(app: &App, token: String) -> Result<TokenResponse, OAuthError> {
    let response = run_transaction(app, Actor::service("gateway"), token, refresh::rotate).await?;
    response.ok_or(OAuthError::InvalidGrant)
}
