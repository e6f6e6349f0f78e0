//! Dossiers that another counter forwards to the competent agency.

use super::*;

#[test]
fn a_forwarded_dossier_is_received_refused_or_withdrawn_and_nothing_else() {
    let stage = go(&submitted(), &Command::Forward(forwarding()));
    assert_eq!((stage.status(), stage.code(), stage.receipt()), (Status::Accepted, Some("f"), None));
    for command in commands(&stage) {
        let event = decide(&stage, procedure_fee(0), &command).ok().flatten();
        let status = event.map(|event| event.new_stage.status());
        let expected = match command {
            Command::Receive(_) => Some(Status::Accepted),
            // Money and digitisation are independent of the status.
            Command::RecordSurplus { .. } | Command::RecordRefund(_) | Command::Digitise(_) => Some(Status::Accepted),
            Command::Pay { paid, .. } if !paid.demanded => Some(Status::Accepted),
            Command::Refuse { .. } => Some(Status::NotAccepted),
            Command::Withdraw { .. } => Some(Status::Stopped),
            _ => None,
        };
        assert_eq!(status, expected, "{command:?}");
    }
}

#[test]
fn only_a_forwarded_dossier_is_received() {
    for stage in [submitted(), accepted()] {
        let received = decide(&stage, procedure_fee(0), &Command::Receive(receipt_on_arrival()));
        assert_eq!(received, Err(Refusal::WrongStage), "{stage:?}");
    }
    let forwarded = decide(&accepted(), procedure_fee(0), &Command::Forward(forwarding()));
    assert_eq!(forwarded, Err(Refusal::WrongStage));
}
