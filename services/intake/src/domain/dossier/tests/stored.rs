//! Stages and histories that were stored before the first release are still read.

use serde_json::{Value, json};

use super::*;

fn read(event: &Value, stage: &Value) -> Event {
    let mut stored = event.clone();
    stored["then"] = stage.clone();
    serde_json::from_value(stored).unwrap()
}

#[test]
fn an_event_is_read_back_as_written() {
    for state in states() {
        for command in commands(&state.0) {
            let Ok(Some(event)) = decided(&state, &command) else { continue };
            let read: Event = serde_json::from_str(&serde_json::to_string(&event).unwrap()).unwrap();
            assert_eq!(read, event);
        }
    }
}

#[test]
fn events_with_the_names_of_before_the_release_are_read() {
    let stage = json!({"stage": "submitted", "at": at()});
    let paid = json!({"fee": Uuid::nil(), "amountVnd": 5, "moment": "intake", "demanded": false});
    let process = json!({"procedure": Uuid::nil(), "caseCode": "2"});
    for (stored, name) in [
        (json!({"event": "accepted"}), "accepted"),
        (json!({"event": "supplementAsked"}), "supplement_requested"),
        (json!({"event": "feeDemanded"}), "fee_required"),
        (json!({"event": "feePaid", "paid": paid, "way": "online", "paidAt": at()}), "fee_paid"),
        (json!({"event": "surplusNoted", "fee": Uuid::nil(), "amountVnd": 5}), "surplus_recorded"),
        (json!({"event": "withdrawalAsked", "reason": "r"}), "withdrawal_requested"),
        (json!({"event": "kept"}), "withdrawal_declined"),
        (json!({"event": "corrected", "way": process, "applicant": false, "reason": "r"}), "corrected"),
        (json!({"event": "reopened"}), "decision_revoked"),
    ] {
        let event = read(&stored, &stage);
        assert_eq!((event.name(), event.new_stage), (name, Stage::Submitted { at: at() }));
    }
}

#[test]
fn stages_with_the_names_of_before_the_release_are_read() {
    let mut receipt_json = serde_json::to_value(receipt()).unwrap();
    let fields = receipt_json.as_object_mut().unwrap();
    for (before, now) in [("received_at", "forwarded_at"), ("local_due_at", "own_part_due_at")] {
        let value = fields.remove(now).unwrap();
        fields.insert(before.to_owned(), value);
    }
    let open = json!({"papersUntil": day(), "fee": {"id": Uuid::from_u128(1), "amountVnd": 50_000}, "withdrawing": true,
        "decided": false});
    let accepted: Stage =
        serde_json::from_value(json!({"stage": "accepted", "receipt": receipt_json, "open": open})).unwrap();
    let pending = PendingItems {
        supplement_deadline: Some(day()),
        fee_due: Some(fee_due()),
        withdrawal_requested: true,
        withdrawal_reason: None,
        decided: false,
    };
    assert_eq!(accepted, Stage::Accepted { receipt: receipt(), pending });
    let sent = serde_json::to_value(forwarding()).unwrap();
    let forwarded: Stage = serde_json::from_value(json!({"stage": "forwarded", "sent": sent})).unwrap();
    assert_eq!(forwarded, Stage::Forwarded { forwarding: forwarding() });
    let refused: Stage = serde_json::from_value(json!({"stage": "refused", "reason": "r", "sent": sent})).unwrap();
    assert_eq!(refused, Stage::Refused { reason: "r".into(), forwarding: Some(forwarding()) });
}
