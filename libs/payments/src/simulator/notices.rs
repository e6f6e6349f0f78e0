//! Sending notices: over HTTP, again when nobody took them.

use std::time::Duration;

use reqwest::redirect::Policy;
use reqwest::{Client, StatusCode};

use crate::notice::SignedNotice;

const TIME_LIMIT: Duration = Duration::from_secs(5);

/// What became of a notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delivery {
    /// It was taken.
    Taken,
    /// It was refused for good: another try would get the same answer.
    Refused,
    /// Nobody could take it, however often it was sent.
    Lost,
}

impl Delivery {
    /// For people and programs.
    pub fn name(self) -> &'static str {
        match self {
            Self::Taken => "taken",
            Self::Refused => "refused",
            Self::Lost => "lost",
        }
    }
}

/// Sends notices to one address.
#[derive(Clone)]
pub struct Sender {
    url: String,
    http: Client,
    /// The pauses before each further try.
    pub pauses: Vec<Duration>,
}

impl Sender {
    /// A sender to this address.
    pub fn new(url: &str, pauses: Vec<Duration>) -> Self {
        // No proxy: the notices go to this process or to a neighbour of it.
        let client = Client::builder().timeout(TIME_LIMIT).redirect(Policy::none()).no_proxy();
        Self { url: url.to_owned(), http: client.build().unwrap_or_default(), pauses }
    }

    /// Sends a notice until it is taken or refused, or patience ends.
    pub async fn send(&self, notice: &SignedNotice) -> Delivery {
        let mut pauses = self.pauses.iter();
        loop {
            match self.try_once(notice).await {
                Some(delivery) => return delivery,
                None => match pauses.next() {
                    Some(pause) => tokio::time::sleep(*pause).await,
                    None => return Delivery::Lost,
                },
            }
        }
    }

    /// None when another try may help.
    async fn try_once(&self, notice: &SignedNotice) -> Option<Delivery> {
        match self.http.post(&self.url).json(notice).send().await {
            Ok(answer) if answer.status().is_success() => Some(Delivery::Taken),
            Ok(answer) if answer.status().is_client_error() && answer.status() != StatusCode::TOO_MANY_REQUESTS => {
                tracing::warn!(http.status = answer.status().as_u16(), "a simulated payment notice was refused");
                Some(Delivery::Refused)
            }
            Ok(_) => None,
            Err(error) => {
                tracing::warn!(error = %error.without_url(), "a simulated payment notice did not arrive");
                None
            }
        }
    }
}
