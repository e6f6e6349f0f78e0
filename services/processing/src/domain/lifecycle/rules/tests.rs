//! The rules of a task, each as a sentence, and the invariants of every reachable stage.

mod leader;
mod opinions;
mod repeats;
mod stored;

use chrono::TimeDelta;
use motcua_contracts::ids::{FeeId, TaskId};
use uuid::Uuid;

use super::super::command::Question;
use super::super::stage::State;
use super::*;
use crate::domain::{Agency, Step, Task};

const MAI: AccountId = AccountId(Uuid::from_u128(1));
const AN: AccountId = AccountId(Uuid::from_u128(2));
const HERE: &str = "H35.05.04";
const THERE: &str = "H35.06.04";

/// The stage after an event.
fn stage_after(event: &Event) -> Stage {
    let step = Step {
        dossier: motcua_contracts::ids::DossierId(Uuid::nil()),
        code: String::new(),
        procedure: motcua_contracts::ids::ProcedureId(Uuid::nil()),
        agency: "".into(),
        number: 2,
        kind: Kind::Work,
        name: String::new(),
        unit: HERE.into(),
        role: motcua_office::Role::DeptOfficer,
        due_at: at(),
        dossier_due_at: at(),
        withdrawing: false,
    };
    let mut task = Task::new(TaskId(Uuid::nil()), step, at());
    task.apply(event, at());
    task.stage
}

fn at() -> DateTime<Utc> {
    DateTime::from_timestamp(1_640_000_000, 0).expect("a moment")
}

fn work() -> RuleContext {
    RuleContext {
        kind: Kind::Work,
        supplement_requested: false,
        papers_until: None,
        extended: false,
        withdrawing: false,
        due_on: local_date(at()),
        workers: Vec::new(),
        unit: HERE.into(),
        opinions: 0,
        awaited: Vec::new(),
        answer: None,
        stopped: false,
        decided: false,
    }
}

fn approval() -> RuleContext {
    RuleContext { kind: Kind::Approve, workers: vec![MAI], ..work() }
}

fn opinion() -> RuleContext {
    RuleContext { kind: Kind::Opinion, ..work() }
}

fn moving() -> Command {
    Command::Move { from: HERE.into(), to: THERE.into() }
}

fn consulting(by: AccountId, unit: &str, days: i64) -> Command {
    let due_on = local_date(at() + TimeDelta::days(days));
    let question = Question { task: TaskId(Uuid::from_u128(9)), unit: unit.into(), text: "Q".into(), due_on };
    Command::RequestOpinion { by, agency: Some(agency_of(&question.unit)), question }
}

/// An agency that has this unit.
fn agency_of(unit: &UnitCode) -> Agency {
    Agency { code: unit.agency(), units: vec![unit.clone()], valid_from: None, valid_to: None }
}

fn asking(by: AccountId) -> Command {
    let deadline = local_date(at() + TimeDelta::days(10));
    let supplement = Supplement { reason: "r".into(), papers: vec!["p".into()], deadline };
    Command::RequestSupplement { by, supplement }
}

fn extending(days: i64) -> Command {
    let promised_on = local_date(at() + TimeDelta::days(days));
    Command::Extend { by: AN, extension: Extension { reason: "r".into(), promised_on } }
}

fn granting(by: AccountId) -> Command {
    Command::Approve { by, decision: Decision::Granted { note: None } }
}

fn declining() -> Command {
    Command::DeclineWithdrawal { by: AN, reason: "r".into() }
}

fn completing(by: AccountId) -> Command {
    Command::Complete { by, note: Some("n".into()) }
}

fn commands() -> Vec<Command> {
    let refused = Decision::Refused { reason: "r".into() };
    let fee = Fee { id: FeeId(Uuid::from_u128(3)), amount_vnd: 50_000, reason: "r".into() };
    let (cause, reason) = (StopCause::Other, "r".to_owned());
    let mut all = vec![Command::RecordWithdrawalRequest, Command::Stop { by: AN, cause, reason }, extending(5)];
    all.extend([MAI, AN].map(|by| Command::RequireFee { by, fee: fee.clone() }));
    all.extend([
        Command::Open,
        Command::Pause { papers: true },
        Command::RecordWithdrawalDeclined,
        Command::Resume { dossier_due_at: at() },
        Command::Close,
        moving(),
    ]);
    for by in [MAI, AN] {
        all.extend([Command::Claim { by }, completing(by), asking(by), granting(by)]);
        all.push(Command::Approve { by, decision: refused.clone() });
        all.extend([consulting(by, THERE, 2), Command::Complete { by, note: None }]);
    }
    all
}

