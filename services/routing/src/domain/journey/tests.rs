//! The rules of a journey, one test each.

mod opinions;
mod rounds;

use super::*;
use crate::domain::process::{Step, StepKind};
use chrono::{NaiveDate, TimeDelta};
use motcua_contracts::ids::FeeId;
use motcua_worktime::{Calendar, Limit, Policy, Unit, due, utc};
use uuid::Uuid;

fn calendar() -> Calendar {
    let day = |year| NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
    Calendar::office_hours("H35", 1, day(2021), day(2024))
}

fn at(day: u32, hour: u32) -> DateTime<Utc> {
    utc(NaiveDate::from_ymd_opt(2022, 3, day).unwrap().and_hms_opt(hour, 0, 0).unwrap())
}

fn payment(number: u128) -> Ask {
    Ask::Payment(FeeId(Uuid::from_u128(number)))
}

fn asked(number: u128, unit: &str) -> Command {
    Command::AwaitOpinion(Opinion { task: TaskId(Uuid::from_u128(number)), unit: unit.into() })
}

fn given(number: u128) -> Command {
    Command::NoteOpinion { task: TaskId(Uuid::from_u128(number)) }
}

fn step(number: u32, kind: StepKind, minutes: u32) -> Step {
    Step { number, kind, name: "n".into(), unit: "u".into(), role: "r".into(), minutes }
}

fn journey(stage: Stage) -> Journey {
    let steps = vec![
        step(1, StepKind::Receive, 120),
        step(2, StepKind::Work, 960),
        step(3, StepKind::Approve, 240),
        step(4, StepKind::Issue, 120),
    ];
    let limit = Limit { unit: Unit::WorkingDay, amount: 3 };
    let process = Process { steps, limit, policy: Policy::Pause, calendar: "H35".into(), round: 0 };
    Journey { stage, ..Journey::new(process) }
}

fn run(journey: &mut Journey, command: Command, at: DateTime<Utc>) -> Event {
    let event = decide(journey, &command, &calendar(), at).unwrap().unwrap();
    journey.take(&event);
    event
}

fn started() -> Journey {
    let mut journey = journey(Stage::Absent);
    let due_at = due(&calendar(), at(1, 9), journey.process.limit).unwrap().at;
    run(&mut journey, Command::Start { due_at }, at(1, 9));
    journey
}

#[test]
fn a_journey_goes_through_its_steps_and_ends_with_the_issue() {
    let mut journey = started();
    assert_eq!(journey.stage.open().map(|open| open.number), Some(2));
    run(&mut journey, Command::FinishWork { step: 2 }, at(2, 9));
    assert_eq!(decide(&journey, &Command::FinishWork { step: 3 }, &calendar(), at(2, 10)), Ok(None));
    run(&mut journey, Command::FinishApproval { step: 3 }, at(2, 14));
    run(&mut journey, Command::FinishIssue, at(3, 9));
    assert_eq!(journey.stage.status(), 9);
}

#[test]
fn a_supplement_request_stops_the_clock() {
    let mut journey = started();
    let promised = journey.stage.due_at().unwrap();
    run(&mut journey, Command::Pause(Ask::Papers), at(2, 9));
    assert_eq!(journey.stage.status(), 5);
    run(&mut journey, Command::Resume(Ask::Papers), at(4, 9));
    assert_eq!(journey.stage.due_at().unwrap(), promised + TimeDelta::days(4), "two working days over a weekend");
}

#[test]
fn what_comes_before_its_cause_waits() {
    let journey = started();
    for early in [Command::FinishIssue, Command::Resume(Ask::Papers), Command::FinishApproval { step: 3 }] {
        assert_eq!(decide(&journey, &early, &calendar(), at(2, 9)), Err(Refusal::TooEarly), "{early:?}");
    }
}

#[test]
fn a_completed_journey_moves_no_more() {
    let done = journey(Stage::Completed { at: at(3, 9), due_at: at(4, 17) });
    for command in [
        Command::Pause(Ask::Papers),
        Command::Resume(Ask::Papers),
        Command::FinishWork { step: 2 },
        Command::FinishIssue,
    ] {
        let moved = decide(&done, &command, &calendar(), at(5, 9));
        assert!(!matches!(moved, Ok(Some(event)) if event.then != done.stage), "{command:?}");
    }
}

