//! The figures as server-sent events, one a second, while a demonstration plays the year.

use std::convert::Infallible;
use std::time::Duration;

use axum::extract::{Query, State};
use axum::response::Sse;
use axum::response::sse::Event;
use futures::Stream;
use futures::stream::unfold;
use serde::Serialize;

use super::home::{HomeQuery, year_progress};
use crate::dashboard::Dashboard;
use crate::dashboard::changes::Changes;
use crate::portal::Portal;
use crate::session::visitor::Visitor;

const INTERVAL: Duration = Duration::from_secs(1);
/// Events of one stream. Streams are short because a process that stops waits for open ones; browsers reconnect.
const MAX_EVENTS: u32 = 5;

/// The data of an event.
#[derive(Serialize)]
struct FiguresEvent {
    /// Whether the demonstration is still playing the year.
    playing: bool,
    /// The shape of the page to which the changes apply; a page of another shape must reload.
    shape: String,
    #[serde(flatten)]
    changes: Changes,
}

/// Streams the figures.
pub async fn stream(
    State(portal): State<Portal>,
    visitor: Visitor,
    Query(query): Query<HomeQuery>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let year = query.year(&portal);
    let events = unfold((0, portal, visitor), move |(sent, portal, visitor)| async move {
        if sent == MAX_EVENTS {
            return None;
        }
        if sent > 0 {
            tokio::time::sleep(INTERVAL).await;
        }
        let event = event(&portal, &visitor, year).await;
        Some((Ok(event), (sent + 1, portal, visitor)))
    });
    Sse::new(events)
}

async fn event(portal: &Portal, visitor: &Visitor, year: Option<i32>) -> Event {
    let Ok(figures) = portal.figures.of_year(year).await else { return no_figures() };
    let dashboard = Dashboard::of(&figures, visitor.lang);
    let mut changes = dashboard.changes();
    let progress = year_progress(portal, &figures, visitor);
    if let Some(progress) = &progress {
        progress.add_to(&mut changes);
    }
    let data = FiguresEvent { playing: progress.is_some(), shape: dashboard.shape(), changes };
    Event::default().retry(INTERVAL).json_data(data).unwrap_or_else(|_| no_figures())
}

fn no_figures() -> Event {
    Event::default().comment("no figures now")
}
