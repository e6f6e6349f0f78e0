//! The home page: the figures of the centre with their definitions, the lookup, and the sign-ins of a demonstration.

use std::ops::RangeInclusive;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use serde::Deserialize;

use crate::api::error::ApiError;
use crate::api::figures::Figures;
use crate::dashboard::Dashboard;
use crate::dashboard::explanations::Explanations;
use crate::dashboard::year_progress::YearProgress;
use crate::demo::sign_ins::DemoSignIn;
use crate::portal::Portal;
use crate::session::visitor::Visitor;
use crate::web::layout::{Layout, Section, page};

/// The reporting years of the address.
const YEARS: RangeInclusive<i32> = 2000..=2100;
/// Seconds after which a page is worth another attempt while the API is down.
const RETRY_AFTER: HeaderValue = HeaderValue::from_static("10");

/// The parameters of the address.
#[derive(Deserialize)]
pub struct HomeQuery {
    /// The reporting year: `2022` is 15/12/2021 to 14/12/2022. An invalid one is ignored.
    #[serde(default, rename = "nam")]
    year: Option<String>,
}

impl HomeQuery {
    /// The reporting year to show.
    pub fn year(&self, portal: &Portal) -> Option<i32> {
        let year = self.year.as_deref().and_then(|year| year.parse().ok());
        year.filter(|year| YEARS.contains(year)).or_else(|| portal.default_year())
    }
}

#[derive(Template)]
#[template(path = "home.html")]
struct HomePage {
    layout: Layout,
    /// None while the figures cannot be fetched.
    dashboard: Option<Dashboard>,
    explanations: Explanations,
    progress: Option<YearProgress>,
    /// Whether the demonstration has played the whole year.
    played: bool,
    stream: String,
    sign_ins: Vec<SignInOption>,
}

/// A sign-in of a demonstration.
struct SignInOption {
    label: String,
    explanation: String,
    /// Whether it can be used now; else when the year has been played.
    is_available: bool,
}

/// Shows the page.
pub async fn show(State(portal): State<Portal>, visitor: Visitor, Query(query): Query<HomeQuery>) -> Response {
    let year = query.year(&portal);
    let figures = portal.figures.of_year(year).await;
    let dashboard = figures.as_ref().ok().map(|figures| Dashboard::of(figures, visitor.lang));
    let definitions = if dashboard.is_some() { portal.definitions.all().await } else { Arc::default() };
    let title = visitor.lang.pick("Số liệu giải quyết thủ tục hành chính", "The centre in figures");
    let template = HomePage {
        layout: Layout::new(&visitor, Section::Home, title),
        progress: figures.as_ref().ok().and_then(|figures| year_progress(&portal, figures, &visitor)),
        played: portal.progress.as_ref().is_some_and(|progress| progress.state().done),
        stream: stream_address(year, &visitor),
        sign_ins: sign_ins(&portal, &visitor),
        explanations: Explanations::new(definitions, visitor.lang),
        dashboard,
    };
    let mut response = page(status(&figures), visitor.lang, &template);
    if figures.is_err() {
        response.headers_mut().insert(header::RETRY_AFTER, RETRY_AFTER);
    }
    response
}

fn status<T>(figures: &Result<T, ApiError>) -> StatusCode {
    match figures {
        Ok(_) => StatusCode::OK,
        Err(ApiError::UnexpectedResponse | ApiError::NotFound | ApiError::Invalid) => StatusCode::BAD_GATEWAY,
        Err(_) => StatusCode::SERVICE_UNAVAILABLE,
    }
}

/// The progress of the demonstration, if the page shows the year that is being played.
pub fn year_progress(portal: &Portal, figures: &Figures, visitor: &Visitor) -> Option<YearProgress> {
    let progress = portal.progress.as_ref().filter(|_| Some(figures.period.year()) == portal.default_year())?;
    YearProgress::of(progress.state(), figures.period, visitor.lang)
}

fn stream_address(year: Option<i32>, visitor: &Visitor) -> String {
    let year = year.map_or(String::new(), |year| format!("nam={year}&"));
    format!("/su-kien/so-lieu?{year}lang={}", visitor.lang.code())
}

fn sign_ins(portal: &Portal, visitor: &Visitor) -> Vec<SignInOption> {
    let option = |sign_in: &DemoSignIn| SignInOption {
        label: visitor.lang.pick(&sign_in.label_vi, &sign_in.label_en).to_owned(),
        explanation: visitor.lang.pick(&sign_in.explanation_vi, &sign_in.explanation_en).to_owned(),
        is_available: portal.offers(sign_in),
    };
    portal.sign_ins.0.iter().map(option).collect()
}
