//! Repeated commands: with the same content harmless, with other content refused.

use super::*;

/// The command with other content, where an applicant or officer gives content that is kept.
fn with_other_content(command: &Command) -> Option<Command> {
    let reason = "another reason".to_owned();
    match command {
        Command::Refuse { .. } => Some(Command::Refuse { reason }),
        Command::Withdraw { .. } => Some(Command::Withdraw { reason }),
        _ => None,
    }
}

#[test]
fn a_repeated_command_with_another_reason_is_refused() {
    for state in states() {
        for command in commands(&state.0) {
            let Some(other) = with_other_content(&command) else { continue };
            let Ok(Some(event)) = decided(&state, &command) else { continue };
            let state = after(&state, &event);
            assert_eq!(decided(&state, &command), Ok(None), "{state:?} {command:?}");
            assert_eq!(decided(&state, &other), Err(Refusal::WrongStage), "{state:?} {other:?}");
        }
    }
}

#[test]
fn a_withdrawal_may_have_another_reason_after_one_was_declined() {
    let withdraw = |reason: &str| Command::Withdraw { reason: reason.to_owned() };
    let declined = go(&go(&accepted(), &withdraw("r")), &Command::DeclineWithdrawal);
    assert!(go(&declined, &withdraw("s")).pending().unwrap().withdrawal_requested);
}

#[test]
fn a_withdrawal_request_stored_without_its_reason_is_repeated_with_any() {
    let pending = PendingItems { withdrawal_requested: true, ..PendingItems::default() };
    let stored = Stage::Accepted { receipt: receipt(), pending };
    assert_eq!(decide(&stored, procedure_fee(0), &Command::Withdraw { reason: "s".into() }), Ok(None));
}

#[test]
fn every_correction_issues_the_receipt_again() {
    let correct = |issue| Command::Correct(Correction::default(), Receipt { issue, ..receipt() });
    let twice = go(&go(&accepted(), &correct(2)), &correct(3));
    assert_eq!(twice.receipt().map(|receipt| receipt.issue), Some(3));
}
