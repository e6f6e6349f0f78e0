//! Turns private events into published ones, without personal data.

use motcua_contracts::results;
use motcua_messaging::OutboxEvent;

use crate::domain::{Event, ResultDocument};

/// The events to publish.
pub fn announce(document: &ResultDocument, event: &Event) -> Vec<OutboxEvent> {
    let (dossier_id, result_id) = (document.dossier.to_string(), document.id.to_string());
    let message = match event {
        // Processing and routing publish these themselves.
        Event::Drafted { .. } | Event::HandOverOpened { .. } | Event::CompletionSuperseded { .. } => return Vec::new(),
        Event::Issued { issuance } => OutboxEvent::of(&results::ResultIssued {
            dossier_id,
            result_id,
            number: issuance.number.clone(),
            granted: document.decision.granted,
        }),
        Event::Returned { delivery_method, .. } => OutboxEvent::of(&results::ResultReturned {
            dossier_id,
            result_id,
            code: document.decision.code.clone(),
            agency: document.decision.agency.to_string(),
            delivery_method: delivery_method.as_str().to_owned(),
        }),
        Event::Recalled { .. } => {
            let agency = document.decision.agency.to_string();
            OutboxEvent::of(&results::ResultRecalled { dossier_id, result_id, agency })
        }
    };
    vec![message]
}
