//! Returns for error: the journey continues with the same due date.

use super::*;

#[test]
fn a_return_for_error_continues_with_the_same_due_date() {
    let mut journey = issued();
    let due = journey.stage.due_at();
    let event = run(&mut journey, Command::Reopen, at(3, 15));
    assert!(matches!(event.kind, EventKind::Reopened { correction: None, .. }));
    assert_eq!((journey.stage.status(), journey.stage.due_at()), (Some(Status::InProgress), due));
    assert_eq!((journey.process.round, journey.stage.open().map(|open| open.number)), (1, Some(2)));
    assert_eq!(journey.decide(&Command::Reopen, &calendar(), at(3, 16)), Ok(None), "repeated");
    run(&mut journey, Command::FinishWork { step: 2 }, at(4, 9));
    run(&mut journey, Command::FinishApproval { step: 3 }, at(4, 10));
    run(&mut journey, Command::FinishIssue, at(4, 11));
    assert_eq!((journey.stage.due_at(), journey.stage.ended_at()), (due, Some(at(4, 11))));
}

#[test]
fn a_return_for_error_does_not_reopen_a_stopped_journey() {
    let absent = journey(Stage::Absent);
    assert_eq!(absent.decide(&Command::Reopen, &calendar(), at(2, 9)), Err(Refusal::TooEarly));
    let mut journey = started();
    run(&mut journey, Command::Stop(StopCause::Other), at(2, 9));
    assert_eq!(journey.decide(&Command::Reopen, &calendar(), at(2, 10)), Ok(None));
}
