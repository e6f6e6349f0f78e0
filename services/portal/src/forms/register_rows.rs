//! Fetches the rows of a register: the dossiers of a period, each with its timeline.

use std::sync::Arc;
use std::time::Duration;

use chrono::NaiveDate;
use futures::{StreamExt, TryStreamExt, stream};

use crate::api::client::{Api, Page};
use crate::api::dossier::Dossier;
use crate::api::error::ApiError;
use crate::api::timeline::Timeline;

/// Rows of one page of the register; each costs a request.
pub const PAGE_SIZE: usize = 150;
/// Pages of one register; each page before the requested one costs a request.
pub const MAX_PAGES: u32 = 60;
/// Requests at the same time.
const CONCURRENCY: usize = 8;
const ATTEMPTS: u32 = 5;
/// Longest wait, in seconds, for the rate limit of the API.
const MAX_WAIT: u64 = 3;

/// Which page of which register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterQuery {
    /// First day, local.
    pub from: NaiveDate,
    /// Last day, local.
    pub until: NaiveDate,
    /// Only dossiers of this agency; a code of letters, digits and points.
    pub agency: Option<String>,
    /// The page, from 1.
    pub page: u32,
}

/// A dossier with its timeline.
pub type RegisterRow = (Dossier, Timeline);

/// Fetches the rows of a page, and whether there is a page after it.
///
/// # Errors
/// The API does not answer, or there is no such page.
pub async fn fetch(api: &Api, token: &str, query: &RegisterQuery) -> Result<(Vec<RegisterRow>, bool), ApiError> {
    let page = dossiers(api, token, query).await?;
    let (token, has_next): (Arc<str>, bool) = (token.into(), page.next.is_some());
    let rows = page.items.into_iter().map(|dossier| row(api.clone(), token.clone(), dossier));
    let rows = stream::iter(rows.collect::<Vec<_>>()).buffered(CONCURRENCY).try_collect().await?;
    Ok((rows, has_next))
}

/// The dossiers of the page, in the order they were received.
async fn dossiers(api: &Api, token: &str, query: &RegisterQuery) -> Result<Page<Dossier>, ApiError> {
    let mut page = dossiers_from(api, token, query, None).await?;
    for _ in 1..query.page {
        let next = page.next.ok_or(ApiError::NotFound)?;
        page = dossiers_from(api, token, query, Some(&next)).await?;
    }
    Ok(page)
}

async fn dossiers_from(
    api: &Api,
    token: &str,
    query: &RegisterQuery,
    cursor: Option<&str>,
) -> Result<Page<Dossier>, ApiError> {
    let (days, agency) = (query.from..=query.until, query.agency.as_deref());
    retried(|| api.dossiers_received(token, days.clone(), agency, cursor, PAGE_SIZE)).await
}

async fn row(api: Api, token: Arc<str>, dossier: Dossier) -> Result<RegisterRow, ApiError> {
    let timeline = retried(|| api.timeline(&token, dossier.id)).await?;
    Ok((dossier, timeline))
}

/// Repeats a request while the rate limit of the API requires a short wait.
async fn retried<T, F>(request: impl Fn() -> F) -> Result<T, ApiError>
where
    F: Future<Output = Result<T, ApiError>>,
{
    for _ in 0..ATTEMPTS {
        match request().await {
            Err(ApiError::TooManyRequests(seconds)) if seconds <= MAX_WAIT => {
                tokio::time::sleep(Duration::from_secs(seconds)).await;
            }
            result => return result,
        }
    }
    Err(ApiError::Unavailable)
}
