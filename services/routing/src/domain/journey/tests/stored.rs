//! Stages, clocks and histories that were stored before the first release are still read.

use serde_json::json;

use super::*;

#[test]
fn an_event_is_read_back_as_written() {
    let mut journey = started();
    for (command, hour) in [(Command::Pause(payment(1)), 9), (move_to("v"), 10), (Command::DeclineWithdrawal, 11)] {
        let Ok(Some(event)) = journey.decide(&command, &calendar(), at(2, hour)) else { continue };
        journey.apply(&event, 1, at(2, hour));
        let read: Event = serde_json::from_str(&serde_json::to_string(&event).unwrap()).unwrap();
        assert_eq!(read, event);
    }
}

#[test]
fn events_with_the_names_of_before_the_release_are_read() {
    let stage = json!({"stage": "stopped", "at": at(2, 9), "due_at": at(4, 17), "cause": "supplement_overdue"});
    let unit = Uuid::from_u128(1);
    let correction = json!({"event": "correctionOvertaken", "process": started().process, "dueAt": at(4, 17),
        "pauses": [], "procedure": unit, "version": 2, "calendarVersion": 1});
    let moved = json!({"event": "moved", "from": "u", "to": "v", "steps": [2], "holds": true, "reason": "Sáp nhập"});
    for (stored, name) in [
        (json!({"event": "kept"}), "withdrawal_declined"),
        (json!({"event": "withdrawalAsked"}), "withdrawal_requested"),
        (json!({"event": "opinionAsked", "task": unit, "unit": "u"}), "opinion_requested"),
        (json!({"event": "pauseLapsed", "ask": "papers"}), "request_expired"),
        (json!({"event": "answerLapsed", "ask": {"payment": unit}}), "expired_request_answered"),
        (correction, "correction_superseded"),
        (moved, "moved"),
    ] {
        let event: Event = serde_json::from_value(json!({"what": stored, "then": stage})).unwrap();
        assert_eq!(event.kind.name(), name);
        assert_eq!(event.new_stage.stop_cause(), Some(StopCause::SupplementOverdue));
    }
}

#[test]
fn a_stage_a_clock_and_a_round_with_the_names_of_before_the_release_are_read() {
    let mut journey = started();
    run(&mut journey, Command::Pause(ApplicantRequest::Papers), at(2, 9));
    let mut stage = serde_json::to_value(&journey.stage).unwrap();
    let request = stage.as_object_mut().unwrap().remove("request").unwrap();
    stage["ask"] = request;
    assert_eq!(serde_json::from_value::<Stage>(stage).unwrap(), journey.stage);
    let late = json!({"at": at(2, 9), "procedure": Uuid::from_u128(7), "version": 2, "dueAt": at(4, 17)});
    let clock = json!({"versions": [], "pauses": [], "overtaken": [late]});
    let clock: LegalClock = serde_json::from_value(clock).unwrap();
    assert_eq!((clock.superseded_corrections[0].version, clock.superseded_corrections[0].at), (2, at(2, 9)));
    let carried =
        json!({"returned": 1, "lapsed": ["papers"], "opinions": [], "moves": [["u", "v"]], "overtaken": null});
    let state: RoundState = serde_json::from_value(carried).unwrap();
    assert_eq!((state.expired, state.moves), (vec![ApplicantRequest::Papers], vec![("u".into(), "v".into())]));
}
