//! From private events to what the others hear: no personal data, no secret.

use motcua_contracts::{intake, lookup, time};
use motcua_kit::config::Secret;
use motcua_messaging::Outgoing;

use crate::domain::{Acceptance, Event, Filing, What};
use crate::store::Dossier;

/// What is said about an event; nothing when another service said it itself, or when it is nobody else's business.
pub fn announce(dossier: &Dossier, event: &Event, lookup_key: &Secret) -> Option<Outgoing> {
    let (dossier_id, filing) = (dossier.id.to_string(), &dossier.filing);
    let mac = |code: &str| lookup::mac(lookup_key.reveal(), code, &filing.secret).into();
    match &event.what {
        What::Submitted => Some(Outgoing::of(&intake::DossierSubmitted {
            dossier_id,
            reference: filing.reference.clone(),
            procedure_id: filing.procedure.to_string(),
            agency: filing.agency.clone(),
            channel: filing.channel.as_str().to_owned(),
            lookup_mac: mac(&filing.reference),
        })),
        What::Accepted => event.then.receipt().map(|receipt| {
            let lookup_mac = mac(&receipt.code);
            Outgoing::of(&intake::DossierAccepted { lookup_mac, ..accepted(dossier_id, filing, receipt) })
        }),
        What::Corrected { way: Some(_), .. } => {
            event.then.receipt().map(|receipt| Outgoing::of(&corrected(dossier_id, filing, receipt)))
        }
        What::Refused => Some(Outgoing::of(&intake::DossierRefused { dossier_id })),
        What::Supplemented { .. } => Some(Outgoing::of(&intake::DossierSupplemented { dossier_id })),
        What::FeePaid { fee } => Some(Outgoing::of(&intake::FeePaid { dossier_id, fee_id: fee.to_string() })),
        What::Withdrawn => Some(Outgoing::of(&intake::DossierWithdrawn { dossier_id })),
        What::WithdrawalAsked { .. } => Some(Outgoing::of(&intake::WithdrawalRequested { dossier_id })),
        What::Corrected { way: None, .. }
        | What::SupplementAsked
        | What::FeeDemanded
        | What::Kept
        | What::Decided
        | What::Stopped => None,
    }
}

fn accepted(dossier_id: String, filing: &Filing, receipt: &Acceptance) -> intake::DossierAccepted {
    intake::DossierAccepted {
        dossier_id,
        code: receipt.code.clone(),
        procedure_id: filing.procedure.to_string(),
        procedure_version: receipt.procedure_version,
        case_code: filing.case_code.clone(),
        channel: filing.channel.as_str().to_owned(),
        agency: filing.agency.clone(),
        received_by_unit: receipt.unit.clone(),
        due_at: time::to_message(receipt.due_at),
        calendar_version: receipt.calendar_version,
        applicant_account: filing.account.map(|account| account.to_string()).unwrap_or_default(),
        ..Default::default()
    }
}

fn corrected(dossier_id: String, filing: &Filing, receipt: &Acceptance) -> intake::DossierCorrected {
    intake::DossierCorrected {
        dossier_id,
        procedure_id: filing.procedure.to_string(),
        procedure_version: receipt.procedure_version,
        case_code: filing.case_code.clone(),
        channel: filing.channel.as_str().to_owned(),
        due_at: time::to_message(receipt.due_at),
        calendar_version: receipt.calendar_version,
    }
}
