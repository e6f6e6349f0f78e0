//! The rules of a journey, one test each.

mod corrections;
mod moves;
mod opinions;
mod reopenings;
mod repeats;
mod rounds;
mod stored;
mod tasks;

use chrono::{NaiveDate, TimeDelta};
use motcua_contracts::ids::{FeeId, TaskId};
use motcua_contracts::{Status, StopCause};
use motcua_worktime::{Calendar, Limit, Policy, Unit, due, utc};
use uuid::Uuid;

use super::*;

fn calendar() -> Calendar {
    let day = |year| NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
    Calendar::office_hours("H35", 1, day(2021), day(2024))
}

fn at(day: u32, hour: u32) -> DateTime<Utc> {
    utc(NaiveDate::from_ymd_opt(2022, 3, day).unwrap().and_hms_opt(hour, 0, 0).unwrap())
}

fn payment(number: u128) -> ApplicantRequest {
    ApplicantRequest::Payment(FeeId(Uuid::from_u128(number)))
}

fn asked(number: u128, unit: &str) -> Command {
    Command::AwaitOpinion(PendingOpinion { task: TaskId(Uuid::from_u128(number)), unit: unit.into() })
}

fn given(number: u128) -> Command {
    Command::RecordOpinion { task: TaskId(Uuid::from_u128(number)) }
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
    Journey {
        dossier: DossierId(Uuid::from_u128(5)),
        code: "H35.05-220301-0001".into(),
        agency: "H35.05".into(),
        procedure: ProcedureId(Uuid::from_u128(6)),
        procedure_version: 1,
        account: None,
        accepted_at: at(1, 9),
        process,
        stage,
        round_state: RoundState::default(),
        clock: LegalClock::default(),
    }
}

fn correction(event: &Event) -> Option<&Correction> {
    match event.kind.process_change() {
        ProcessChange::Replaced { correction, .. } => correction,
        ProcessChange::None | ProcessChange::Reassigned { .. } => None,
    }
}

fn run(journey: &mut Journey, command: Command, at: DateTime<Utc>) -> Event {
    let event = journey.decide(&command, &calendar(), at).unwrap().unwrap();
    journey.apply(&event, 1, at);
    event
}

fn started() -> Journey {
    let mut journey = journey(Stage::Absent);
    let due_at = due(&calendar(), at(1, 9), journey.process.limit).unwrap().at;
    run(&mut journey, Command::Start { due_at, calendar_version: 1 }, at(1, 9));
    journey
}

