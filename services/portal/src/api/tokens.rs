//! Tokens of the gateway's OAuth endpoint: grant, refresh and revocation.

use std::time::{Duration, Instant};

use motcua_kit::config::Secret;
use serde::Deserialize;
use serde_json::json;

use super::client::{Api, read};
use super::error::ApiError;
use crate::demo::sign_ins::DemoKind;

const JWT_BEARER: &str = "urn:ietf:params:oauth:grant-type:jwt-bearer";
/// A token that expires sooner is refreshed first: the request it is sent with takes time.
const EXPIRY_MARGIN: Duration = Duration::from_secs(20);

/// The tokens of a sign-in.
#[derive(Debug)]
pub struct Tokens {
    access: Secret,
    refresh: Option<Secret>,
    expires_at: Instant,
}

#[derive(Deserialize)]
struct TokenResponse {
    access_token: Secret,
    /// Seconds.
    expires_in: u64,
    refresh_token: Option<Secret>,
}

#[derive(Deserialize)]
struct IdentityAssertion {
    assertion: String,
}

impl Tokens {
    /// The access token, while it is usable.
    pub fn access(&self) -> Option<&str> {
        (Instant::now() + EXPIRY_MARGIN < self.expires_at).then(|| self.access.reveal())
    }
}

impl Api {
    /// Signs in to an account of a demonstration.
    pub async fn sign_in(&self, kind: &DemoKind) -> Result<Tokens, ApiError> {
        match kind {
            DemoKind::Staff { username, password } => {
                let form = [("grant_type", "password"), ("username", username), ("password", password.reveal())];
                self.request_tokens(&form).await
            }
            DemoKind::Citizen { identity_number, name } => {
                let citizen = json!({"identityNumber": identity_number, "name": name});
                let identity: IdentityAssertion = self.post_json("/simulator/e-identity", &citizen).await?;
                self.request_tokens(&[("grant_type", JWT_BEARER), ("assertion", &identity.assertion)]).await
            }
        }
    }

    /// Exchanges the refresh token for new tokens.
    pub async fn refresh(&self, tokens: &Tokens) -> Result<Tokens, ApiError> {
        let refresh = tokens.refresh.as_ref().ok_or(ApiError::SignedOut)?;
        let form = [("grant_type", "refresh_token"), ("refresh_token", refresh.reveal())];
        // The token endpoint answers `invalid_grant` once the sign-in has ended.
        let refreshed = self.request_tokens(&form).await;
        refreshed.map_err(|error| if error == ApiError::Invalid { ApiError::SignedOut } else { error })
    }

    /// Revokes the refresh token. A failure is only logged: the token expires by itself.
    pub async fn sign_out(&self, tokens: &Tokens) {
        if let Some(refresh) = &tokens.refresh
            && let Err(error) = self.post_form("/oauth/revoke", &[("token", refresh.reveal())]).await
        {
            tracing::warn!(error = ?error, "failed to revoke a refresh token");
        }
    }

    async fn request_tokens(&self, form: &[(&str, &str)]) -> Result<Tokens, ApiError> {
        let response: TokenResponse = read(self.post_form("/oauth/token", form).await?).await?;
        let expires_at = Instant::now() + Duration::from_secs(response.expires_in);
        Ok(Tokens { access: response.access_token, refresh: response.refresh_token, expires_at })
    }
}