#[test]
fn no_step_is_due_after_its_dossier() {
    let mut journey = started();
    let promised = journey.stage.due_at().unwrap();
    let event = run(&mut journey, Command::FinishWork { step: 2 }, at(4, 16));
    assert_eq!(event.then.open().map(|open| open.due_at), Some(promised));
}

#[test]
fn a_demanded_payment_stops_the_clock_until_it_is_paid() {
    let mut journey = started();
    run(&mut journey, Command::Pause(payment(1)), at(2, 9));
    assert_eq!(journey.stage.status(), 6);
    let papers = decide(&journey, &Command::Resume(Ask::Papers), &calendar(), at(3, 9));
    assert_eq!(papers, Err(Refusal::TooEarly), "papers are no payment");
    run(&mut journey, Command::Resume(payment(1)), at(3, 9));
    assert_eq!(journey.stage.status(), 4);
}

#[test]
fn a_wish_to_withdraw_leaves_the_clock_running_until_it_is_answered() {
    let mut journey = started();
    let due = journey.stage.due_at();
    run(&mut journey, Command::AskWithdrawal, at(2, 9));
    assert_eq!((journey.stage.status(), journey.stage.due_at()), (7, due));
    run(&mut journey, Command::FinishWork { step: 2 }, at(2, 10));
    assert_eq!(journey.stage.status(), 7, "still unanswered");
    run(&mut journey, Command::Keep, at(2, 11));
    assert_eq!(journey.stage.status(), 4);
}

#[test]
fn a_withdrawal_that_is_granted_ends_the_journey() {
    let mut journey = started();
    run(&mut journey, Command::AskWithdrawal, at(2, 9));
    run(&mut journey, Command::Stop(Cause::Withdrawn), at(2, 10));
    assert_eq!((journey.stage.status(), journey.stage.ended_at()), (8, Some(at(2, 10))));
}

#[test]
fn a_stop_ends_the_pause_it_falls_into() {
    // Two and three quarter days were left on the second: they run on from the thirtieth, whatever the policy.
    let due_at = utc(NaiveDate::from_ymd_opt(2022, 4, 1).unwrap().and_hms_opt(17, 0, 0).unwrap());
    for policy in [Policy::Pause, Policy::Restart] {
        let mut journey = started();
        journey.process.policy = policy;
        run(&mut journey, Command::Pause(Ask::Papers), at(2, 9));
        run(&mut journey, Command::Stop(Cause::SupplementOverdue), at(30, 9));
        assert_eq!(journey.stage.due_at(), Some(due_at));
    }
}

#[test]
fn an_extension_leaves_the_due_date_that_is_judged_by() {
    let mut journey = started();
    let before = journey.stage.clone();
    let promised_on = NaiveDate::from_ymd_opt(2022, 3, 12).unwrap();
    let event = run(&mut journey, Command::Extend { promised_on }, at(3, 9));
    assert_eq!(journey.stage, before);
    let monday = What::Extended { promised_at: at(14, 17) };
    assert_eq!(event.what, monday, "a Saturday moves to the next day the office works");
}

fn reroute(process: Process, due_at: DateTime<Utc>, pauses: Vec<(DateTime<Utc>, DateTime<Utc>)>) -> Command {
    let (process, procedure) = (Process { round: 1, ..process }, ProcedureId(Uuid::from_u128(7)));
    Command::Reroute(RightWay { process, due_at, pauses, procedure, version: 2, calendar_version: 1 })
}

#[test]
fn a_pause_that_ended_counts_for_the_right_limit_too() {
    let mut journey = started();
    run(&mut journey, Command::Pause(Ask::Papers), at(2, 9));
    run(&mut journey, Command::Resume(Ask::Papers), at(4, 9));
    let limit = Limit { unit: Unit::WorkingDay, amount: 10 };
    let due_at = due(&calendar(), at(1, 9), limit).unwrap().at;
    let right = Process { limit, ..journey.process.clone() };
    run(&mut journey, reroute(right, due_at, vec![(at(2, 9), at(4, 9))]), at(7, 10));
    assert_eq!(journey.stage.due_at(), Some(due_at + TimeDelta::days(2)), "Tuesday the 15th becomes Thursday");
}

