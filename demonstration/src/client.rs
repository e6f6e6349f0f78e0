//! A client of the public API: bearer tokens, an idempotency key on every command, retries while the server is busy.

use std::time::Duration;

use reqwest::header::CONTENT_TYPE;
use reqwest::redirect::Policy;
use reqwest::{Response, StatusCode};
use serde::Serialize;
use serde_json::Value;

use crate::call_error::CallError;

const ATTEMPTS: u32 = 8;
const TIME_LIMIT: Duration = Duration::from_secs(60);

/// A client of the public API.
#[derive(Clone)]
pub struct Client {
    http: reqwest::Client,
    /// Follows no redirects.
    browser: reqwest::Client,
    base: String,
}

impl Client {
    /// A client of the gateway at `base`.
    ///
    /// # Errors
    /// When the HTTP client cannot be built.
    pub fn new(base: &str) -> Result<Self, reqwest::Error> {
        let http = reqwest::Client::builder().timeout(TIME_LIMIT).pool_max_idle_per_host(128).no_proxy().build()?;
        let browser = reqwest::Client::builder().redirect(Policy::none()).timeout(TIME_LIMIT).no_proxy().build()?;
        Ok(Self { http, browser, base: base.to_owned() })
    }

    /// Sends a command; retried with the same key while the server is busy or unreachable.
    ///
    /// # Errors
    /// When it is refused, or the server stays unreachable.
    pub async fn post(
        &self,
        token: &str,
        path: &str,
        key: &str,
        body: &(impl Serialize + Sync),
    ) -> Result<Value, CallError> {
        let request = || {
            self.http.post(format!("{}{path}", self.base)).bearer_auth(token).header("Idempotency-Key", key).json(body)
        };
        self.with_retries(path, request).await
    }

    /// Reads a resource.
    ///
    /// # Errors
    /// When it is refused, or the server stays unreachable.
    pub async fn get(&self, token: Option<&str>, path: &str) -> Result<Value, CallError> {
        let request = || {
            let request = self.http.get(format!("{}{path}", self.base));
            match token {
                Some(token) => request.bearer_auth(token),
                None => request,
            }
        };
        self.with_retries(path, request).await
    }

    /// Posts a form to the token endpoint.
    ///
    /// # Errors
    /// When it is refused, or the server stays unreachable.
    pub async fn form(&self, path: &str, form: &[(&str, &str)]) -> Result<Value, CallError> {
        self.with_retries(path, || self.http.post(format!("{}{path}", self.base)).form(form)).await
    }

    /// Posts JSON without a token.
    ///
    /// # Errors
    /// When it is refused, or the server stays unreachable.
    pub async fn post_anonymously(&self, path: &str, body: &(impl Serialize + Sync)) -> Result<Value, CallError> {
        self.with_retries(path, || self.http.post(format!("{}{path}", self.base)).json(body)).await
    }

    /// Pays a signed order on the page of the payment platform, which answers after its notification was sent. An order
    /// that is already paid stays paid.
    ///
    /// # Errors
    /// When the page refuses the order, or stays unreachable.
    pub async fn pay(&self, page: &str) -> Result<(), CallError> {
        const PAID: [StatusCode; 2] = [StatusCode::SEE_OTHER, StatusCode::CONFLICT];
        let (page, order) = page.split_once('?').unwrap_or((page, ""));
        let form = format!("{order}&action=pay");
        let submit = || {
            let request = self.browser.post(page).header(CONTENT_TYPE, "application/x-www-form-urlencoded");
            request.body(form.clone())
        };
        match self.with_retries("the page of the payment platform", submit).await {
            Err(error) if error.has_status(&PAID) => Ok(()),
            response => response.map(drop),
        }
    }

    async fn with_retries(
        &self,
        path: &str,
        request: impl Fn() -> reqwest::RequestBuilder,
    ) -> Result<Value, CallError> {
        let mut attempt = 1;
        loop {
            let outcome = match request().send().await {
                Ok(response) => read(path, response).await,
                Err(cause) => Err(CallError::Unreachable { path: path.to_owned(), cause }),
            };
            match outcome {
                Err(error) if error.is_transient() && attempt < ATTEMPTS => {
                    tokio::time::sleep(Duration::from_millis(50 << attempt)).await;
                    attempt += 1;
                }
                outcome => return outcome,
            }
        }
    }
}

async fn read(path: &str, response: Response) -> Result<Value, CallError> {
    let status = response.status();
    let body = response.bytes().await.map_err(|cause| CallError::Unreachable { path: path.to_owned(), cause })?;
    if status.is_success() {
        return Ok(serde_json::from_slice(&body).unwrap_or(Value::Null));
    }
    let problem = String::from_utf8_lossy(&body).into_owned();
    Err(CallError::Refused { path: path.to_owned(), status, problem })
}
