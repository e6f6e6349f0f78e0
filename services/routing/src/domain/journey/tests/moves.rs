//! Work that moves to another unit.

use super::*;

#[test]
fn moved_work_keeps_its_due_dates_and_finished_steps_keep_their_unit() {
    let mut journey = started();
    run(&mut journey, Command::FinishWork { step: 2 }, at(2, 9));
    let before = journey.clone();
    let event = run(&mut journey, move_to("v"), at(2, 11));
    let units: Vec<&str> = journey.process.steps.iter().map(|step| step.unit.as_str()).collect();
    assert_eq!(units, ["u", "u", "v", "v"]);
    assert!(
        matches!(event.kind, EventKind::Moved { open_step_moved: true, .. }) && event.kind.reason() == Some("Sáp nhập")
    );
    let (was, is) = (before.stage.open().unwrap(), journey.stage.open().unwrap());
    assert_eq!((is.due_at, is.since, is.held_since()), (was.due_at, was.since, at(2, 11)));
    assert_eq!((journey.stage.due_at(), journey.process.round), (before.stage.due_at(), 0));
    assert_eq!(journey.decide(&move_to("v"), &calendar(), at(2, 12)), Ok(None), "it is there");
}

#[test]
fn upcoming_work_moves_without_the_open_step() {
    let mut journey = started();
    journey.process.steps[3].unit = "w".into();
    let change = Move { from: "w".into(), to: "v".into(), reason: "Sáp nhập".into() };
    let event = run(&mut journey, Command::Move(change), at(2, 11));
    assert!(matches!(event.kind, EventKind::Moved { open_step_moved: false, .. }));
    assert_eq!(journey.stage.open().map(|open| open.moved_at), Some(None));
}

#[test]
fn work_moves_during_a_pause_and_not_after_the_end() {
    let mut journey = started();
    run(&mut journey, Command::Pause(ApplicantRequest::Papers), at(2, 9));
    let due = journey.stage.due_at();
    run(&mut journey, move_to("v"), at(2, 11));
    assert_eq!((journey.stage.status(), journey.stage.due_at()), (Some(Status::SupplementRequested), due));
    assert_eq!(issued().decide(&move_to("v"), &calendar(), at(4, 9)), Ok(None));
}
