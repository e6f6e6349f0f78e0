//! From private events to what the others hear: no personal data, no secret.

use chrono::{DateTime, Utc};
use motcua_contracts::{intake, lookup, time};
use motcua_kit::config::Secret;
use motcua_messaging::Outgoing;

use crate::domain::{Acceptance, Event, Filing, Forwarding, Owed, Way, What};
use crate::store::Dossier;

/// What is said about an event; nothing when another service said it itself, or when it is nobody else's business.
pub fn announce(dossier: &Dossier, event: &Event, lookup_key: &Secret) -> Vec<Outgoing> {
    if let What::FeePaid { paid, way, paid_at } = &event.what {
        // What is to be refunded at once was not collected.
        let kept = Owed { amount_vnd: paid.amount_vnd.saturating_sub(event.surplus_vnd), ..*paid };
        return fee_paid(dossier.id.to_string(), &kept, *way, *paid_at);
    }
    about(dossier, event, lookup_key).into_iter().collect()
}

fn about(dossier: &Dossier, event: &Event, lookup_key: &Secret) -> Option<Outgoing> {
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
        What::Forwarded => event.then.sent().map(|sent| {
            let lookup_mac = mac(&sent.code);
            Outgoing::of(&intake::DossierForwarded { lookup_mac, ..forwarded(dossier_id, filing, sent) })
        }),
        What::Accepted => event.then.receipt().map(|receipt| {
            let lookup_mac = mac(&receipt.code);
            Outgoing::of(&intake::DossierAccepted { lookup_mac, ..accepted(dossier_id, filing, receipt) })
        }),
        What::Corrected { way: Some(_), .. } => {
            event.then.receipt().map(|receipt| Outgoing::of(&corrected(dossier_id, filing, receipt)))
        }
        What::Refused => Some(Outgoing::of(&intake::DossierRefused { dossier_id })),
        What::Supplemented { .. } => Some(Outgoing::of(&intake::DossierSupplemented { dossier_id })),
        What::Withdrawn => Some(Outgoing::of(&intake::DossierWithdrawn { dossier_id })),
        What::WithdrawalAsked { .. } => Some(Outgoing::of(&intake::WithdrawalRequested { dossier_id })),
        What::Corrected { way: None, .. }
        | What::SupplementAsked
        | What::Digitised { .. }
        | What::FeeDemanded
        | What::FeePaid { .. }
        | What::SurplusNoted { .. }
        | What::Refunded(_)
        | What::Kept
        | What::Decided
        | What::Reopened
        | What::Stopped => None,
    }
}

/// All money that came in is told; the clock goes on only for what was demanded meanwhile.
fn fee_paid(dossier_id: String, paid: &Owed, way: Way, paid_at: DateTime<Utc>) -> Vec<Outgoing> {
    let fee_id = paid.fee.to_string();
    let (told, fee) = (dossier_id.clone(), fee_id.clone());
    let goes_on = intake::FeePaid { dossier_id: told, fee_id: fee, paid_at: time::to_message(paid_at) };
    let collected = intake::FeeCollected {
        dossier_id,
        fee_id,
        amount_vnd: paid.amount_vnd,
        moment: paid.moment.as_str().to_owned(),
        way: way.as_str().to_owned(),
        paid_at: time::to_message(paid_at),
    };
    let goes_on = paid.demanded.then(|| Outgoing::of(&goes_on));
    goes_on.into_iter().chain([Outgoing::of(&collected)]).collect()
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
        applicant_account: account(filing),
        helped_by_unit: filing.helped_by.clone().unwrap_or_default(),
        ..Default::default()
    }
}

fn forwarded(dossier_id: String, filing: &Filing, sent: &Forwarding) -> intake::DossierForwarded {
    intake::DossierForwarded {
        dossier_id,
        code: sent.code.clone(),
        procedure_id: filing.procedure.to_string(),
        agency: filing.agency.clone(),
        channel: filing.channel.as_str().to_owned(),
        received_by_unit: sent.unit.clone(),
        applicant_account: account(filing),
        ..Default::default()
    }
}

fn account(filing: &Filing) -> String {
    filing.account.map(|account| account.to_string()).unwrap_or_default()
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
