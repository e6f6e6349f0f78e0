//! The interface of a payment platform: the URL of an order's page, and the verification of notifications.

use crate::notification::{NotificationError, PaymentNotification, SignedPaymentNotification};
use crate::order::Order;

/// Shortest accepted key shared with a platform, in characters.
pub const MIN_KEY_CHARS: usize = 32;

/// A payment platform. Neither method does any I/O, so both may be called inside a transaction.
pub trait PaymentPlatform: Send + Sync {
    /// The URL of the page where this order is paid.
    fn pay_url(&self, order: &Order) -> String;

    /// Verifies the signature of a notification and returns its content.
    ///
    /// # Errors
    /// [`NotificationError::Forged`] when the platform did not sign it: refuse it and keep nothing.
    /// [`NotificationError::Time`] when it is signed, but its time cannot be parsed.
    fn verify(&self, notification: &SignedPaymentNotification) -> Result<PaymentNotification, NotificationError>;
}

/// Settings that do not describe a usable platform.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SetupError {
    /// The shared key is too short to be safe.
    #[error("the key shared with the payment platform has fewer than {MIN_KEY_CHARS} characters")]
    ShortKey,
    /// The URL of the payment page is missing or invalid.
    #[error("the address of the payment page does not begin with http:// or https://, or has a query")]
    PageUrl,
    /// The URL to which applicants return is missing or invalid.
    #[error("the return address does not begin with http:// or https://")]
    ReturnUrl,
}

/// Whether this is an http or https URL with a host and without white space.
pub fn is_http_url(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/') && !url.contains(char::is_whitespace))
}
