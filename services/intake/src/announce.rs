//! From private events to what the others hear: no personal data, no secret.

use motcua_contracts::{intake, lookup, time};
use motcua_kit::config::Secret;
use motcua_messaging::Outgoing;

use crate::domain::Event;
use crate::store::Dossier;

/// What is said about an event.
pub fn announce(dossier: &Dossier, event: &Event, lookup_key: &Secret) -> Vec<Outgoing> {
    let (id, filing) = (dossier.id.to_string(), &dossier.filing);
    let mac = |code: &str| lookup::mac(lookup_key.reveal(), code, &filing.secret).into();
    let message = match event {
        Event::Submitted { .. } => Outgoing::of(&intake::DossierSubmitted {
            dossier_id: id,
            reference: filing.reference.clone(),
            procedure_id: filing.procedure.to_string(),
            agency: filing.agency.clone(),
            channel: filing.channel.as_str().to_owned(),
            lookup_mac: mac(&filing.reference),
        }),
        Event::Accepted { receipt } => Outgoing::of(&intake::DossierAccepted {
            dossier_id: id,
            code: receipt.code.clone(),
            procedure_id: filing.procedure.to_string(),
            procedure_version: receipt.procedure_version,
            case_code: filing.case_code.clone(),
            channel: filing.channel.as_str().to_owned(),
            agency: filing.agency.clone(),
            received_by_unit: receipt.unit.clone(),
            due_at: time::to_message(receipt.due_at),
            calendar_version: receipt.calendar_version,
            lookup_mac: mac(&receipt.code),
            applicant_account: filing.account.map(|account| account.to_string()).unwrap_or_default(),
        }),
        Event::Refused { .. } => Outgoing::of(&intake::DossierRefused { dossier_id: id }),
        // Processing said so itself.
        Event::SupplementAsked { .. } => return Vec::new(),
        Event::Supplemented { .. } => Outgoing::of(&intake::DossierSupplemented { dossier_id: id }),
    };
    vec![message]
}