fn reroute(process: Process, due_at: DateTime<Utc>, pauses: Vec<(DateTime<Utc>, DateTime<Utc>)>) -> Command {
    let (process, procedure) = (Process { round: 1, ..process }, ProcedureId(Uuid::from_u128(7)));
    Command::Reroute(CorrectedProcess { process, due_at, pauses, procedure, version: 2, calendar_version: 1 })
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
fn a_journey_runs_through_its_steps_and_ends_with_the_issue() {
    let mut journey = started();
    assert_eq!(journey.stage.open().map(|open| open.number), Some(2));
    run(&mut journey, Command::FinishWork { step: 2 }, at(2, 9));
    assert_eq!(journey.decide(&Command::FinishWork { step: 3 }, &calendar(), at(2, 10)), Ok(None));
    run(&mut journey, Command::FinishApproval { step: 3 }, at(2, 14));
    run(&mut journey, Command::FinishIssue, at(3, 9));
    assert_eq!(journey.stage.status(), Some(Status::Completed));
}

#[test]
fn a_supplement_request_pauses_the_clock() {
    let mut journey = started();
    let promised = journey.stage.due_at().unwrap();
    run(&mut journey, Command::Pause(ApplicantRequest::Papers), at(2, 9));
    assert_eq!(journey.stage.status(), Some(Status::SupplementRequested));
    run(&mut journey, Command::Resume(ApplicantRequest::Papers), at(4, 9));
    assert_eq!(journey.stage.due_at().unwrap(), promised + TimeDelta::days(4), "two working days over a weekend");
}

#[test]
fn a_command_before_its_cause_is_too_early() {
    let journey = started();
    for early in [Command::FinishIssue, Command::Resume(ApplicantRequest::Papers), Command::FinishApproval { step: 3 }]
    {
        assert_eq!(journey.decide(&early, &calendar(), at(2, 9)), Err(Refusal::TooEarly), "{early:?}");
    }
}

#[test]
fn a_completed_journey_does_not_change() {
    let done = journey(Stage::Completed { at: at(3, 9), due_at: at(4, 17) });
    for command in [
        Command::Pause(ApplicantRequest::Papers),
        Command::Resume(ApplicantRequest::Papers),
        Command::FinishWork { step: 2 },
        Command::FinishIssue,
    ] {
        let moved = done.decide(&command, &calendar(), at(5, 9));
        assert!(!matches!(moved, Ok(Some(event)) if event.new_stage != done.stage), "{command:?}");
    }
}

#[test]
fn no_step_is_due_after_its_dossier() {
    let mut journey = started();
    let promised = journey.stage.due_at().unwrap();
    let event = run(&mut journey, Command::FinishWork { step: 2 }, at(4, 16));
    assert_eq!(event.new_stage.open().map(|open| open.due_at), Some(promised));
}

#[test]
fn a_payment_request_pauses_the_clock_until_it_is_paid() {
    let mut journey = started();
    run(&mut journey, Command::Pause(payment(1)), at(2, 9));
    assert_eq!(journey.stage.status(), Some(Status::PaymentRequested));
    let papers = journey.decide(&Command::Resume(ApplicantRequest::Papers), &calendar(), at(3, 9));
    assert_eq!(papers, Err(Refusal::TooEarly), "papers do not answer a payment request");
    run(&mut journey, Command::Resume(payment(1)), at(3, 9));
    assert_eq!(journey.stage.status(), Some(Status::InProgress));
}

#[test]
fn the_clock_runs_while_a_withdrawal_is_pending() {
    let mut journey = started();
    let due = journey.stage.due_at();
    run(&mut journey, Command::RequestWithdrawal, at(2, 9));
    assert_eq!((journey.stage.status(), journey.stage.due_at()), (Some(Status::WithdrawalRequested), due));
    run(&mut journey, Command::FinishWork { step: 2 }, at(2, 10));
    assert_eq!(journey.stage.status(), Some(Status::WithdrawalRequested), "still unanswered");
    run(&mut journey, Command::DeclineWithdrawal, at(2, 11));
    assert_eq!(journey.stage.status(), Some(Status::InProgress));
}

#[test]
fn a_granted_withdrawal_ends_the_journey() {
    let mut journey = started();
    run(&mut journey, Command::RequestWithdrawal, at(2, 9));
    run(&mut journey, Command::Stop(StopCause::Withdrawn), at(2, 10));
    assert_eq!((journey.stage.status(), journey.stage.ended_at()), (Some(Status::Stopped), Some(at(2, 10))));
}

#[test]
fn a_stop_ends_the_pause_it_falls_into() {
    // Two and three quarter days were left on the second: they run on from the thirtieth, whatever the policy.
    let due_at = utc(NaiveDate::from_ymd_opt(2022, 4, 1).unwrap().and_hms_opt(17, 0, 0).unwrap());
    for policy in [Policy::Pause, Policy::Restart] {
        let mut journey = started();
        journey.process.policy = policy;
        run(&mut journey, Command::Pause(ApplicantRequest::Papers), at(2, 9));
        run(&mut journey, Command::Stop(StopCause::SupplementOverdue), at(30, 9));
        assert_eq!(journey.stage.due_at(), Some(due_at));
    }
}

#[test]
fn an_extension_keeps_the_binding_due_date() {
    let mut journey = started();
    let before = journey.stage.clone();
    let promised_on = NaiveDate::from_ymd_opt(2022, 3, 12).unwrap();
    let event = run(&mut journey, Command::Extend { promised_on }, at(3, 9));
    assert_eq!(journey.stage, before);
    let monday = EventKind::Extended { promised_at: at(14, 17) };
    assert_eq!(event.kind, monday, "a Saturday moves to the next day the office works");
}

#[test]
fn a_second_withdrawal_waits_for_the_answer_to_the_first() {
    let mut journey = started();
    run(&mut journey, Command::RequestWithdrawal, at(2, 9));
    assert_eq!(journey.decide(&Command::RequestWithdrawal, &calendar(), at(2, 10)), Err(Refusal::TooEarly));
    run(&mut journey, Command::DeclineWithdrawal, at(2, 11));
    assert_eq!(journey.decide(&Command::DeclineWithdrawal, &calendar(), at(2, 12)), Ok(None));
}

#[test]
fn a_decision_ends_a_pending_withdrawal() {
    let mut journey = started();
    run(&mut journey, Command::FinishWork { step: 2 }, at(2, 9));
    run(&mut journey, Command::RequestWithdrawal, at(2, 10));
    run(&mut journey, Command::FinishApproval { step: 3 }, at(2, 11));
    assert_eq!(journey.stage.status(), Some(Status::InProgress));
    assert_eq!(journey.decide(&Command::RequestWithdrawal, &calendar(), at(2, 12)), Ok(None));
}
