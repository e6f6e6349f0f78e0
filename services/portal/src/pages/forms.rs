//! The forms of a dossier and the register, for whoever the API shows the dossiers to.

use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use chrono::NaiveDate;
use motcua_worktime::local_date;
use serde::Deserialize;
use uuid::Uuid;

use super::me::{not_signed_in, signed_out};
use super::sheet::{self, Format, Ways, answer, failed};
use super::trouble::{self, Trouble};
use crate::Portal;
use crate::api::Fault;
use crate::paperwork::register::{Book, MOST_PAGES, Wanted};
use crate::paperwork::{Facts, Kind, Occasion};
use crate::visitor::Visitor;

/// Longest time a register may cover, in days.
const LONGEST: i64 = 366;
const LONGEST_CODE: usize = 16;

/// Shows a form of a dossier: `/bieu-mau/01/{id}` as a page, `/bieu-mau/01/{id}.pdf` as a file.
pub async fn show(
    State(portal): State<Portal>,
    visitor: Visitor,
    Path((form, file)): Path<(String, String)>,
) -> Response {
    let (id, format) = Format::split(&file);
    let (Some(kind), Ok(id)) = (Kind::of(&form), Uuid::try_parse(id)) else {
        return trouble::page(&visitor, Trouble::NoForm);
    };
    let facts = match facts(&portal, &visitor, id).await {
        Ok(facts) => facts,
        Err(Refused::NobodyThere) => return not_signed_in(),
        Err(Refused::Fault(fault)) => return refused(&portal, visitor, fault),
    };
    let occasion = Occasion { lookup: portal.lookup_address(&visitor), today: local_date(portal.now()) };
    match kind.fill(&facts, &occasion) {
        Ok(Some(sheet)) => answer(&sheet, format),
        Ok(None) => trouble::page(&visitor, Trouble::NoForm),
        Err(error) => failed(&error),
    }
}

/// Why a dossier is not shown.
pub enum Refused {
    /// Nobody is signed in.
    NobodyThere,
    /// The API said so.
    Fault(Fault),
}

/// The token of whoever is signed in.
pub async fn token(portal: &Portal, visitor: &Visitor) -> Result<String, Refused> {
    let session = visitor.session.as_ref().ok_or(Refused::NobodyThere)?;
    session.token(&portal.api).await.map_err(Refused::Fault)
}

/// What the API shows the visitor of a dossier.
pub async fn facts(portal: &Portal, visitor: &Visitor, id: Uuid) -> Result<Facts, Refused> {
    let token = token(portal, visitor).await?;
    Facts::gather(&portal.api, &portal.directory, &token, id).await.map_err(Refused::Fault)
}

/// The page about a dossier or form that is not shown.
pub fn refused(portal: &Portal, visitor: Visitor, fault: Fault) -> Response {
    match fault {
        Fault::SignedOut => signed_out(portal, visitor),
        Fault::NotFound => trouble::page(&visitor, Trouble::NoForm),
        Fault::Forbidden => trouble::page(&visitor, Trouble::NotYours),
        fault => trouble::page(&visitor, Trouble::of(fault)),
    }
}

/// Which register, as it was typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    from: String,
    to: String,
    agency: String,
    /// Which page; the first unless it says another.
    trang: String,
}

impl Asked {
    fn wanted(&self) -> Option<Wanted> {
        let (from, until): (NaiveDate, NaiveDate) = (self.from.parse().ok()?, self.to.parse().ok()?);
        let agency = self.agency.trim();
        let is_code = agency.len() <= LONGEST_CODE && agency.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'.');
        let in_order = from <= until && (until - from).num_days() < LONGEST;
        let agency = (!agency.is_empty()).then(|| agency.to_ascii_uppercase());
        let page = if self.trang.is_empty() { 1 } else { self.trang.parse().ok()? };
        (in_order && is_code && page >= 1).then_some(Wanted { from, until, agency, page })
    }
}

/// Shows the register as a page.
pub async fn register(
    portal: State<Portal>,
    visitor: Visitor,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Response {
    book(portal, visitor, asked, Format::Html).await
}

/// The same as a file.
pub async fn register_file(
    portal: State<Portal>,
    visitor: Visitor,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Response {
    book(portal, visitor, asked, Format::Pdf).await
}

async fn book(
    State(portal): State<Portal>,
    visitor: Visitor,
    asked: Result<Query<Asked>, QueryRejection>,
    format: Format,
) -> Response {
    let Some(session) = visitor.session.clone() else { return not_signed_in() };
    let Some(wanted) = asked.ok().and_then(|Query(asked)| asked.wanted()) else {
        return trouble::page(&visitor, Trouble::WrongDays);
    };
    if wanted.page > MOST_PAGES {
        return trouble::page(&visitor, Trouble::TooLong);
    }
    let ways = |more| ways(&wanted, more);
    let found = async {
        let token = session.token(&portal.api).await?;
        let account = portal.api.me(&token).await?;
        if !account.keeps_a_register() {
            return Err(Fault::Forbidden);
        }
        Book::gather(&portal.api, &portal.directory, &token, wanted.clone()).await
    };
    match found.await {
        Ok(book) => match book.sheet(local_date(portal.now())) {
            Ok(sheet) => sheet::answer_between(&sheet, format, &ways(book.more), visitor.lang),
            Err(motcua_forms::Error::NotInForce { .. }) => trouble::page(&visitor, Trouble::NoForm),
            Err(error) => failed(&error),
        },
        Err(fault) => refused(&portal, visitor, fault),
    }
}

/// From a page of the register to those beside it, and to its file.
fn ways(wanted: &Wanted, more: bool) -> Ways {
    let Wanted { from, until, agency, page } = wanted;
    let agency = agency.as_deref().unwrap_or_default();
    let to = |ending: &str, page: u32| {
        format!("/bieu-mau/so-theo-doi{ending}?from={from}&to={until}&agency={agency}&trang={page}")
    };
    Ways {
        before: (*page > 1).then(|| to("", page - 1)),
        after: more.then(|| to("", page + 1)),
        file: to(".pdf", *page),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted(from: &str, to: &str, agency: &str) -> Option<Wanted> {
        Asked { from: from.into(), to: to.into(), agency: agency.into(), ..Asked::default() }.wanted()
    }

    #[test]
    fn a_register_covers_days_in_their_order_and_at_most_a_year() {
        assert!(wanted("2022-12-01", "2022-12-01", "").is_some());
        assert!(wanted("2022-01-01", "2022-12-31", " h35.08").is_some_and(|w| w.agency.as_deref() == Some("H35.08")));
        for (from, to, agency) in [
            ("", "", ""),
            ("2022-12-02", "2022-12-01", ""),
            ("2021-12-01", "2022-12-31", ""),
            ("1/12/2022", "2022-12-31", ""),
            ("2022-12-01", "2022-12-02", "H35.08&status=1"),
        ] {
            assert_eq!(wanted(from, to, agency), None, "{from} {to} {agency}");
        }
    }

    #[test]
    fn pages_count_from_one() {
        let page = |trang: &str| {
            let (from, to) = ("2022-12-01".to_owned(), "2022-12-01".to_owned());
            Asked { from, to, trang: trang.into(), ..Asked::default() }.wanted().map(|wanted| wanted.page)
        };
        assert_eq!((page(""), page("1"), page("7")), (Some(1), Some(1), Some(7)));
        assert_eq!((page("0"), page("-1"), page("x")), (None, None, None));
    }
}
