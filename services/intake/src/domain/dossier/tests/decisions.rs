//! Decisions and returns, in whatever order they are heard.

use super::*;

#[test]
fn a_result_that_came_back_lets_the_dossier_be_corrected_and_taken_back_until_the_next_decision() {
    let decided = go(&accepted(), &Command::NoteDecision);
    let reopened = go(&decided, &Command::NoteReopening);
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

/// Takes on a word of another service; false when it has to wait.
fn hear(stage: &mut Stage, (hours, command): &(i64, Command)) -> bool {
    match decide(stage, own(0), command, at() + TimeDelta::hours(*hours)) {
        Err(Refusal::NotDecidedYet) => return false,
        heard => *stage = heard.unwrap().map_or(stage.clone(), |event| evolve(&event)),
    }
    true
}

/// Decisions and returns are told by different services: whatever order they arrive in, the last one said holds.
#[test]
fn of_decision_and_return_the_one_said_last_holds() {
    use Command::{NoteDecision, NoteReopening};
    let words = [(0, NoteDecision), (1, NoteReopening), (2, NoteDecision), (3, NoteReopening), (4, NoteDecision)];
    // Each service keeps its own order, and what has to wait keeps it too.
    let arrivals = [
        [0, 1, 2, 3, 4],
        [0, 1, 2, 4, 3],
        [0, 1, 3, 2, 4],
        [0, 2, 1, 3, 4],
        [0, 2, 1, 4, 3],
        [0, 2, 4, 1, 3],
        [1, 0, 2, 3, 4],
        [1, 0, 2, 4, 3],
        [1, 0, 3, 2, 4],
        [1, 3, 0, 2, 4],
    ];
    for arrival in arrivals {
        for length in 1..=words.len() {
            let (mut stage, mut waiting) = (accepted(), Vec::new());
            for word in arrival.into_iter().filter(|word| *word < length) {
                waiting.push(word);
                while let Some(place) = waiting.iter().position(|word| hear(&mut stage, &words[*word])) {
                    waiting.remove(place);
                }
            }
            assert!(waiting.is_empty(), "{arrival:?} {length}: {waiting:?} wait for ever");
            assert_eq!(stage.open().unwrap().decided, length % 2 == 1, "{arrival:?} {length}");
        }
    }
}

/// Before `decisionAt` was kept, a decision was stored without it.
#[test]
fn a_return_after_a_decision_whose_time_was_not_kept_waits_for_nothing() {
    let stored = go(&accepted(), &Command::NoteDecision);
    let mut stored = serde_json::to_value(&stored).unwrap();
    stored["open"].as_object_mut().unwrap().remove("decisionAt");
    let stage: Stage = serde_json::from_value(stored).unwrap();
    assert!(!go(&stage, &Command::NoteReopening).open().unwrap().decided);
}

#[test]
fn a_decision_ends_a_pending_withdrawal() {
    let asked = go(&accepted(), &Command::Withdraw { reason: "r".into() });
    assert!(asked.open().unwrap().withdrawing);
    assert!(!go(&asked, &Command::NoteDecision).open().unwrap().withdrawing);
}
