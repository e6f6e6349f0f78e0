//! The public API, called over HTTP: one client, one list of what can go wrong.

pub mod catalogue;
mod definitions;
pub mod dossier;
mod figures;
mod lookup;
mod payments;
mod tokens;
mod work;

use std::sync::Arc;
use std::time::Duration;

use reqwest::header::RETRY_AFTER;
use reqwest::redirect::Policy;
use reqwest::{Client, RequestBuilder, Response, StatusCode};
use serde::Serialize;
use serde::de::DeserializeOwned;

pub use definitions::Definition;
pub use dossier::{FiledDossier, Notice};
pub use figures::{AgencyFigures, InProcess, Received, Resolved, Review};
pub use lookup::{Dossier, Entry};
pub use payments::NoPayment;
pub use tokens::Tokens;
pub use work::{Account, Page, ResultDocument, Task};

const TIME_LIMIT: Duration = Duration::from_secs(10);
const CONNECT_LIMIT: Duration = Duration::from_secs(2);

/// Why an answer did not come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Nobody there, or not able to answer now.
    Unreachable,
    /// An answer came that makes no sense here.
    Unreadable,
    /// There is no such thing, or not for this caller.
    NotFound,
    /// The request breaks a rule.
    Invalid,
    /// Not signed in, or not any more.
    SignedOut,
    /// The role has no such operation.
    Forbidden,
    /// Too many requests; seconds to wait.
    TooMany(u64),
}

/// The API's client; cheap to clone.
#[derive(Clone)]
pub struct Api {
    base: Arc<str>,
    http: Client,
}

impl Api {
    /// A client of the gateway at `base`.
    pub fn new(base: String) -> Self {
        let client = Client::builder().timeout(TIME_LIMIT).connect_timeout(CONNECT_LIMIT).redirect(Policy::none());
        Self { base: base.trim_end_matches('/').into(), http: client.build().unwrap_or_default() }
    }

    async fn get<T: DeserializeOwned>(&self, path: &str, token: Option<&str>) -> Result<T, Fault> {
        let request = self.http.get(format!("{}{path}", self.base));
        let request = match token {
            Some(token) => request.bearer_auth(token),
            None => request,
        };
        read(send(request).await?).await
    }

    async fn post_json<T: DeserializeOwned>(&self, path: &str, body: &impl Serialize) -> Result<T, Fault> {
        read(send(self.http.post(format!("{}{path}", self.base)).json(body)).await?).await
    }

    async fn post_form(&self, path: &str, form: &[(&str, &str)]) -> Result<Response, Fault> {
        send(self.http.post(format!("{}{path}", self.base)).form(form)).await
    }
}

async fn send(request: RequestBuilder) -> Result<Response, Fault> {
    checked(reach(request).await?)
}

/// Whatever is answered.
async fn reach(request: RequestBuilder) -> Result<Response, Fault> {
    request.send().await.map_err(|error| {
        tracing::warn!(error = %error.without_url(), "the API cannot be reached");
        Fault::Unreachable
    })
}

fn checked(response: Response) -> Result<Response, Fault> {
    match fault(&response) {
        None => Ok(response),
        Some(fault) => Err(fault),
    }
}

fn fault(response: &Response) -> Option<Fault> {
    match response.status() {
        status if status.is_success() => None,
        StatusCode::NOT_FOUND => Some(Fault::NotFound),
        StatusCode::BAD_REQUEST | StatusCode::UNPROCESSABLE_ENTITY => Some(Fault::Invalid),
        StatusCode::UNAUTHORIZED => Some(Fault::SignedOut),
        StatusCode::FORBIDDEN => Some(Fault::Forbidden),
        StatusCode::TOO_MANY_REQUESTS => {
            let wait = response.headers().get(RETRY_AFTER).and_then(|value| value.to_str().ok()?.parse().ok());
            Some(Fault::TooMany(wait.unwrap_or(1)))
        }
        status => {
            tracing::warn!(http.status = status.as_u16(), "the API does not answer");
            Some(if status.is_server_error() { Fault::Unreachable } else { Fault::Unreadable })
        }
    }
}

async fn read<T: DeserializeOwned>(response: Response) -> Result<T, Fault> {
    response.json().await.map_err(|error| {
        let cut_off = error.is_timeout() || error.is_body();
        tracing::error!(error = %error.without_url(), "the API's answer cannot be read");
        if cut_off { Fault::Unreachable } else { Fault::Unreadable }
    })
}
