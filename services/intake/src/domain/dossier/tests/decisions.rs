//! Decisions and their revocation; processing publishes both, in their order.

use super::*;

#[test]
fn a_revoked_decision_allows_correction_and_withdrawal_until_the_next_one() {
    let decided = go(&accepted(), &Command::RecordDecision);
    let reopened = go(&decided, &Command::RevokeDecision);
    let commands = [
        Command::Withdraw { reason: "r".into() },
        Command::Correct(Correction::default(), Receipt { issue: 2, ..receipt() }),
    ];
    for command in &commands {
        assert!(matches!(decide(&reopened, procedure_fee(0), command), Ok(Some(_))), "{command:?}");
    }
    let again = go(&reopened, &Command::RecordDecision);
    for command in &commands {
        assert_eq!(decide(&again, procedure_fee(0), command), Err(Refusal::DecidedAlready), "{command:?}");
    }
}

#[test]
fn a_decision_ends_a_requested_withdrawal() {
    let requested = go(&accepted(), &Command::Withdraw { reason: "r".into() });
    assert!(requested.pending().unwrap().withdrawal_requested);
    assert!(!go(&requested, &Command::RecordDecision).pending().unwrap().withdrawal_requested);
}
