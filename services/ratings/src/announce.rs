//! Turns private events into published ones, without account and reason.

use motcua_contracts::ratings;
use motcua_messaging::OutboxEvent;

use crate::domain::{Event, RatingRight};

/// The events to publish.
pub fn announce(right: &RatingRight, event: &Event) -> Vec<OutboxEvent> {
    match event {
        // Results publishes the return itself.
        Event::Opened { .. } => Vec::new(),
        Event::Rated { answer, .. } => vec![OutboxEvent::of(&ratings::RatingRecorded {
            dossier_id: right.dossier.to_string(),
            agency: right.agency.to_string(),
            score: answer.score.as_str().to_owned(),
            channel: answer.channel.as_str().to_owned(),
        })],
    }
}
