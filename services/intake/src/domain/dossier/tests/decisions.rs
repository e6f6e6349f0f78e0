//! Decisions and their coming back; processing tells both, in their order.

use super::*;

#[test]
fn a_result_that_came_back_lets_the_dossier_be_corrected_and_taken_back_until_the_next_decision() {
    let decided = go(&accepted(), &Command::NoteDecision);
    let reopened = go(&decided, &Command::NoteRevocation);
    let wishes = [
        Command::Withdraw { reason: "r".into() },
        Command::Correct(Correction::default(), Acceptance { issue: 2, ..receipt() }),
    ];
    for wish in &wishes {
        assert!(matches!(decide(&reopened, own(0), wish, at()), Ok(Some(_))), "{wish:?}");
    }
    let again = go(&reopened, &Command::NoteDecision);
    for wish in &wishes {
        assert_eq!(decide(&again, own(0), wish, at()), Err(Refusal::DecidedAlready), "{wish:?}");
    }
}

#[test]
fn a_decision_ends_a_pending_withdrawal() {
    let asked = go(&accepted(), &Command::Withdraw { reason: "r".into() });
    assert!(asked.open().unwrap().withdrawing);
    assert!(!go(&asked, &Command::NoteDecision).open().unwrap().withdrawing);
}
