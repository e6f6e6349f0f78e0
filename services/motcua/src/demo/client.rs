//! The public API as a client calls it: tokens in the header, a key on every POST, patience with a busy server.

use std::time::Duration;

use reqwest::header::CONTENT_TYPE;
use reqwest::redirect::Policy;
use reqwest::{Response, StatusCode};
use serde::Serialize;
use serde_json::Value;

const ATTEMPTS: u32 = 8;
const TIME_LIMIT: Duration = Duration::from_secs(60);

/// Why a call was not answered as hoped.
#[derive(Debug, thiserror::Error)]
pub enum CallError {
    /// The server could not be reached.
    #[error("{path}: {cause}")]
    Unreachable {
        /// The operation.
        path: String,
        /// What the client says.
        cause: reqwest::Error,
    },
    /// The server refused.
    #[error("{path}: {status} {problem}")]
    Refused {
        /// The operation.
        path: String,
        /// HTTP status.
        status: u16,
        /// The problem document.
        problem: String,
    },
}

/// A client of the public API.
#[derive(Clone)]
pub struct Client {
    http: reqwest::Client,
    /// Stays on the page it was sent to.
    browser: reqwest::Client,
    base: String,
}

impl Client {
    /// A client of the gateway at `base`.
    ///
    /// # Errors
    /// When the HTTP library cannot start.
    pub fn new(base: &str) -> Result<Self, reqwest::Error> {
        let http = reqwest::Client::builder().timeout(TIME_LIMIT).pool_max_idle_per_host(128).no_proxy().build()?;
        let browser = reqwest::Client::builder().redirect(Policy::none()).timeout(TIME_LIMIT).no_proxy().build()?;
        Ok(Self { http, browser, base: base.to_owned() })
    }

    /// Sends a command; repeated with the same key while the server is busy or away.
    ///
    /// # Errors
    /// When it is refused, or the server stays away.
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
        self.patiently(path, request).await
    }

    /// Reads.
    ///
    /// # Errors
    /// When it is refused, or the server stays away.
    pub async fn get(&self, token: Option<&str>, path: &str) -> Result<Value, CallError> {
        let request = || {
            let request = self.http.get(format!("{}{path}", self.base));
            match token {
                Some(token) => request.bearer_auth(token),
                None => request,
            }
        };
        self.patiently(path, request).await
    }

    /// Posts a form, as the token endpoint wants it.
    ///
    /// # Errors
    /// When it is refused, or the server stays away.
    pub async fn form(&self, path: &str, form: &[(&str, &str)]) -> Result<Value, CallError> {
        self.patiently(path, || self.http.post(format!("{}{path}", self.base)).form(form)).await
    }

    /// Posts without a token.
    ///
    /// # Errors
    /// When it is refused, or the server stays away.
    pub async fn open(&self, path: &str, body: &(impl Serialize + Sync)) -> Result<Value, CallError> {
        self.patiently(path, || self.http.post(format!("{}{path}", self.base)).json(body)).await
    }

    /// Presses "pay" on the page that a signed order leads to; the page answers when its notice was sent. An order that
    /// is paid already stays paid.
    ///
    /// # Errors
    /// When the page refuses the order, or stays away.
    pub async fn pay(&self, page: &str) -> Result<(), CallError> {
        const DONE: [StatusCode; 2] = [StatusCode::SEE_OTHER, StatusCode::CONFLICT];
        let (page, order) = page.split_once('?').unwrap_or((page, ""));
        let form = format!("{order}&action=pay");
        let press = || {
            let request = self.browser.post(page).header(CONTENT_TYPE, "application/x-www-form-urlencoded");
            request.body(form.clone())
        };
        match self.patiently("the page of the payment platform", press).await {
            Err(CallError::Refused { status, .. }) if DONE.iter().any(|code| code.as_u16() == status) => Ok(()),
            answer => answer.map(drop),
        }
    }

    async fn patiently(&self, path: &str, request: impl Fn() -> reqwest::RequestBuilder) -> Result<Value, CallError> {
        let mut attempt = 1;
        loop {
            let outcome = match request().send().await {
                Ok(response) => read(path, response).await,
                Err(cause) => Err(CallError::Unreachable { path: path.to_owned(), cause }),
            };
            match outcome {
                Err(error) if error.may_pass() && attempt < ATTEMPTS => {
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
    Err(CallError::Refused { path: path.to_owned(), status: status.as_u16(), problem })
}

impl CallError {
    /// Whether the token is no longer taken.
    pub fn is_unauthorised(&self) -> bool {
        matches!(self, Self::Refused { status, .. } if *status == StatusCode::UNAUTHORIZED.as_u16())
    }

    /// Whether nothing is left to do: it was done already, or is no longer asked for.
    pub fn is_overtaken(&self) -> bool {
        let overtaken = [StatusCode::CONFLICT, StatusCode::UNPROCESSABLE_ENTITY];
        matches!(self, Self::Refused { status, .. } if overtaken.iter().any(|code| code.as_u16() == *status))
    }

    /// Whether nobody is there.
    pub fn is_unreachable(&self) -> bool {
        matches!(self, Self::Unreachable { .. })
    }

    fn may_pass(&self) -> bool {
        match self {
            Self::Unreachable { .. } => true,
            Self::Refused { status, problem, .. } => {
                let busy =
                    [StatusCode::TOO_MANY_REQUESTS, StatusCode::SERVICE_UNAVAILABLE, StatusCode::GATEWAY_TIMEOUT];
                busy.iter().any(|code| code.as_u16() == *status) || problem.contains("conflict-concurrent")
            }
        }
    }
}
