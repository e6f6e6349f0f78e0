//! The HTTP client that every operation uses.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use motcua_kit::http::Language;
use reqwest::header::ACCEPT_LANGUAGE;
use reqwest::redirect::Policy;
use reqwest::{Client, Method, RequestBuilder, Response};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::error::ApiError;

const TIMEOUT: Duration = Duration::from_secs(10);
const CONNECT_TIMEOUT: Duration = Duration::from_secs(2);
/// The largest page that the API returns.
const LARGEST_PAGE: u32 = 200;
/// More pages than a complete list has; ends the loop should the API return `next` for ever.
const MAX_PAGES: u32 = 100;

/// A client of the public API; cheap to clone.
#[derive(Clone)]
pub struct Api {
    base_url: Arc<str>,
    http: Client,
    language: Language,
    /// Address of the visitor on whose behalf requests are sent.
    visitor: Option<IpAddr>,
}

/// A page of a list.
#[derive(Debug, Clone, Deserialize)]
pub struct Page<T> {
    pub items: Vec<T>,
    /// Cursor of the page after it.
    pub next: Option<String>,
}

impl Api {
    /// A client of the gateway at `base_url`.
    pub fn new(base_url: &str) -> Self {
        let http = Client::builder().timeout(TIMEOUT).connect_timeout(CONNECT_TIMEOUT).redirect(Policy::none());
        Self {
            base_url: base_url.trim_end_matches('/').into(),
            http: http.build().unwrap_or_default(),
            language: Language::default(),
            visitor: None,
        }
    }

    /// The same client for a visitor: it requests texts in their language, because the detail of a problem is shown
    /// unchanged, and names their address, to which the limits of the gateway apply.
    pub fn for_visitor(&self, language: Language, visitor: Option<IpAddr>) -> Self {
        Self { language, visitor, ..self.clone() }
    }

    pub(super) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let url = format!("{}{path}", self.base_url);
        let request = self.http.request(method, url).header(ACCEPT_LANGUAGE, self.language.code());
        match self.visitor {
            Some(address) => request.header("x-forwarded-for", address.to_string()),
            None => request,
        }
    }

    pub(super) async fn get<T: DeserializeOwned>(&self, path: &str) -> Result<T, ApiError> {
        read(send(self.request(Method::GET, path)).await?).await
    }

    pub(super) async fn get_as<T: DeserializeOwned>(&self, path: &str, token: &str) -> Result<T, ApiError> {
        read(send(self.request(Method::GET, path).bearer_auth(token)).await?).await
    }

    /// Reads a part of a resource that not everyone who sees the resource may see. Only a refusal leaves it out: after
    /// any other error the part may exist.
    pub(super) async fn get_if_visible<T>(&self, path: &str, token: &str) -> Result<Option<T>, ApiError>
    where
        T: DeserializeOwned,
    {
        match self.get_as(path, token).await {
            Ok(part) => Ok(Some(part)),
            Err(ApiError::NotFound | ApiError::Forbidden) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Reads a list page by page to its end.
    pub(super) async fn get_all<T: DeserializeOwned>(&self, path: &str, token: &str) -> Result<Vec<T>, ApiError> {
        let (mut items, mut cursor) = (Vec::new(), String::new());
        for _ in 0..MAX_PAGES {
            let page: Page<T> = self.get_as(&format!("{path}?limit={LARGEST_PAGE}{cursor}"), token).await?;
            items.extend(page.items);
            match page.next {
                Some(next) => cursor = format!("&cursor={next}"),
                None => return Ok(items),
            }
        }
        Err(ApiError::UnexpectedResponse)
    }

    pub(super) async fn post_json<T: DeserializeOwned>(
        &self,
        path: &str,
        body: &impl Serialize,
    ) -> Result<T, ApiError> {
        read(send(self.request(Method::POST, path).json(body)).await?).await
    }

    pub(super) async fn post_form(&self, path: &str, form: &[(&str, &str)]) -> Result<Response, ApiError> {
        send(self.request(Method::POST, path).form(form)).await
    }
}

/// Sends a request; every status but a success is an error.
pub(super) async fn send(request: RequestBuilder) -> Result<Response, ApiError> {
    let response = send_any_status(request).await?;
    ApiError::of(&response).map_or(Ok(response), Err)
}

pub(super) async fn send_any_status(request: RequestBuilder) -> Result<Response, ApiError> {
    request.send().await.map_err(|error| {
        tracing::warn!(error = %error.without_url(), "the API cannot be reached");
        ApiError::Unavailable
    })
}

pub(super) async fn read<T: DeserializeOwned>(response: Response) -> Result<T, ApiError> {
    response.json().await.map_err(|error| {
        let cut_off = error.is_timeout() || error.is_body();
        tracing::error!(error = %error.without_url(), "failed to read a response of the API");
        if cut_off { ApiError::Unavailable } else { ApiError::UnexpectedResponse }
    })
}
