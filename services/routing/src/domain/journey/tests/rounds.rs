//! What crosses a decision, an end or a return for error.

use super::*;

fn deciding() -> Journey {
    let mut journey = started();
    run(&mut journey, Command::FinishWork { step: 2 }, at(2, 9));
    run(&mut journey, Command::FinishApproval { step: 3 }, at(2, 14));
    journey
}

#[test]
fn a_request_or_stop_that_crosses_the_decision_has_no_effect() {
    let mut journey = deciding();
    let stage = journey.stage.clone();
    assert_eq!(journey.decide(&Command::Stop(StopCause::Other), &calendar(), at(2, 15)), Ok(None));
    for request in [ApplicantRequest::Papers, payment(1)] {
        let early = journey.decide(&Command::Resume(request), &calendar(), at(2, 15));
        assert_eq!(early, Err(Refusal::TooEarly), "its request is on its way");
        assert_eq!(run(&mut journey, Command::Pause(request), at(2, 15)).kind, EventKind::RequestExpired { request });
        assert_eq!(journey.decide(&Command::Pause(request), &calendar(), at(2, 16)), Ok(None), "repeated");
        assert_eq!(
            run(&mut journey, Command::Resume(request), at(2, 16)).kind,
            EventKind::ExpiredRequestAnswered { request }
        );
    }
    assert_eq!((journey.stage, journey.round_state), (stage, RoundState::default()));
}

#[test]
fn the_answer_to_an_expired_request_has_no_effect_after_a_reopening() {
    let mut journey = issued();
    run(&mut journey, Command::Pause(ApplicantRequest::Papers), at(3, 10));
    run(&mut journey, Command::Reopen, at(3, 15));
    let stage = journey.stage.clone();
    assert_eq!(run(&mut journey, Command::Resume(ApplicantRequest::Papers), at(4, 9)).new_stage, stage);
    let early = journey.decide(&Command::Resume(payment(1)), &calendar(), at(4, 9));
    assert_eq!(early, Err(Refusal::TooEarly), "its request has not arrived yet");
}

#[test]
fn a_request_of_a_round_before_the_return_does_not_pause_the_clock() {
    let mut journey = issued();
    run(&mut journey, Command::Reopen, at(3, 15));
    run(&mut journey, Command::Expire(ApplicantRequest::Papers), at(3, 16));
    assert_eq!(journey.stage.status(), Some(Status::InProgress));
    run(&mut journey, Command::Resume(ApplicantRequest::Papers), at(4, 9));
    run(&mut journey, Command::Pause(ApplicantRequest::Papers), at(4, 10));
    assert_eq!(journey.stage.status(), Some(Status::SupplementRequested), "a new one does");
}

/// Two payment requests that each crossed a decision; each is paid before intake receives the next.
#[test]
fn every_expired_payment_request_is_answered_for_itself() {
    let mut journey = deciding();
    for number in [1, 2] {
        run(&mut journey, Command::Pause(payment(number)), at(2, 15));
    }
    let stage = journey.stage.clone();
    for number in [1, 2] {
        let kind = run(&mut journey, Command::Resume(payment(number)), at(2, 16)).kind;
        assert_eq!(kind, EventKind::ExpiredRequestAnswered { request: payment(number) });
    }
    assert_eq!((journey.stage, journey.round_state), (stage, RoundState::default()));
}

#[test]
fn an_expired_payment_does_not_end_the_wait_for_another() {
    let mut journey = issued();
    run(&mut journey, Command::Pause(payment(1)), at(3, 10));
    run(&mut journey, Command::Reopen, at(3, 15));
    run(&mut journey, Command::Pause(payment(2)), at(4, 9));
    run(&mut journey, Command::Resume(payment(1)), at(4, 10));
    assert_eq!(journey.stage.status(), Some(Status::PaymentRequested));
    run(&mut journey, Command::Resume(payment(2)), at(4, 11));
    assert_eq!(journey.stage.status(), Some(Status::InProgress));
}

