//! The first page: what the centre did, in figures with their definitions.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use serde::Deserialize;

use crate::Portal;
use crate::api::{Fault, Review};
use crate::board::{Board, Explanations, Play};
use crate::shell::{Place, Shell, page};
use crate::visitor::Visitor;

/// The years that can be asked for.
const YEARS: std::ops::RangeInclusive<i32> = 2000..=2100;

/// Which reporting year.
#[derive(Deserialize)]
pub struct Asked {
    /// `2022` is 15/12/2021 to 14/12/2022. Anything that is no year counts as not given.
    #[serde(default)]
    nam: Option<String>,
}

impl Asked {
    /// The year to show.
    pub fn year(&self, portal: &Portal) -> Option<i32> {
        let asked = self.nam.as_deref().and_then(|year| year.parse().ok());
        asked.filter(|year| YEARS.contains(year)).or_else(|| portal.usual_year())
    }
}

#[derive(Template)]
#[template(path = "home.html")]
struct Home {
    shell: Shell,
    board: Option<Board>,
    explanations: Explanations,
    play: Option<Play>,
    played: bool,
    stream: String,
    sign_ins: Vec<Offer>,
}

/// A sign-in that is offered.
struct Offer {
    label: String,
    explanation: String,
}

/// Shows the page.
pub async fn show(State(portal): State<Portal>, visitor: Visitor, Query(asked): Query<Asked>) -> Response {
    let year = asked.year(&portal);
    let review = portal.figures.of(year).await;
    let board = review.as_ref().ok().map(|review| Board::of(review, visitor.lang));
    let definitions = if board.is_some() { portal.definitions.all().await } else { Arc::default() };
    let title = visitor.lang.say("Số liệu giải quyết thủ tục hành chính", "The centre in figures");
    let home = Home {
        shell: Shell::new(&visitor, Place::Home, title),
        play: review.as_ref().ok().and_then(|review| play(&portal, review, &visitor)),
        played: portal.progress.as_ref().is_some_and(|progress| progress.state().done),
        stream: stream_address(year, &visitor),
        sign_ins: offers(&portal, &visitor),
        explanations: Explanations::new(definitions, visitor.lang),
        board,
    };
    let mut response = page(status(&review), visitor.lang, &home);
    if review.is_err() {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("10"));
    }
    response
}

fn status<T>(review: &Result<T, Fault>) -> StatusCode {
    match review {
        Ok(_) => StatusCode::OK,
        Err(Fault::Unreadable | Fault::NotFound | Fault::Invalid) => StatusCode::BAD_GATEWAY,
        Err(_) => StatusCode::SERVICE_UNAVAILABLE,
    }
}

/// The playing of the year, where the page shows the year that is being played.
pub fn play(portal: &Portal, review: &Review, visitor: &Visitor) -> Option<Play> {
    let progress = portal.progress.as_ref().filter(|_| Some(review.period.year()) == portal.usual_year())?;
    Play::of(progress.state(), (review.period.from, review.period.to), visitor.lang)
}

fn stream_address(year: Option<i32>, visitor: &Visitor) -> String {
    let year = year.map_or(String::new(), |year| format!("nam={year}&"));
    format!("/su-kien/so-lieu?{year}lang={}", visitor.lang.code())
}

fn offers(portal: &Portal, visitor: &Visitor) -> Vec<Offer> {
    let offer = |one: &crate::DemoSignIn| Offer {
        label: visitor.lang.say(&one.label_vi, &one.label_en).to_owned(),
        explanation: visitor.lang.say(&one.explanation_vi, &one.explanation_en).to_owned(),
    };
    portal.sign_ins.0.iter().map(offer).collect()
}
