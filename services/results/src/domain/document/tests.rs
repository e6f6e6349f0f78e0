//! The rules of a result document, a line each.

use super::*;

fn at() -> DateTime<Utc> {
    DateTime::from_timestamp(1_640_000_000, 0).unwrap()
}

fn issuance() -> Issuance {
    Issuance { number: "1/2021/H35.05".into(), at: at(), seal: "s".into() }
}

fn counter() -> Command {
    let collector = Some(Collector { name: "Lò Thị Mai".into(), identity_number: None });
    Command::Return { way: Way::Counter, collector }
}

fn recall() -> Command {
    Command::Recall { reason: "Sai số thửa đất".into() }
}

fn commands() -> Vec<Command> {
    vec![
        Command::Draft { granted: true },
        Command::Draft { granted: false },
        Command::Issue(issuance()),
        Command::OpenHandOver,
        counter(),
        Command::Return { way: Way::Post, collector: None },
        recall(),
    ]
}

/// Every stage that some order of commands leads to.
fn stages() -> Vec<Stage> {
    let mut stages = vec![Stage::Absent];
    for _ in 0..4 {
        let next: Vec<Stage> = stages
            .iter()
            .flat_map(|stage| commands().into_iter().filter_map(|command| decide(stage, &command, at()).ok().flatten()))
            .map(|event| evolve(&event))
            .collect();
        stages.extend(next);
    }
    stages
}

#[test]
fn repeating_a_command_at_once_changes_nothing() {
    for stage in stages() {
        for command in commands() {
            if let Ok(Some(event)) = decide(&stage, &command, at()) {
                assert_eq!(decide(&evolve(&event), &command, at()), Ok(None), "{stage:?} {command:?}");
            }
        }
    }
}

#[test]
fn a_result_is_returned_only_after_issue_and_the_end_of_the_journey() {
    assert_eq!(decide(&Stage::Drafted { granted: true }, &counter(), at()), Err(Refusal::NotIssued));
    assert_eq!(decide(&Stage::Issued { issuance: issuance() }, &counter(), at()), Err(Refusal::NotReady));
    let returned = decide(&Stage::Ready { issuance: issuance() }, &counter(), at()).unwrap().unwrap();
    assert_eq!(evolve(&returned).returned(), Some((at(), Way::Counter)));
}

#[test]
fn a_returned_result_changes_no_more() {
    let returned = Stage::Returned { issuance: issuance(), at: at(), way: Way::Counter };
    for command in commands() {
        assert!(!matches!(decide(&returned, &command, at()), Ok(Some(_))), "{command:?}");
    }
    let by_post = Command::Return { way: Way::Post, collector: None };
    assert_eq!(decide(&returned, &by_post, at()), Err(Refusal::WrongStage));
}

#[test]
fn another_decision_does_not_replace_the_first() {
    let granted = Stage::Drafted { granted: true };
    assert_eq!(decide(&granted, &Command::Draft { granted: true }, at()), Ok(None));
    assert_eq!(decide(&granted, &Command::Draft { granted: false }, at()), Err(Refusal::WrongStage));
}

#[test]
fn the_hand_over_waits_for_the_issue() {
    assert_eq!(decide(&Stage::Absent, &Command::OpenHandOver, at()), Err(Refusal::NotFound));
    assert_eq!(decide(&Stage::Drafted { granted: true }, &Command::OpenHandOver, at()), Err(Refusal::NotIssued));
}

#[test]
fn who_collected_it_is_not_in_the_history() {
    let event = decide(&Stage::Ready { issuance: issuance() }, &counter(), at()).unwrap().unwrap();
    let history = serde_json::to_string(&event).unwrap();
    assert!(!history.contains("Mai"), "{history}");
    let read: Event = serde_json::from_str(&history).unwrap();
    assert_eq!(evolve(&read), evolve(&event));
}

#[test]
fn each_round_of_a_dossier_has_one_result() {
    let dossier = DossierId(Uuid::from_u128(1));
    assert_eq!(result_id(dossier, 0), result_id(dossier, 0));
    assert_ne!(result_id(dossier, 0), result_id(dossier, 1));
    assert_ne!(result_id(dossier, 1), result_id(DossierId(Uuid::from_u128(2)), 1));
}

#[test]
fn an_issued_result_is_recalled_until_it_is_handed_over() {
    assert_eq!(decide(&Stage::Absent, &recall(), at()), Err(Refusal::NotFound));
    assert_eq!(decide(&Stage::Drafted { granted: true }, &recall(), at()), Err(Refusal::NotIssued));
    for stage in [Stage::Issued { issuance: issuance() }, Stage::Ready { issuance: issuance() }] {
        let event = decide(&stage, &recall(), at()).unwrap().unwrap();
        assert_eq!(event.reason(), Some("Sai số thửa đất"));
        assert_eq!(evolve(&event).issuance(), Some(&issuance()), "its number stays used");
    }
    let returned = Stage::Returned { issuance: issuance(), at: at(), way: Way::Counter };
    assert_eq!(decide(&returned, &recall(), at()), Err(Refusal::HandedOver));
}

#[test]
fn a_recalled_result_is_neither_issued_nor_handed_over_any_more() {
    let event = decide(&Stage::Ready { issuance: issuance() }, &recall(), at()).unwrap().unwrap();
    let recalled = evolve(&event);
    for command in [Command::Issue(issuance()), counter()] {
        assert_eq!(decide(&recalled, &command, at()), Err(Refusal::Recalled), "{command:?}");
    }
    let other = Command::Recall { reason: "Lý do khác".into() };
    assert_eq!(decide(&recalled, &other, at()), Err(Refusal::WrongStage));
}

#[test]
fn a_completion_that_a_recall_overtook_opens_nothing() {
    let event = decide(&Stage::Issued { issuance: issuance() }, &recall(), at()).unwrap().unwrap();
    let recalled = evolve(&event);
    assert!(recalled.awaits_completion());
    let heard = evolve(&decide(&recalled, &Command::OpenHandOver, at()).unwrap().unwrap());
    assert_eq!((heard.state(), heard.awaits_completion()), (Some(State::Recalled), false));
}