/// The stage after the commands, each of which must change something.
fn after(context: &RuleContext, commands: &[Command]) -> Stage {
    commands.iter().fold(Stage::Absent, |stage, command| {
        stage_after(&decide(&stage, context, command, at()).expect("allowed").expect("a change"))
    })
}

fn answer(stage: &Stage, context: &RuleContext, command: &Command) -> Decided {
    decide(stage, context, command, at())
}

/// Every stage that some sequence of commands leads to.
fn reachable(context: &RuleContext) -> Vec<Stage> {
    let mut known = vec![Stage::Absent];
    let mut next = 0;
    while let Some(stage) = known.get(next).cloned() {
        for command in commands() {
            if let Ok(Some(event)) = answer(&stage, context, &command)
                && !known.contains(&stage_after(&event))
            {
                known.push(stage_after(&event));
            }
        }
        next += 1;
    }
    known
}

#[test]
fn an_ended_task_accepts_no_command() {
    for context in [work(), approval(), opinion()] {
        for stage in reachable(&context).into_iter().filter(|stage| *stage != Stage::Absent && stage.has_ended()) {
            for command in commands() {
                assert!(!matches!(answer(&stage, &context, &command), Ok(Some(_))), "{stage:?} {command:?}");
            }
        }
    }
}

#[test]
fn every_stage_can_be_reached() {
    let states = |context| reachable(&context).iter().map(Stage::state).collect::<Vec<_>>();
    for state in [State::Open, State::Claimed, State::Paused, State::Done, State::Closed] {
        assert!(states(work()).contains(&state), "{state:?}");
        assert!(states(approval()).contains(&state), "{state:?}");
    }
    for state in [State::Open, State::Claimed, State::Done, State::Closed] {
        assert!(states(opinion()).contains(&state), "{state:?}");
    }
}

#[test]
fn a_task_is_claimed_once() {
    let claimed = after(&work(), &[Command::Open, Command::Claim { by: MAI }]);
    assert_eq!(answer(&claimed, &work(), &Command::Claim { by: MAI }), Ok(None));
    assert_eq!(answer(&claimed, &work(), &Command::Claim { by: AN }), Err(Refusal::ClaimedByAnother));
}

#[test]
fn only_the_claimer_completes_a_task() {
    let open = after(&work(), &[Command::Open]);
    let claimed = after(&work(), &[Command::Open, Command::Claim { by: MAI }]);
    assert_eq!(answer(&open, &work(), &completing(MAI)), Err(Refusal::WrongStage));
    assert_eq!(answer(&claimed, &work(), &completing(AN)), Err(Refusal::NotClaimer));
    let done = after(&work(), &[Command::Open, Command::Claim { by: MAI }, completing(MAI)]);
    assert_eq!(done, Stage::Done { by: MAI, granted: None, note: Some("n".into()) });
}

#[test]
fn a_supplement_request_pauses_the_task_and_keeps_its_claim() {
    let asked = after(&work(), &[Command::Open, Command::Claim { by: MAI }, asking(MAI)]);
    assert_eq!(asked, Stage::Paused { by: Some(MAI), papers: true });
    assert_eq!(answer(&asked, &work(), &Command::Pause { papers: true }), Ok(None));
    assert_eq!(answer(&asked, &work(), &completing(MAI)), Err(Refusal::WrongStage));
    let resume = Command::Resume { dossier_due_at: at() };
    let resumed = after(&work(), &[Command::Open, Command::Claim { by: MAI }, asking(MAI), resume]);
    assert_eq!(resumed, Stage::Claimed { by: MAI });
    assert!(matches!(answer(&resumed, &work(), &completing(MAI)), Ok(Some(Event::Completed { .. }))));
}

