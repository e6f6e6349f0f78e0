//! Turns private events into published ones, without personal data and secrets.

use chrono::{DateTime, Utc};
use motcua_contracts::{UnitCode, intake, lookup, time};
use motcua_kit::config::Secret;
use motcua_messaging::OutboxEvent;

use crate::domain::{Dossier, Event, EventKind, Filing, Forwarding, PayableFee, PaymentMethod, Receipt};

/// The events to publish; none for what another service published itself, or what concerns no other service.
pub fn announce(dossier: &Dossier, event: &Event, lookup_key: &Secret) -> Vec<OutboxEvent> {
    if let EventKind::FeePaid { paid, payment_method, paid_at } = &event.kind {
        // What is to be refunded at once was not collected.
        let amount_vnd = paid.amount_vnd.saturating_sub(event.surplus_vnd);
        return fee_paid(dossier.id.to_string(), &PayableFee { amount_vnd, ..*paid }, *payment_method, *paid_at);
    }
    announce_one(dossier, event, lookup_key).into_iter().collect()
}

fn announce_one(dossier: &Dossier, event: &Event, lookup_key: &Secret) -> Option<OutboxEvent> {
    let (dossier_id, filing) = (dossier.id.to_string(), &dossier.filing);
    let mac = |code: &str| lookup::mac(lookup_key.reveal(), code, &filing.secret).into();
    match &event.kind {
        EventKind::Submitted => Some(OutboxEvent::of(&intake::DossierSubmitted {
            dossier_id,
            reference: filing.reference.clone(),
            procedure_id: filing.procedure.to_string(),
            agency: filing.agency.to_string(),
            channel: filing.channel.as_str().to_owned(),
            lookup_mac: mac(&filing.reference),
        })),
        EventKind::Forwarded => event.new_stage.forwarding().map(|forwarding| {
            let lookup_mac = mac(&forwarding.code);
            OutboxEvent::of(&intake::DossierForwarded { lookup_mac, ..forwarded(dossier_id, filing, forwarding) })
        }),
        EventKind::Accepted => event.new_stage.receipt().map(|receipt| {
            let lookup_mac = mac(&receipt.code);
            OutboxEvent::of(&intake::DossierAccepted { lookup_mac, ..accepted(dossier_id, filing, receipt) })
        }),
        EventKind::Corrected { process: Some(_), .. } => {
            event.new_stage.receipt().map(|receipt| OutboxEvent::of(&corrected(dossier_id, filing, receipt)))
        }
        EventKind::Refused => Some(OutboxEvent::of(&intake::DossierRefused { dossier_id })),
        EventKind::Supplemented { .. } => Some(OutboxEvent::of(&intake::DossierSupplemented { dossier_id })),
        EventKind::Withdrawn => Some(OutboxEvent::of(&intake::DossierWithdrawn { dossier_id })),
        EventKind::WithdrawalRequested { .. } => Some(OutboxEvent::of(&intake::WithdrawalRequested { dossier_id })),
        EventKind::Corrected { process: None, .. }
        | EventKind::SupplementRequested
        | EventKind::Digitised { .. }
        | EventKind::FeeRequired
        | EventKind::FeePaid { .. }
        | EventKind::SurplusRecorded { .. }
        | EventKind::Refunded(_)
        | EventKind::WithdrawalDeclined
        | EventKind::Decided
        | EventKind::DecisionRevoked
        | EventKind::Stopped => None,
    }
}

/// Every payment is published; the clock continues only for a fee that the office demanded.
fn fee_paid(
    dossier_id: String,
    paid: &PayableFee,
    payment_method: PaymentMethod,
    paid_at: DateTime<Utc>,
) -> Vec<OutboxEvent> {
    let (fee_id, paid_at) = (paid.fee.to_string(), time::to_message(paid_at));
    let demanded = intake::FeePaid { dossier_id: dossier_id.clone(), fee_id: fee_id.clone(), paid_at };
    let collected = intake::FeeCollected {
        dossier_id,
        fee_id,
        amount_vnd: paid.amount_vnd,
        moment: paid.collection_point.as_str().to_owned(),
        payment_method: payment_method.as_str().to_owned(),
        paid_at,
    };
    let demanded = paid.demanded.then(|| OutboxEvent::of(&demanded));
    demanded.into_iter().chain([OutboxEvent::of(&collected)]).collect()
}

fn accepted(dossier_id: String, filing: &Filing, receipt: &Receipt) -> intake::DossierAccepted {
    intake::DossierAccepted {
        dossier_id,
        code: receipt.code.clone(),
        procedure_id: filing.procedure.to_string(),
        procedure_version: receipt.procedure_version,
        case_code: filing.case_code.clone(),
        channel: filing.channel.as_str().to_owned(),
        agency: filing.agency.to_string(),
        received_by_unit: receipt.unit.to_string(),
        due_at: time::to_message(receipt.due_at),
        calendar_version: receipt.calendar_version,
        applicant_account: account(filing),
        helped_by_unit: filing.helped_by.clone().map(UnitCode::into_string).unwrap_or_default(),
        ..Default::default()
    }
}

fn forwarded(dossier_id: String, filing: &Filing, forwarding: &Forwarding) -> intake::DossierForwarded {
    intake::DossierForwarded {
        dossier_id,
        code: forwarding.code.clone(),
        procedure_id: filing.procedure.to_string(),
        agency: filing.agency.to_string(),
        channel: filing.channel.as_str().to_owned(),
        received_by_unit: forwarding.unit.to_string(),
        applicant_account: account(filing),
        ..Default::default()
    }
}

fn account(filing: &Filing) -> String {
    filing.account.map(|account| account.to_string()).unwrap_or_default()
}

fn corrected(dossier_id: String, filing: &Filing, receipt: &Receipt) -> intake::DossierCorrected {
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
