//! From private events to what the others hear: no account, no reason.

use motcua_contracts::ratings;
use motcua_messaging::Outgoing;

use crate::domain::Event;
use crate::store::Right;

/// What is said about an event.
pub fn announce(right: &Right, event: &Event) -> Vec<Outgoing> {
    match event {
        // Results said so itself.
        Event::Opened { .. } => Vec::new(),
        Event::Rated { answer, .. } => vec![Outgoing::of(&ratings::RatingRecorded {
            dossier_id: right.dossier.to_string(),
            agency: right.agency.clone(),
            score: answer.score.as_str().to_owned(),
            channel: answer.channel.as_str().to_owned(),
        })],
    }
}
