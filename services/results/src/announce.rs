//! From private events to what the others hear: no personal data.

use motcua_contracts::results;
use motcua_messaging::Outgoing;

use crate::domain::Event;
use crate::store::Document;

/// What is said about an event.
pub fn announce(document: &Document, event: &Event) -> Vec<Outgoing> {
    let (dossier_id, result_id) = (document.dossier.to_string(), document.id.to_string());
    let message = match event {
        // Processing and routing said so themselves.
        Event::Drafted { .. } | Event::HandOverOpened { .. } | Event::CompletionOvertaken { .. } => return Vec::new(),
        Event::Issued { issuance } => Outgoing::of(&results::ResultIssued {
            dossier_id,
            result_id,
            number: issuance.number.clone(),
            granted: document.decision.granted,
        }),
        Event::Returned { way, .. } => Outgoing::of(&results::ResultReturned {
            dossier_id,
            result_id,
            code: document.decision.code.clone(),
            agency: document.decision.agency.clone(),
            way: way.as_str().to_owned(),
        }),
        Event::Recalled { .. } => {
            let agency = document.decision.agency.clone();
            Outgoing::of(&results::ResultRecalled { dossier_id, result_id, agency })
        }
    };
    vec![message]
}
