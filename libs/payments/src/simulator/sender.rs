//! Sends notifications over HTTP, with retries.

use std::time::Duration;

use reqwest::redirect::Policy;
use reqwest::{Client, StatusCode};

use crate::notification::SignedPaymentNotification;

const REQUEST_TIMEOUT: Duration = Duration::from_secs(5);

/// The outcome of sending a notification.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delivery {
    /// The receiver answered with a success.
    Accepted,
    /// The receiver answered with a client error, which a retry cannot change.
    Rejected,
    /// Every attempt failed.
    Undelivered,
}

impl Delivery {
    /// The outcome as the API names it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Rejected => "rejected",
            Self::Undelivered => "undelivered",
        }
    }
}

/// Sends notifications to one URL.
#[derive(Clone)]
pub struct Sender {
    url: String,
    http: Client,
    /// The delay before each retry.
    pub retry_delays: Vec<Duration>,
}

impl Sender {
    /// A sender to this URL.
    pub fn new(url: &str, retry_delays: Vec<Duration>) -> Self {
        // No proxy: the receiver is this process or one on the same network.
        let client = Client::builder().timeout(REQUEST_TIMEOUT).redirect(Policy::none()).no_proxy();
        Self { url: url.to_owned(), http: client.build().unwrap_or_default(), retry_delays }
    }

    /// Sends a notification until it is accepted or rejected, or no retry is left.
    pub async fn send(&self, notification: &SignedPaymentNotification) -> Delivery {
        let mut delays = self.retry_delays.iter();
        loop {
            match self.attempt(notification).await {
                Some(delivery) => return delivery,
                None => match delays.next() {
                    Some(delay) => tokio::time::sleep(*delay).await,
                    None => return Delivery::Undelivered,
                },
            }
        }
    }

    /// `None` when a retry may succeed.
    async fn attempt(&self, notification: &SignedPaymentNotification) -> Option<Delivery> {
        match self.http.post(&self.url).json(notification).send().await {
            Ok(response) if response.status().is_success() => Some(Delivery::Accepted),
            Ok(response)
                if response.status().is_client_error() && response.status() != StatusCode::TOO_MANY_REQUESTS =>
            {
                tracing::warn!(http.status = response.status().as_u16(), "simulated payment notification was rejected");
                Some(Delivery::Rejected)
            }
            Ok(_) => None,
            Err(error) => {
                tracing::warn!(error = %error.without_url(), "failed to deliver simulated payment notification");
                None
            }
        }
    }
}