#[test]
fn a_second_wish_to_withdraw_waits_for_the_answer_to_the_first() {
    let mut journey = started();
    run(&mut journey, Command::AskWithdrawal, at(2, 9));
    assert_eq!(decide(&journey, &Command::AskWithdrawal, &calendar(), at(2, 10)), Err(Refusal::TooEarly));
    run(&mut journey, Command::Keep, at(2, 11));
    assert_eq!(decide(&journey, &Command::Keep, &calendar(), at(2, 12)), Ok(None));
}

#[test]
fn a_decision_ends_the_wish_to_withdraw() {
    let mut journey = started();
    run(&mut journey, Command::FinishWork { step: 2 }, at(2, 9));
    run(&mut journey, Command::AskWithdrawal, at(2, 10));
    run(&mut journey, Command::FinishApproval { step: 3 }, at(2, 11));
    assert_eq!(journey.stage.status(), 4);
    assert_eq!(decide(&journey, &Command::AskWithdrawal, &calendar(), at(2, 12)), Ok(None));
}

#[test]
fn a_correction_begins_the_way_anew_under_the_right_process() {
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
fn a_correction_that_comes_after_the_decision_changes_nothing_but_is_kept() {
    let mut journey = started();
    run(&mut journey, Command::FinishWork { step: 2 }, at(2, 9));
    run(&mut journey, Command::FinishApproval { step: 3 }, at(2, 10));
    let late = reroute(journey.process.clone(), at(9, 17), Vec::new());
    let way = |journey: &Journey| (journey.process.clone(), journey.stage.clone());
    let before = way(&journey);
    let event = run(&mut journey, late.clone(), at(2, 11));
    assert_eq!((&way(&journey), event.what.name()), (&before, "correction_overtaken"));
    run(&mut journey, Command::FinishIssue, at(2, 12));
    let issued = way(&journey);
    run(&mut journey, late, at(2, 13));
    assert_eq!(way(&journey), issued, "nor after the end");
}

#[test]
fn a_decision_of_a_round_that_was_corrected_meanwhile_stands() {
    let mut journey = started();
    let right = reroute(journey.process.clone(), at(9, 17), Vec::new());
    run(&mut journey, right, at(2, 10));
    run(&mut journey, Command::AdoptDecision, at(2, 11));
    run(&mut journey, Command::FinishIssue, at(2, 12));
    assert_eq!(journey.stage.status(), 9);
}

fn move_to(to: &str) -> Command {
    Command::Move(Move { from: "u".into(), to: to.into(), reason: "Sáp nhập".into() })
}

fn issued() -> Journey {
    let mut journey = started();
    run(&mut journey, Command::FinishWork { step: 2 }, at(2, 9));
    run(&mut journey, Command::FinishApproval { step: 3 }, at(2, 14));
    run(&mut journey, Command::FinishIssue, at(3, 9));
    journey
}

#[test]
fn a_return_for_error_goes_on_as_if_the_clock_had_never_ended() {
    let mut journey = issued();
    let due = journey.stage.due_at();
    let event = run(&mut journey, Command::Reopen, at(3, 15));
    assert!(matches!(event.what, What::Reopened { correction: None, .. }));
    assert_eq!((journey.stage.status(), journey.stage.due_at()), (4, due));
    assert_eq!((journey.process.round, journey.stage.open().map(|open| open.number)), (1, Some(2)));
    assert_eq!(decide(&journey, &Command::Reopen, &calendar(), at(3, 16)), Ok(None), "repeated");
    run(&mut journey, Command::FinishWork { step: 2 }, at(4, 9));
    run(&mut journey, Command::FinishApproval { step: 3 }, at(4, 10));
    run(&mut journey, Command::FinishIssue, at(4, 11));
    assert_eq!((journey.stage.due_at(), journey.stage.ended_at()), (due, Some(at(4, 11))));
}

#[test]
fn a_return_for_error_does_not_wake_what_was_stopped() {
    let mut journey = started();
    assert_eq!(decide(&journey_absent(), &Command::Reopen, &calendar(), at(2, 9)), Err(Refusal::TooEarly));
    run(&mut journey, Command::Stop(Cause::Other), at(2, 9));
    assert_eq!(decide(&journey, &Command::Reopen, &calendar(), at(2, 10)), Ok(None));
}

fn journey_absent() -> Journey {
    journey(Stage::Absent)
}

#[test]
fn work_that_moves_keeps_its_due_dates_and_leaves_what_is_done_where_it_was_done() {
    let mut journey = started();
    run(&mut journey, Command::FinishWork { step: 2 }, at(2, 9));
    let before = journey.clone();
    let event = run(&mut journey, move_to("v"), at(2, 11));
    let units: Vec<&str> = journey.process.steps.iter().map(|step| step.unit.as_str()).collect();
    assert_eq!(units, ["u", "u", "v", "v"]);
    assert!(matches!(event.what, What::Moved { holds: true, .. }) && event.what.reason() == Some("Sáp nhập"));
    let (was, is) = (before.stage.open().unwrap(), journey.stage.open().unwrap());
    assert_eq!((is.due_at, is.since, is.held_since()), (was.due_at, was.since, at(2, 11)));
    assert_eq!((journey.stage.due_at(), journey.process.round), (before.stage.due_at(), 0));
    assert_eq!(decide(&journey, &move_to("v"), &calendar(), at(2, 12)), Ok(None), "it is there");
}

#[test]
fn work_to_come_moves_without_the_open_step() {
    let mut journey = started();
    journey.process.steps[3].unit = "w".into();
    let change = Move { from: "w".into(), to: "v".into(), reason: "Sáp nhập".into() };
    let event = run(&mut journey, Command::Move(change), at(2, 11));
    assert!(matches!(event.what, What::Moved { holds: false, .. }));
    assert_eq!(journey.stage.open().map(|open| open.moved_at), Some(None));
}

#[test]
fn work_moves_while_the_clock_stands_and_not_after_the_end() {
    let mut journey = started();
    run(&mut journey, Command::Pause(Ask::Papers), at(2, 9));
    let due = journey.stage.due_at();
    run(&mut journey, move_to("v"), at(2, 11));
    assert_eq!((journey.stage.status(), journey.stage.due_at()), (5, due));
    assert_eq!(decide(&issued(), &move_to("v"), &calendar(), at(4, 9)), Ok(None));
}

/// Every stage that some sequence of commands leads to, and what every command does there: nothing may panic, and what
/// is repeated at once changes nothing.
#[test]
fn repeating_a_command_at_once_changes_nothing() {
    let promised_on = NaiveDate::from_ymd_opt(2022, 3, 20).unwrap();
    let commands = [
        Command::Start { due_at: at(4, 17) },
        Command::FinishWork { step: 2 },
        Command::FinishApproval { step: 3 },
        Command::AdoptDecision,
        Command::FinishIssue,
        Command::Pause(Ask::Papers),
        Command::Pause(payment(1)),
        Command::Lapse(Ask::Papers),
        Command::Resume(Ask::Papers),
        Command::Resume(payment(1)),
        Command::AskWithdrawal,
        Command::Keep,
        Command::Stop(Cause::Other),
        reroute(started().process, at(9, 17), Vec::new()),
        Command::Reopen,
        asked(1, "u"),
        given(1),
        move_to("v"),
    ];
    let extend = Command::Extend { promised_on };
    let mut known = vec![Stage::Absent];
    let mut next = 0;
    while let Some(stage) = known.get(next).cloned() {
        next += 1;
        for command in &commands {
            let journey = journey(stage.clone());
            let Ok(Some(event)) = decide(&journey, command, &calendar(), at(2, 9)) else { continue };
            let mut then = journey;
            then.take(&event);
            if !matches!(command, Command::Reroute(_)) {
                let again = decide(&then, command, &calendar(), at(2, 9));
                assert!(!matches!(again, Ok(Some(_))), "{stage:?} {command:?}");
            }
            let extended = decide(&then, &extend, &calendar(), at(2, 9));
            assert!(extended.is_ok_and(|event| event.is_none_or(|event| event.then == then.stage)), "{stage:?}");
            if !known.contains(&then.stage) {
                known.push(then.stage);
            }
        }
    }
    let statuses: std::collections::BTreeSet<i32> = known.iter().map(Stage::status).collect();
    assert_eq!(statuses, [0, 4, 5, 6, 7, 8, 9].into());
}
