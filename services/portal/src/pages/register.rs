//! The register of dossiers, page by page, as a page or as a file.

use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::response::Response;
use chrono::NaiveDate;
use motcua_worktime::local_date;
use serde::Deserialize;

use super::access::{AccessError, no_access, token};
use super::form_response::{OutputFormat, RegisterLinks, register_response, render_failed};
use crate::api::error::ApiError;
use crate::forms::register::RegisterPage;
use crate::forms::register_rows::{MAX_PAGES, RegisterQuery};
use crate::portal::Portal;
use crate::session::visitor::Visitor;
use crate::web::error_page::error_page;
use crate::wording::errors::ErrorPage;

/// Longest period of a register.
const MAX_DAYS: i64 = 366;
/// Longest code of an agency.
const MAX_CODE: usize = 16;

/// The parameters of the address, as the visitor typed them.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct RegisterParameters {
    from: String,
    to: String,
    agency: String,
    /// The first page when it is empty.
    #[serde(rename = "trang")]
    page: String,
}

impl RegisterParameters {
    fn query(&self) -> Option<RegisterQuery> {
        let (from, until): (NaiveDate, NaiveDate) = (self.from.parse().ok()?, self.to.parse().ok()?);
        let agency = self.agency.trim();
        let is_code = agency.len() <= MAX_CODE && agency.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'.');
        let in_order = from <= until && (until - from).num_days() < MAX_DAYS;
        let agency = (!agency.is_empty()).then(|| agency.to_ascii_uppercase());
        let page = if self.page.is_empty() { 1 } else { self.page.parse().ok()? };
        (in_order && is_code && page >= 1).then_some(RegisterQuery { from, until, agency, page })
    }
}

/// Shows a page of the register.
pub async fn show(
    portal: State<Portal>,
    visitor: Visitor,
    parameters: Result<Query<RegisterParameters>, QueryRejection>,
) -> Response {
    register(portal, visitor, parameters, OutputFormat::Html).await
}

/// Downloads a page of the register.
pub async fn download(
    portal: State<Portal>,
    visitor: Visitor,
    parameters: Result<Query<RegisterParameters>, QueryRejection>,
) -> Response {
    register(portal, visitor, parameters, OutputFormat::Pdf).await
}

async fn register(
    State(portal): State<Portal>,
    visitor: Visitor,
    parameters: Result<Query<RegisterParameters>, QueryRejection>,
    output: OutputFormat,
) -> Response {
    if visitor.session.is_none() {
        return no_access(&portal, visitor, AccessError::NotSignedIn);
    }
    let Some(query) = parameters.ok().and_then(|Query(parameters)| parameters.query()) else {
        return error_page(&visitor, ErrorPage::InvalidPeriod);
    };
    if query.page > MAX_PAGES {
        return error_page(&visitor, ErrorPage::RegisterTooLong);
    }
    match fetch(&portal, &visitor, query.clone()).await {
        Ok(page) => match page.sheet(local_date(portal.now())) {
            Ok(sheet) => register_response(&sheet, output, &links(&query, page.has_next), visitor.lang),
            Err(motcua_forms::Error::NotInForce { .. }) => error_page(&visitor, ErrorPage::NotFound),
            Err(error) => render_failed(&error),
        },
        Err(error) => no_access(&portal, visitor, error),
    }
}

async fn fetch(portal: &Portal, visitor: &Visitor, query: RegisterQuery) -> Result<RegisterPage, AccessError> {
    let (token, api) = (token(portal, visitor).await?, visitor.api(portal));
    if !api.own_account(&token).await?.may_read_register() {
        return Err(ApiError::Forbidden.into());
    }
    Ok(RegisterPage::fetch(&api, &portal.directory, &token, query).await?)
}

fn links(query: &RegisterQuery, has_next: bool) -> RegisterLinks {
    let RegisterQuery { from, until, agency, page } = query;
    let agency = agency.as_deref().unwrap_or_default();
    let address = |extension: &str, page: u32| {
        format!("/bieu-mau/so-theo-doi{extension}?from={from}&to={until}&agency={agency}&trang={page}")
    };
    RegisterLinks {
        previous: (*page > 1).then(|| address("", page - 1)),
        next: has_next.then(|| address("", page + 1)),
        file: address(".pdf", *page),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn query(from: &str, to: &str, agency: &str) -> Option<RegisterQuery> {
        let parameters = RegisterParameters { from: from.into(), to: to.into(), ..RegisterParameters::default() };
        RegisterParameters { agency: agency.into(), ..parameters }.query()
    }

    #[test]
    fn a_register_covers_days_in_order_and_at_most_a_year() {
        assert!(query("2022-12-01", "2022-12-01", "").is_some());
        assert!(query("2022-01-01", "2022-12-31", " h35.08").is_some_and(|q| q.agency.as_deref() == Some("H35.08")));
        for (from, to, agency) in [
            ("", "", ""),
            ("2022-12-02", "2022-12-01", ""),
            ("2021-12-01", "2022-12-31", ""),
            ("1/12/2022", "2022-12-31", ""),
            ("2022-12-01", "2022-12-02", "H35.08&status=1"),
        ] {
            assert_eq!(query(from, to, agency), None, "{from} {to} {agency}");
        }
    }

    #[test]
    fn pages_count_from_one() {
        let page = |page: &str| {
            let (from, to) = ("2022-12-01".to_owned(), "2022-12-01".to_owned());
            let parameters = RegisterParameters { from, to, page: page.into(), ..RegisterParameters::default() };
            parameters.query().map(|query| query.page)
        };
        assert_eq!((page(""), page("1"), page("7")), (Some(1), Some(1), Some(7)));
        assert_eq!((page("0"), page("-1"), page("x")), (None, None, None));
    }
}
