//! Signing in, going on and signing out: the same token endpoint that every client of the platform uses.

use std::time::{Duration, Instant};

use motcua_kit::config::Secret;
use serde::Deserialize;
use serde_json::json;

use super::{Api, Fault, read};
use crate::demo::DemoKind;

const JWT_BEARER: &str = "urn:ietf:params:oauth:grant-type:jwt-bearer";
/// A token that ends sooner is not used any more: the request it is sent with takes its time.
const SPARE: Duration = Duration::from_secs(20);

/// The tokens of a sign-in.
#[derive(Debug)]
pub struct Tokens {
    access: Secret,
    refresh: Option<Secret>,
    good_until: Instant,
}

#[derive(Deserialize)]
struct Granted {
    access_token: Secret,
    expires_in: u64,
    refresh_token: Option<Secret>,
}

#[derive(Deserialize)]
struct Assertion {
    assertion: String,
}

impl Tokens {
    /// The access token, while it can still be used.
    pub fn access(&self) -> Option<&str> {
        (Instant::now() + SPARE < self.good_until).then(|| self.access.reveal())
    }
}

impl Api {
    /// Signs in as somebody of a demonstration.
    pub async fn sign_in(&self, who: &DemoKind) -> Result<Tokens, Fault> {
        match who {
            DemoKind::Staff { username, password } => {
                let form = [("grant_type", "password"), ("username", username), ("password", password.reveal())];
                self.grant(&form).await
            }
            DemoKind::Citizen { identity_number, name } => {
                let citizen = json!({"identityNumber": identity_number, "name": name});
                let said: Assertion = self.post_json("/simulator/e-identity", &citizen).await?;
                self.grant(&[("grant_type", JWT_BEARER), ("assertion", &said.assertion)]).await
            }
        }
    }

    /// The next tokens of a sign-in.
    pub async fn go_on(&self, tokens: &Tokens) -> Result<Tokens, Fault> {
        let refresh = tokens.refresh.as_ref().ok_or(Fault::SignedOut)?;
        let granted = self.grant(&[("grant_type", "refresh_token"), ("refresh_token", refresh.reveal())]).await;
        // The token endpoint calls a sign-in that has ended an invalid grant.
        granted.map_err(|fault| if fault == Fault::Invalid { Fault::SignedOut } else { fault })
    }

    /// Ends a sign-in; should the API not answer, it ends there by itself.
    pub async fn sign_out(&self, tokens: &Tokens) {
        if let Some(refresh) = &tokens.refresh
            && let Err(fault) = self.post_form("/oauth/revoke", &[("token", refresh.reveal())]).await
        {
            tracing::warn!(fault = ?fault, "the sign-in could not be ended at the gateway");
        }
    }

    async fn grant(&self, form: &[(&str, &str)]) -> Result<Tokens, Fault> {
        let granted: Granted = read(self.post_form("/oauth/token", form).await?).await?;
        let good_until = Instant::now() + Duration::from_secs(granted.expires_in);
        Ok(Tokens { access: granted.access_token, refresh: granted.refresh_token, good_until })
    }
}
