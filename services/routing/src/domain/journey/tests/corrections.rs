//! Corrections: the journey begins again under the right process, unless the decision superseded it.

use super::*;

#[test]
fn a_pause_that_ended_counts_for_the_corrected_limit_too() {
    let mut journey = started();
    run(&mut journey, Command::Pause(ApplicantRequest::Papers), at(2, 9));
    run(&mut journey, Command::Resume(ApplicantRequest::Papers), at(4, 9));
    let limit = Limit { unit: Unit::WorkingDay, amount: 10 };
    let due_at = due(&calendar(), at(1, 9), limit).unwrap().at;
    let right = Process { limit, ..journey.process.clone() };
    run(&mut journey, reroute(right, due_at, vec![(at(2, 9), at(4, 9))]), at(7, 10));
    assert_eq!(journey.stage.due_at(), Some(due_at + TimeDelta::days(2)), "Tuesday the 15th becomes Thursday");
}

#[test]
fn a_correction_restarts_the_journey_under_the_right_process() {
    let mut journey = started();
    run(&mut journey, Command::FinishWork { step: 2 }, at(2, 9));
    let limit = Limit { unit: Unit::WorkingDay, amount: 10 };
    let due_at = due(&calendar(), at(1, 9), limit).unwrap().at;
    let right = Process { limit, ..journey.process.clone() };
    run(&mut journey, reroute(right, due_at, Vec::new()), at(2, 10));
    assert_eq!(journey.stage.open().map(|open| open.number), Some(2));
    assert_eq!(journey.stage.due_at(), Some(due_at));
}

#[test]
fn a_correction_after_the_decision_is_recorded_and_changes_nothing() {
    let mut journey = started();
    run(&mut journey, Command::FinishWork { step: 2 }, at(2, 9));
    run(&mut journey, Command::FinishApproval { step: 3 }, at(2, 10));
    let late = reroute(journey.process.clone(), at(9, 17), Vec::new());
    let followed = |journey: &Journey| (journey.process.clone(), journey.stage.clone());
    let before = followed(&journey);
    let event = run(&mut journey, late.clone(), at(2, 11));
    assert_eq!((&followed(&journey), event.kind.name()), (&before, "correction_superseded"));
    run(&mut journey, Command::FinishIssue, at(2, 12));
    let issued = followed(&journey);
    run(&mut journey, late, at(2, 13));
    assert_eq!(followed(&journey), issued, "not after the end either");
}

#[test]
fn a_decision_in_a_round_that_a_correction_ended_stands() {
    let mut journey = started();
    let right = reroute(journey.process.clone(), at(9, 17), Vec::new());
    run(&mut journey, right, at(2, 10));
    run(&mut journey, Command::AdoptDecision, at(2, 11));
    run(&mut journey, Command::FinishIssue, at(2, 12));
    assert_eq!(journey.stage.status(), Some(Status::Completed));
}
