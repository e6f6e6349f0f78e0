//! Online payment as the settings say it.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use motcua_kit::config::Settings;

use crate::platform::{PaymentPlatform, SetupError, SignedRedirect, is_web_address};

/// How fees are paid online.
#[derive(Clone)]
pub struct Online {
    /// The platform.
    pub platform: Arc<dyn PaymentPlatform>,
    /// Where the page sends the applicant back to.
    pub return_url: String,
}

impl Online {
    /// How long an order can be paid.
    pub const OPEN: TimeDelta = TimeDelta::hours(1);

    /// The platform, and where its page sends the applicant back to.
    ///
    /// # Errors
    /// When nobody can be sent there.
    pub fn new(platform: Arc<dyn PaymentPlatform>, return_url: &str) -> Result<Self, SetupError> {
        if !is_web_address(return_url) {
            return Err(SetupError::Return);
        }
        Ok(Self { platform, return_url: return_url.to_owned() })
    }

    /// What the settings say; `None` without a key: fees are then paid at the counter only.
    ///
    /// # Errors
    /// When there is a key, but not everything else.
    pub fn of(settings: &Settings) -> Result<Option<Self>, SetupError> {
        if settings.payment_key.is_empty() {
            return Ok(None);
        }
        let platform = SignedRedirect::new(&settings.payment_page_url, settings.payment_key.clone())?;
        Self::new(Arc::new(platform), &settings.payment_return_url).map(Some)
    }

    /// Until when an order that begins at this business time can be paid.
    pub fn expiry(&self, at: DateTime<Utc>) -> DateTime<Utc> {
        at + Self::OPEN
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use motcua_kit::config::Secret;

    #[test]
    fn without_a_key_there_is_no_online_payment_and_with_one_everything_is_needed() {
        let mut settings = Settings::defaults().unwrap();
        assert!(Online::of(&settings).unwrap().is_none());
        settings.payment_key = Secret::new("k".repeat(32));
        assert_eq!(Online::of(&settings).err(), Some(SetupError::Page));
        settings.payment_page_url = "https://pay.test/pay".into();
        assert_eq!(Online::of(&settings).err(), Some(SetupError::Return));
        settings.payment_return_url = "https://motcua.test/toi".into();
        assert!(Online::of(&settings).unwrap().is_some());
    }
}
