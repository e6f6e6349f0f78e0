//! Stages and events that earlier releases stored are read.

use super::*;

#[test]
fn events_of_earlier_releases_are_read() {
    let name = |json| serde_json::from_value::<Event>(json).expect("an event").name();
    let (by, stage) = (MAI, Stage::Open);
    let question = serde_json::json!({"task": TaskId(Uuid::nil()), "unit": THERE, "text": "Q", "dueOn": "2022-03-16"});
    let supplement = serde_json::json!({"reason": "r", "papers": ["p"], "deadline": "2022-04-01"});
    let stored = [
        (serde_json::json!({"event": "supplementAsked", "by": by, "supplement": supplement}), "supplement_requested"),
        (
            serde_json::json!({"event": "opinionAsked", "by": by, "question": question, "stage": stage}),
            "opinion_requested",
        ),
        (serde_json::json!({"event": "withdrawalNoted", "stage": stage}), "withdrawal_requested"),
    ];
    for (json, expected) in stored {
        assert_eq!(name(json), expected);
    }
}

#[test]
fn a_stage_of_an_earlier_release_is_read() {
    let stored = format!(r#"{{"stage":"done","by":"{}","granted":true}}"#, MAI.0);
    let read: Stage = serde_json::from_str(&stored).expect("a stage");
    assert_eq!(read, Stage::Done { by: MAI, granted: Some(true), note: None });
}
