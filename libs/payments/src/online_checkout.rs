//! Online checkout: the payment platform, and the page applicants return to.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use motcua_kit::config::Settings;

use crate::platform::{PaymentPlatform, SetupError, is_http_url};
use crate::signed_redirect::SignedRedirect;

/// How fees are paid online.
#[derive(Clone)]
pub struct OnlineCheckout {
    /// The payment platform.
    pub platform: Arc<dyn PaymentPlatform>,
    /// The URL to which the payment page sends the applicant back.
    pub return_url: String,
}

impl OnlineCheckout {
    /// How long an order can be paid after it was started.
    pub const ORDER_VALIDITY: TimeDelta = TimeDelta::hours(1);

    /// Checkout on this platform, with this return URL.
    ///
    /// # Errors
    /// [`SetupError::ReturnUrl`] when the return URL is not an http or https URL.
    pub fn new(platform: Arc<dyn PaymentPlatform>, return_url: &str) -> Result<Self, SetupError> {
        if !is_http_url(return_url) {
            return Err(SetupError::ReturnUrl);
        }
        Ok(Self { platform, return_url: return_url.to_owned() })
    }

    /// Checkout as configured; `None` without a key, fees are then paid at the counter only.
    ///
    /// # Errors
    /// [`SetupError`] when there is a key, but the key, the page URL or the return URL is invalid.
    pub fn from_settings(settings: &Settings) -> Result<Option<Self>, SetupError> {
        if settings.payment_key.is_empty() {
            return Ok(None);
        }
        let platform = SignedRedirect::new(&settings.payment_page_url, settings.payment_key.clone())?;
        Self::new(Arc::new(platform), &settings.payment_return_url).map(Some)
    }

    /// Until when an order that starts at this business time can be paid.
    pub fn order_expiry(&self, started_at: DateTime<Utc>) -> DateTime<Utc> {
        started_at + Self::ORDER_VALIDITY
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use motcua_kit::config::Secret;

    #[test]
    fn online_payment_needs_a_key_and_then_every_setting() {
        let mut settings = Settings::defaults().unwrap();
        assert!(OnlineCheckout::from_settings(&settings).unwrap().is_none());
        settings.payment_key = Secret::new("k".repeat(32));
        assert_eq!(OnlineCheckout::from_settings(&settings).err(), Some(SetupError::PageUrl));
        settings.payment_page_url = "https://pay.test/pay".into();
        assert_eq!(OnlineCheckout::from_settings(&settings).err(), Some(SetupError::ReturnUrl));
        settings.payment_return_url = "https://motcua.test/toi".into();
        assert!(OnlineCheckout::from_settings(&settings).unwrap().is_some());
    }
}
