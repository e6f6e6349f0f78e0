//! What crosses a decision, an end or a return for error.

use super::*;

fn deciding() -> Journey {
    let mut journey = started();
    run(&mut journey, Command::FinishWork { step: 2 }, at(2, 9));
    run(&mut journey, Command::FinishApproval { step: 3 }, at(2, 14));
    journey
}

#[test]
fn what_crosses_the_decision_neither_stops_the_clock_nor_the_journey() {
    let mut journey = deciding();
    let stage = journey.stage.clone();
    assert_eq!(decide(&journey, &Command::Stop(Cause::Other), &calendar(), at(2, 15)), Ok(None));
    for ask in [Ask::Papers, payment(1)] {
        let early = decide(&journey, &Command::Resume(ask), &calendar(), at(2, 15));
        assert_eq!(early, Err(Refusal::TooEarly), "its pause is on its way");
        assert_eq!(run(&mut journey, Command::Pause(ask), at(2, 15)).what, What::PauseLapsed { ask });
        assert_eq!(decide(&journey, &Command::Pause(ask), &calendar(), at(2, 16)), Ok(None), "repeated");
        assert_eq!(run(&mut journey, Command::Resume(ask), at(2, 16)).what, What::AnswerLapsed { ask });
    }
    assert_eq!((journey.stage, journey.carried), (stage, Carried::default()));
}

#[test]
fn papers_for_a_pause_that_lapsed_do_not_wait_for_ever_once_the_journey_is_open_again() {
    let mut journey = issued();
    run(&mut journey, Command::Pause(Ask::Papers), at(3, 10));
    run(&mut journey, Command::Reopen, at(3, 15));
    let stage = journey.stage.clone();
    assert_eq!(run(&mut journey, Command::Resume(Ask::Papers), at(4, 9)).then, stage);
    let early = decide(&journey, &Command::Resume(payment(1)), &calendar(), at(4, 9));
    assert_eq!(early, Err(Refusal::TooEarly), "a pause that was not heard yet");
}

#[test]
fn a_pause_of_a_round_before_the_return_does_not_stop_the_clock() {
    let mut journey = issued();
    run(&mut journey, Command::Reopen, at(3, 15));
    run(&mut journey, Command::Lapse(Ask::Papers), at(3, 16));
    assert_eq!(journey.stage.status(), 4);
    run(&mut journey, Command::Resume(Ask::Papers), at(4, 9));
    run(&mut journey, Command::Pause(Ask::Papers), at(4, 10));
    assert_eq!(journey.stage.status(), 5, "a new one does");
}

/// Two demands that each crossed a decision; each is paid before intake hears of the next.
#[test]
fn every_payment_that_lapsed_is_answered_for_itself() {
    let mut journey = deciding();
    for number in [1, 2] {
        run(&mut journey, Command::Pause(payment(number)), at(2, 15));
    }
    let stage = journey.stage.clone();
    for number in [1, 2] {
        let what = run(&mut journey, Command::Resume(payment(number)), at(2, 16)).what;
        assert_eq!(what, What::AnswerLapsed { ask: payment(number) });
    }
    assert_eq!((journey.stage, journey.carried), (stage, Carried::default()));
}

#[test]
fn a_payment_that_lapsed_does_not_end_the_wait_for_another() {
    let mut journey = issued();
    run(&mut journey, Command::Pause(payment(1)), at(3, 10));
    run(&mut journey, Command::Reopen, at(3, 15));
    run(&mut journey, Command::Pause(payment(2)), at(4, 9));
    run(&mut journey, Command::Resume(payment(1)), at(4, 10));
    assert_eq!(journey.stage.status(), 6);
    run(&mut journey, Command::Resume(payment(2)), at(4, 11));
    assert_eq!(journey.stage.status(), 4);
}

/// A demand that crosses a correction stands, and the new round demands again before it hears of the wait.
#[test]
fn the_newest_payment_is_waited_for_and_the_one_before_leaves_nothing_waiting() {
    let mut journey = started();
    run(&mut journey, Command::Pause(payment(1)), at(2, 9));
    let (due, since) = (journey.stage.due_at(), journey.stage.paused_since());
    run(&mut journey, Command::Pause(payment(2)), at(2, 10));
    assert_eq!((journey.stage.due_at(), journey.stage.paused_since()), (due, since), "the clock stands as it stood");
    let unknown = decide(&journey, &Command::Resume(payment(3)), &calendar(), at(2, 11));
    assert_eq!(unknown, Err(Refusal::TooEarly));
    run(&mut journey, Command::Resume(payment(1)), at(2, 11));
    assert_eq!(journey.stage.status(), 6, "paid before intake heard of the newer one");
    run(&mut journey, Command::Resume(payment(2)), at(2, 12));
    assert_eq!((journey.stage.status(), journey.carried.lapsed), (4, Vec::new()));
}

#[test]
fn a_stop_in_a_pause_that_outlasts_the_calendar_is_on_time_unless_it_was_late_before() {
    let day = |month, day| NaiveDate::from_ymd_opt(2022, month, day).unwrap();
    let short = Calendar::office_hours("H35", 1, day(1, 1), day(4, 1));
    for (paused, late) in [(at(2, 9), false), (at(9, 9), true)] {
        let mut journey = started();
        let due = journey.stage.due_at().unwrap();
        run(&mut journey, Command::Pause(Ask::Papers), paused);
        let stopped = decide(&journey, &Command::Stop(Cause::Other), &short, at(31, 16)).unwrap().unwrap();
        assert_eq!(stopped.then.due_at(), Some(if late { due } else { at(31, 16) }));
        assert_eq!(matches!(stopped.what, What::Stopped { frozen: None }), !late, "nothing was counted");
    }
}

#[test]
fn a_reopened_journey_follows_the_newest_correction_that_was_overtaken() {
    let mut journey = started();
    run(&mut journey, Command::Pause(Ask::Papers), at(2, 9));
    run(&mut journey, Command::Resume(Ask::Papers), at(4, 9));
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
    let correction = event.what.correction().unwrap();
    assert_eq!((correction.version, correction.due_at, correction.replayed.len()), (2, at(15, 17), 1));
    assert_eq!(journey.stage.due_at(), Some(at(17, 17)), "with the pause of two days");
    assert_eq!((journey.process.round, journey.process.steps[1].name.as_str()), (1, "right"));
    assert_eq!(journey.stage.open().map(|open| open.number), Some(2), "from the beginning");
    run(&mut journey, Command::FinishWork { step: 2 }, at(7, 16));
    run(&mut journey, Command::FinishApproval { step: 3 }, at(8, 9));
    run(&mut journey, Command::FinishIssue, at(8, 10));
    assert_eq!(run(&mut journey, Command::Reopen, at(8, 11)).what.correction(), None, "it was followed");
}

#[test]
fn what_opens_anew_opens_where_its_work_moved_to() {
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
