//! The simulator: its key, its sender of notifications, its clock and its ledger.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use motcua_kit::Clock;
use motcua_kit::config::Secret;

use super::ledger::Ledger;
use super::sender::Sender;
use crate::platform::{SetupError, is_http_url};
use crate::signed_redirect::SignedRedirect;

/// The delay before each retry of a notification that was not delivered.
const RETRY_DELAYS: [Duration; 3] = [Duration::from_millis(200), Duration::from_secs(1), Duration::from_secs(3)];

/// A simulated payment platform; clones share one ledger.
#[derive(Clone)]
pub struct Simulator {
    pub(super) platform: SignedRedirect,
    pub(super) sender: Sender,
    pub(super) clock: Clock,
    ledger: Arc<Mutex<Ledger>>,
}

impl Simulator {
    /// A simulator that shares `key` with intake, sends its notifications to `callback_url` and dates payments by
    /// `clock`. Pass the business clock, so that its statements have the days of the services.
    ///
    /// # Errors
    /// [`SetupError`] when the key is too short or the URL is not http or https.
    pub fn new(key: Secret, callback_url: &str, clock: Clock) -> Result<Self, SetupError> {
        if !is_http_url(callback_url) {
            return Err(SetupError::PageUrl);
        }
        // The simulator verifies orders and signs notifications; it never uses the URL of the payment page.
        let platform = SignedRedirect::new(callback_url, key)?;
        let sender = Sender::new(callback_url, RETRY_DELAYS.to_vec());
        Ok(Self { platform, sender, clock, ledger: Arc::default() })
    }

    /// The same simulator with other delays between the attempts to deliver a notification.
    #[must_use]
    pub fn with_retry_delays(mut self, delays: Vec<Duration>) -> Self {
        self.sender.retry_delays = delays;
        self
    }

    pub(super) fn ledger<T>(&self, work: impl FnOnce(&mut Ledger) -> T) -> T {
        work(&mut self.ledger.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