/// A payment request that crosses a correction stands, and the new round requests another before the event of the first
/// one arrives.
#[test]
fn the_newest_payment_request_replaces_the_one_before() {
    let mut journey = started();
    run(&mut journey, Command::Pause(payment(1)), at(2, 9));
    let (due, since) = (journey.stage.due_at(), journey.stage.paused_since());
    run(&mut journey, Command::Pause(payment(2)), at(2, 10));
    assert_eq!((journey.stage.due_at(), journey.stage.paused_since()), (due, since), "the pause continues");
    let unknown = journey.decide(&Command::Resume(payment(3)), &calendar(), at(2, 11));
    assert_eq!(unknown, Err(Refusal::TooEarly));
    run(&mut journey, Command::Resume(payment(1)), at(2, 11));
    assert_eq!(journey.stage.status(), Some(Status::PaymentRequested), "paid before intake received the newer request");
    run(&mut journey, Command::Resume(payment(2)), at(2, 12));
    assert_eq!((journey.stage.status(), journey.round_state.expired), (Some(Status::InProgress), Vec::new()));
}

#[test]
fn a_stop_in_a_pause_beyond_the_calendar_is_on_time_unless_late_before() {
    let day = |month, day| NaiveDate::from_ymd_opt(2022, month, day).unwrap();
    let short = Calendar::office_hours("H35", 1, day(1, 1), day(4, 1));
    for (paused, late) in [(at(2, 9), false), (at(9, 9), true)] {
        let mut journey = started();
        let due = journey.stage.due_at().unwrap();
        run(&mut journey, Command::Pause(ApplicantRequest::Papers), paused);
        let stopped = journey.decide(&Command::Stop(StopCause::Other), &short, at(31, 16)).unwrap().unwrap();
        assert_eq!(stopped.new_stage.due_at(), Some(if late { due } else { at(31, 16) }));
        assert_eq!(matches!(stopped.kind, EventKind::Stopped { frozen: None }), !late, "nothing was counted");
    }
}

#[test]
fn a_reopened_journey_follows_the_newest_superseded_correction() {
    let mut journey = started();
    run(&mut journey, Command::Pause(ApplicantRequest::Papers), at(2, 9));
    run(&mut journey, Command::Resume(ApplicantRequest::Papers), at(4, 9));
    run(&mut journey, Command::FinishWork { step: 2 }, at(4, 10));
    run(&mut journey, Command::FinishApproval { step: 3 }, at(4, 11));
    let pauses = vec![(at(2, 9), at(4, 9))];
    let mut right = journey.process.clone();
    run(&mut journey, reroute(right.clone(), at(9, 17), pauses.clone()), at(4, 12));
    right.limit.amount = 10;
    right.steps[1].name = "right".into();
    run(&mut journey, reroute(right, at(15, 17), pauses), at(4, 13));
    run(&mut journey, Command::FinishIssue, at(7, 9));
    let event = run(&mut journey, Command::Reopen, at(7, 15));
    let followed = correction(&event).unwrap();
    assert_eq!((followed.version, followed.due_at, followed.replayed.len()), (2, at(15, 17), 1));
    assert_eq!(journey.stage.due_at(), Some(at(17, 17)), "with the pause of two days");
    assert_eq!((journey.process.round, journey.process.steps[1].name.as_str()), (1, "right"));
    assert_eq!(journey.stage.open().map(|open| open.number), Some(2), "from the beginning");
    run(&mut journey, Command::FinishWork { step: 2 }, at(7, 16));
    run(&mut journey, Command::FinishApproval { step: 3 }, at(8, 9));
    run(&mut journey, Command::FinishIssue, at(8, 10));
    assert_eq!(correction(&run(&mut journey, Command::Reopen, at(8, 11))), None, "it was followed");
}

#[test]
fn a_new_round_opens_in_the_units_that_its_work_moved_to() {
    let units = |journey: &Journey| journey.process.steps.iter().map(|step| step.unit.clone()).collect::<Vec<_>>();
    let mut corrected = started();
    let right = corrected.process.clone();
    run(&mut corrected, move_to("v"), at(2, 9));
    run(&mut corrected, reroute(right, at(9, 17), Vec::new()), at(2, 10));
    assert_eq!(units(&corrected), ["u", "v", "v", "v"]);
    let mut returned = deciding();
    run(&mut returned, move_to("v"), at(2, 15));
    run(&mut returned, Command::FinishIssue, at(3, 9));
    assert_eq!(units(&returned), ["u", "u", "u", "v"], "what is done stays where it was done");
    run(&mut returned, Command::Reopen, at(3, 10));
    assert_eq!(units(&returned), ["u", "v", "v", "v"]);
}
