//! The figures as server-sent events, one a second, while the year fills up.

use std::convert::Infallible;
use std::time::Duration;

use axum::extract::{Query, State};
use axum::response::Sse;
use axum::response::sse::Event;
use futures::Stream;
use futures::stream::unfold;
use serde::Serialize;

use super::home::{self, Asked};
use crate::Portal;
use crate::board::{Board, Changes};
use crate::visitor::Visitor;

const PACE: Duration = Duration::from_secs(1);
/// Streams are short, and browsers come back by themselves: a process that stops waits for all that are open.
const EVENTS: u32 = 5;

/// One event.
#[derive(Serialize)]
struct News {
    /// Whether more is to come.
    playing: bool,
    /// What the page must be made of for the changes to fit.
    shape: String,
    #[serde(flatten)]
    changes: Changes,
}

/// Streams the figures.
pub async fn stream(
    State(portal): State<Portal>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let year = asked.year(&portal);
    let events = unfold((0, portal, visitor), move |(sent, portal, visitor)| async move {
        if sent == EVENTS {
            return None;
        }
        if sent > 0 {
            tokio::time::sleep(PACE).await;
        }
        let event = event(&portal, &visitor, year).await;
        Some((Ok(event), (sent + 1, portal, visitor)))
    });
    Sse::new(events)
}

async fn event(portal: &Portal, visitor: &Visitor, year: Option<i32>) -> Event {
    let Ok(review) = portal.figures.of(year).await else { return Event::default().comment("no figures now") };
    let board = Board::of(&review, visitor.lang);
    let mut changes = board.changes();
    let play = home::play(portal, &review, visitor);
    if let Some(play) = &play {
        play.tell(&mut changes);
    }
    let news = News { playing: play.is_some(), shape: board.shape(), changes };
    Event::default().retry(PACE).json_data(news).unwrap_or_else(|_| Event::default().comment("no figures now"))
}
