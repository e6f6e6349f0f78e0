//! The rules of a result document.

use chrono::{DateTime, Utc};
use motcua_contracts::ids::{DossierId, ProcedureId};
use motcua_contracts::{AgencyCode, Channel};
use uuid::Uuid;

use super::*;
use crate::domain::{Collector, Decision};

fn document(stage: &Stage) -> ResultDocument {
    let decision = Decision {
        code: "H35.05-211220-0001".into(),
        agency: AgencyCode::new("H35.05"),
        procedure: ProcedureId(Uuid::from_u128(7)),
        granted: true,
        at: at(),
    };
    ResultDocument { stage: stage.clone(), ..ResultDocument::new(DossierId(Uuid::from_u128(1)), 0, decision) }
}

fn decide(stage: &Stage, command: &Command, at: DateTime<Utc>) -> Result<Option<Event>, Refusal> {
    document(stage).decide(command, at)
}

fn applied(event: &Event) -> ResultDocument {
    let mut document = document(&Stage::Absent);
    document.apply(event);
    document
}

fn after(event: &Event) -> Stage {
    applied(event).stage
}

fn at() -> DateTime<Utc> {
    DateTime::from_timestamp(1_640_000_000, 0).unwrap()
}

fn issuance() -> Issuance {
    Issuance { number: "1/2021/H35.05".into(), at: at(), seal: "s".into() }
}

fn counter() -> Command {
    let collector = Some(Collector { name: "Lò Thị Mai".into(), identity_number: None });
    Command::Return { delivery_method: Channel::Counter, collector }
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
        Command::Return { delivery_method: Channel::Post, collector: None },
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
            .map(|event| after(&event))
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
                assert_eq!(applied(&event).decide(&command, at()), Ok(None), "{stage:?} {command:?}");
            }
        }
    }
}

/// The command with other content; an issue has none of its own, its number is given when it takes effect.
fn with_other_content(command: &Command) -> Vec<Command> {
    let counter = Channel::Counter;
    let named = |name: &str| Some(Collector { name: name.into(), identity_number: None });
    match command {
        Command::Draft { granted } => vec![Command::Draft { granted: !granted }],
        Command::Issue(_) | Command::OpenHandOver => Vec::new(),
        Command::Return { .. } => vec![
            Command::Return { delivery_method: counter, collector: named("Giàng A Sáu") },
            Command::Return { delivery_method: counter, collector: None },
            Command::Return { delivery_method: Channel::Online, collector: named("Lò Thị Mai") },
        ],
        Command::Recall { .. } => vec![Command::Recall { reason: "Sai tên người được cấp".into() }],
    }
}

#[test]
fn a_repeat_with_other_content_is_refused() {
    for stage in stages() {
        for command in commands() {
            let Ok(Some(event)) = decide(&stage, &command, at()) else { continue };
            for other in with_other_content(&command) {
                let answer = applied(&event).decide(&other, at());
                assert!(answer.is_err(), "{command:?} then {other:?}: {answer:?}");
            }
        }
    }
}

#[test]
fn only_a_draft_needs_a_number() {
    assert_eq!(document(&Stage::Absent).needs_number(), Err(Refusal::NotFound));
    assert_eq!(document(&Stage::Drafted { granted: true }).needs_number(), Ok(true));
    assert_eq!(document(&Stage::Issued { issuance: issuance() }).needs_number(), Ok(false));
    let recalled = decide(&Stage::Issued { issuance: issuance() }, &recall(), at()).unwrap().unwrap();
    assert_eq!(applied(&recalled).needs_number(), Err(Refusal::Recalled));
}

#[test]
fn a_result_is_returned_only_after_issue_and_completion() {
    assert_eq!(decide(&Stage::Drafted { granted: true }, &counter(), at()), Err(Refusal::NotIssued));
    assert_eq!(decide(&Stage::Issued { issuance: issuance() }, &counter(), at()), Err(Refusal::NotReady));
    let returned = decide(&Stage::Ready { issuance: issuance() }, &counter(), at()).unwrap().unwrap();
    assert_eq!(after(&returned).returned(), Some((at(), Channel::Counter)));
}

#[test]
fn a_returned_result_does_not_change() {
    let returned = Stage::Returned { issuance: issuance(), at: at(), delivery_method: Channel::Counter };
    for command in commands() {
        assert!(!matches!(decide(&returned, &command, at()), Ok(Some(_))), "{command:?}");
    }
    let by_post = Command::Return { delivery_method: Channel::Post, collector: None };
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
fn the_history_does_not_name_the_collector() {
    let event = decide(&Stage::Ready { issuance: issuance() }, &counter(), at()).unwrap().unwrap();
    let history = serde_json::to_string(&event).unwrap();
    assert!(!history.contains("Mai"), "{history}");
    let read: Event = serde_json::from_str(&history).unwrap();
    assert_eq!(after(&read), after(&event));
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
        assert_eq!(after(&event).issuance(), Some(&issuance()), "its number stays used");
    }
    let returned = Stage::Returned { issuance: issuance(), at: at(), delivery_method: Channel::Counter };
    assert_eq!(decide(&returned, &recall(), at()), Err(Refusal::HandedOver));
}

#[test]
fn a_recalled_result_is_neither_issued_nor_handed_over() {
    let event = decide(&Stage::Ready { issuance: issuance() }, &recall(), at()).unwrap().unwrap();
    let recalled = after(&event);
    for command in [Command::Issue(issuance()), counter()] {
        assert_eq!(decide(&recalled, &command, at()), Err(Refusal::Recalled), "{command:?}");
    }
    let other = Command::Recall { reason: "Lý do khác".into() };
    assert_eq!(decide(&recalled, &other, at()), Err(Refusal::WrongStage));
}

#[test]
fn a_completion_after_a_recall_opens_no_hand_over() {
    let event = decide(&Stage::Issued { issuance: issuance() }, &recall(), at()).unwrap().unwrap();
    let recalled = after(&event);
    assert!(recalled.awaits_completion());
    let completed = after(&decide(&recalled, &Command::OpenHandOver, at()).unwrap().unwrap());
    assert_eq!((completed.state(), completed.awaits_completion()), (Some(State::Recalled), false));
}

#[test]
fn stages_and_events_of_earlier_releases_are_read() {
    let stage = r#"{"stage":"returned","issuance":{"number":"1","at":"2022-03-14T01:00:00Z","seal":"s"},"at":"2022-03-14T01:00:00Z","way":"post"}"#;
    let read: Stage = serde_json::from_str(stage).unwrap();
    assert_eq!(read.returned().map(|(_, method)| method), Some(Channel::Post));
    let event: Event = serde_json::from_str(&stage.replace("\"stage\"", "\"event\"")).unwrap();
    assert_eq!(after(&event), read);
    let superseded =
        serde_json::json!({"event": "completionOvertaken", "issuance": issuance(), "at": at(), "reason": "r"});
    let event: Event = serde_json::from_value(superseded).unwrap();
    assert_eq!(event.name(), "completion_superseded");
}