#[test]
fn papers_are_asked_for_once_per_dossier_by_the_claimer_of_work() {
    let claimed = after(&work(), &[Command::Open, Command::Claim { by: MAI }]);
    let before = RuleContext { supplement_requested: true, ..work() };
    assert_eq!(answer(&claimed, &before, &asking(MAI)), Err(Refusal::AlreadyRequested));
    assert_eq!(answer(&claimed, &work(), &asking(AN)), Err(Refusal::NotClaimer));
    assert_eq!(answer(&claimed, &approval(), &asking(MAI)), Err(Refusal::WrongKind));
    assert_eq!(answer(&after(&work(), &[Command::Open]), &work(), &asking(MAI)), Err(Refusal::WrongStage));
}

#[test]
fn the_deadline_for_papers_lies_after_today() {
    let claimed = after(&work(), &[Command::Open, Command::Claim { by: MAI }]);
    let until = |days| {
        let deadline = local_date(at() + TimeDelta::days(days));
        let supplement = Supplement { reason: "r".into(), papers: vec!["p".into()], deadline };
        answer(&claimed, &work(), &Command::RequestSupplement { by: MAI, supplement })
    };
    assert_eq!(until(-1), Err(Refusal::DeadlinePassed));
    assert_eq!(until(0), Err(Refusal::DeadlinePassed));
    assert!(matches!(until(1), Ok(Some(Event::SupplementRequested { .. }))));
}

#[test]
fn opening_an_open_task_again_changes_nothing() {
    let claimed = after(&work(), &[Command::Open, Command::Claim { by: MAI }]);
    assert_eq!(answer(&claimed, &work(), &Command::Open), Ok(None));
    let closed = after(&work(), &[Command::Open, Command::Close]);
    assert_eq!(answer(&closed, &work(), &Command::Open), Err(Refusal::WrongStage));
}

#[test]
fn commands_to_an_absent_task_are_not_found() {
    for command in commands().into_iter().filter(|command| *command != Command::Open) {
        assert_eq!(answer(&Stage::Absent, &work(), &command), Err(Refusal::NotFound));
    }
}

#[test]
fn only_the_claimer_of_work_requires_a_fee() {
    let fee = Fee { id: FeeId(Uuid::from_u128(3)), amount_vnd: 1, reason: "r".into() };
    let claimed = after(&work(), &[Command::Open, Command::Claim { by: MAI }]);
    let demand = |by| Command::RequireFee { by, fee: fee.clone() };
    assert_eq!(answer(&claimed, &work(), &demand(AN)), Err(Refusal::NotClaimer));
    assert_eq!(answer(&claimed, &approval(), &demand(MAI)), Err(Refusal::WrongKind));
    assert_eq!(
        after(&work(), &[Command::Open, Command::Claim { by: MAI }, demand(MAI)]),
        Stage::Paused { by: Some(MAI), papers: false }
    );
}

#[test]
fn a_moved_task_loses_its_claim_and_stays_paused() {
    let claimed = after(&work(), &[Command::Open, Command::Claim { by: MAI }]);
    let moved = answer(&claimed, &work(), &moving()).expect("allowed").expect("a change");
    assert_eq!((moved.name(), stage_after(&moved)), ("moved", Stage::Open));
    let waiting = after(&work(), &[Command::Open, Command::Claim { by: MAI }, asking(MAI), moving()]);
    assert_eq!(waiting, Stage::Paused { by: None, papers: true });
    let elsewhere = RuleContext { unit: "H35.05.02".into(), ..work() };
    assert_eq!(answer(&claimed, &elsewhere, &moving()), Ok(None));
    let nowhere = Command::Move { from: HERE.into(), to: HERE.into() };
    assert_eq!(answer(&claimed, &work(), &nowhere), Ok(None), "who holds it keeps it");
    let done = after(&work(), &[Command::Open, Command::Claim { by: MAI }, completing(MAI)]);
    assert_eq!(answer(&done, &work(), &moving()), Ok(None));
}

#[test]
fn a_step_opened_after_a_stop_is_closed_from_the_start() {
    let over = RuleContext { stopped: true, ..work() };
    let opened = answer(&Stage::Absent, &over, &Command::Open).expect("allowed").expect("a change");
    assert_eq!((opened.name(), stage_after(&opened)), ("opened_too_late", Stage::Closed));
    assert_eq!(answer(&stage_after(&opened), &over, &Command::Claim { by: MAI }), Err(Refusal::WrongStage));
}
