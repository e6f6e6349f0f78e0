//! The rules of a task, each as a sentence, and what holds in every stage that can be reached.

mod opinions;

use chrono::TimeDelta;
use motcua_contracts::ids::{FeeId, TaskId};
use uuid::Uuid;

use super::super::{Question, State, evolve};
use super::*;

const MAI: AccountId = AccountId(Uuid::from_u128(1));
const AN: AccountId = AccountId(Uuid::from_u128(2));
const HERE: &str = "H35.05.04";
const THERE: &str = "H35.06.04";

fn at() -> DateTime<Utc> {
    DateTime::from_timestamp(1_640_000_000, 0).expect("a moment")
}

fn work() -> Situation {
    Situation {
        kind: Kind::Work,
        asked: false,
        papers_until: None,
        extended: false,
        withdrawing: false,
        due_on: local_date(at()),
        workers: Vec::new(),
        unit: HERE.into(),
        opinions: 0,
        awaited: Vec::new(),
        over: false,
    }
}

fn approval() -> Situation {
    Situation { kind: Kind::Approve, workers: vec![MAI], ..work() }
}

fn opinion() -> Situation {
    Situation { kind: Kind::Opinion, ..work() }
}

fn moving() -> Command {
    Command::Move { from: HERE.into(), to: THERE.into() }
}

fn consulting(by: AccountId, unit: &str, days: i64) -> Command {
    let due_on = local_date(at() + TimeDelta::days(days));
    let question = Question { task: TaskId(Uuid::from_u128(9)), unit: unit.into(), text: "Q".into(), due_on };
    Command::AskOpinion { by, question, accepted: true }
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

fn completing(by: AccountId) -> Command {
    Command::Complete { by, note: Some("n".into()) }
}

fn commands() -> Vec<Command> {
    let refused = Decision::Refused { reason: "r".into() };
    let fee = Fee { id: FeeId(Uuid::from_u128(3)), amount_vnd: 50_000, reason: "r".into() };
    let (cause, reason) = (Cause::Other, "r".to_owned());
    let mut all = vec![Command::NoteWithdrawal, Command::Stop { by: AN, cause, reason }, extending(5)];
    all.extend([MAI, AN].map(|by| Command::RequireFee { by, fee: fee.clone() }));
    all.extend([
        Command::Open,
        Command::Pause { papers: true },
        Command::NoteKept,
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
fn after(situation: &Situation, commands: &[Command]) -> Stage {
    commands.iter().fold(Stage::Absent, |stage, command| {
        evolve(&decide(&stage, situation, command, at()).expect("allowed").expect("a change"))
    })
}

fn answer(stage: &Stage, situation: &Situation, command: &Command) -> Answer {
    decide(stage, situation, command, at())
}

/// Every stage that some sequence of commands leads to.
fn reachable(situation: &Situation) -> Vec<Stage> {
    let mut known = vec![Stage::Absent];
    let mut next = 0;
    while let Some(stage) = known.get(next).cloned() {
        for command in commands() {
            if let Ok(Some(event)) = answer(&stage, situation, &command)
                && !known.contains(&evolve(&event))
            {
                known.push(evolve(&event));
            }
        }
        next += 1;
    }
    known
}

/// The situation as an event leaves it, in what is about units.
fn after_it(situation: &Situation, event: &Event) -> Situation {
    match event {
        Event::OpinionAsked { question, .. } => Situation { awaited: vec![question.unit.clone()], ..situation.clone() },
        Event::Moved { to, .. } => Situation { unit: to.clone(), ..situation.clone() },
        _ => situation.clone(),
    }
}

#[test]
fn repeating_a_command_at_once_changes_nothing_or_is_refused() {
    for situation in [work(), approval(), opinion()] {
        for stage in reachable(&situation) {
            for command in commands() {
                let Ok(Some(event)) = answer(&stage, &situation, &command) else { continue };
                let asked = situation.asked || matches!(event, Event::SupplementAsked { .. });
                let extended = situation.extended || matches!(event, Event::Extended { .. });
                let withdrawing = situation.withdrawing || matches!(event, Event::WithdrawalNoted { .. });
                let now = Situation { asked, extended, withdrawing, ..after_it(&situation, &event) };
                let again = answer(&evolve(&event), &now, &command);
                assert!(!matches!(again, Ok(Some(_))), "{stage:?} {command:?}");
            }
        }
    }
}

#[test]
fn what_has_ended_takes_nothing_any_more() {
    for situation in [work(), approval(), opinion()] {
        for stage in reachable(&situation).into_iter().filter(|stage| *stage != Stage::Absent && stage.has_ended()) {
            for command in commands() {
                assert!(!matches!(answer(&stage, &situation, &command), Ok(Some(_))), "{stage:?} {command:?}");
            }
        }
    }
}

#[test]
fn every_stage_can_be_reached() {
    let states = |situation| reachable(&situation).iter().map(Stage::state).collect::<Vec<_>>();
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
    assert_eq!(answer(&claimed, &work(), &Command::Claim { by: AN }), Err(Refusal::TakenByAnother));
}

#[test]
fn only_who_claimed_a_task_completes_it() {
    let open = after(&work(), &[Command::Open]);
    let claimed = after(&work(), &[Command::Open, Command::Claim { by: MAI }]);
    assert_eq!(answer(&open, &work(), &completing(MAI)), Err(Refusal::WrongStage));
    assert_eq!(answer(&claimed, &work(), &completing(AN)), Err(Refusal::NotClaimer));
    let done = after(&work(), &[Command::Open, Command::Claim { by: MAI }, completing(MAI)]);
    assert_eq!(done, Stage::Done { by: MAI, granted: None });
}

#[test]
fn a_supplement_request_pauses_the_task_and_the_same_person_goes_on() {
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
    let before = Situation { asked: true, ..work() };
    assert_eq!(answer(&claimed, &before, &asking(MAI)), Err(Refusal::AskedBefore));
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
    assert!(matches!(until(1), Ok(Some(Event::SupplementAsked { .. }))));
}

#[test]
fn a_decision_needs_no_claim() {
    let decided = after(&approval(), &[Command::Open, granting(AN)]);
    assert_eq!(decided, Stage::Done { by: AN, granted: Some(true) });
    let claimed = after(&approval(), &[Command::Open, Command::Claim { by: MAI }]);
    assert_eq!(answer(&claimed, &approval(), &granting(AN)), Err(Refusal::TakenByAnother));
}

#[test]
fn nobody_decides_what_they_worked_on() {
    let open = after(&approval(), &[Command::Open]);
    assert_eq!(answer(&open, &approval(), &granting(MAI)), Err(Refusal::OwnWork));
}

#[test]
fn a_decision_stands() {
    let decided = after(&approval(), &[Command::Open, granting(AN)]);
    assert_eq!(answer(&decided, &approval(), &granting(AN)), Ok(None));
    let refuse = Command::Approve { by: AN, decision: Decision::Refused { reason: "r".into() } };
    assert_eq!(answer(&decided, &approval(), &refuse), Err(Refusal::WrongStage));
}

#[test]
fn work_is_not_decided_and_a_decision_is_not_completed() {
    let claimed = [Command::Open, Command::Claim { by: AN }];
    assert_eq!(answer(&after(&work(), &claimed), &work(), &granting(AN)), Err(Refusal::WrongKind));
    assert_eq!(answer(&after(&approval(), &claimed), &approval(), &completing(AN)), Err(Refusal::WrongKind));
}

#[test]
fn a_refusal_needs_its_reason() {
    assert_eq!(Decision::of(false, None), None);
    assert_eq!(Decision::of(false, Some("r".into())), Some(Decision::Refused { reason: "r".into() }));
    assert_eq!(Decision::of(true, None), Some(Decision::Granted { note: None }));
}

#[test]
fn a_step_opened_again_while_its_task_lives_is_the_same_task() {
    let claimed = after(&work(), &[Command::Open, Command::Claim { by: MAI }]);
    assert_eq!(answer(&claimed, &work(), &Command::Open), Ok(None));
    let closed = after(&work(), &[Command::Open, Command::Close]);
    assert_eq!(answer(&closed, &work(), &Command::Open), Err(Refusal::WrongStage));
}

#[test]
fn nothing_can_be_asked_of_a_task_that_does_not_exist() {
    for command in commands().into_iter().filter(|command| *command != Command::Open) {
        assert_eq!(answer(&Stage::Absent, &work(), &command), Err(Refusal::NotFound));
    }
}

#[test]
fn a_later_date_is_promised_once_and_lies_after_today_and_the_due_date() {
    let claimed = after(&work(), &[Command::Open, Command::Claim { by: MAI }]);
    assert!(matches!(answer(&claimed, &work(), &extending(5)), Ok(Some(Event::Extended { .. }))));
    assert_eq!(answer(&claimed, &work(), &extending(0)), Err(Refusal::PromiseTooEarly));
    let later = Situation { due_on: local_date(at() + TimeDelta::days(9)), ..work() };
    assert_eq!(answer(&claimed, &later, &extending(5)), Err(Refusal::PromiseTooEarly));
    let before = Situation { extended: true, ..work() };
    assert_eq!(answer(&claimed, &before, &extending(5)), Err(Refusal::ExtendedBefore));
}

#[test]
fn a_dossier_is_stopped_for_papers_only_when_they_are_overdue() {
    let waiting = after(&work(), &[Command::Open, Command::Claim { by: MAI }, asking(MAI)]);
    let stop = Command::Stop { by: AN, cause: Cause::SupplementOverdue, reason: "r".into() };
    let until = |days| Situation { papers_until: Some(local_date(at() + TimeDelta::days(days))), ..work() };
    assert_eq!(answer(&waiting, &work(), &stop), Err(Refusal::NothingOverdue));
    assert_eq!(answer(&waiting, &until(0), &stop), Err(Refusal::NothingOverdue), "the last day counts");
    assert!(matches!(answer(&waiting, &until(-1), &stop), Ok(Some(Event::Stopped { .. }))));
}

#[test]
fn only_a_dossier_that_is_wanted_back_is_given_back_or_kept() {
    let open = after(&work(), &[Command::Open]);
    let back = Command::Stop { by: AN, cause: Cause::Withdrawn, reason: "r".into() };
    let keep = Command::DeclineWithdrawal { by: AN, reason: "r".into() };
    for command in [&back, &keep] {
        assert_eq!(answer(&open, &work(), command), Err(Refusal::NoWithdrawal), "{command:?}");
    }
    let wanted = Situation { withdrawing: true, ..work() };
    assert!(matches!(answer(&open, &wanted, &back), Ok(Some(Event::Stopped { .. }))));
    assert!(matches!(answer(&open, &wanted, &keep), Ok(Some(Event::WithdrawalDeclined { .. }))));
}

#[test]
fn a_fee_is_demanded_by_who_works_on_the_dossier() {
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
fn a_day_too_far_ahead_is_neither_promised_nor_given_for_papers() {
    let claimed = after(&work(), &[Command::Open, Command::Claim { by: MAI }]);
    assert!(matches!(answer(&claimed, &work(), &extending(366)), Ok(Some(Event::Extended { .. }))));
    assert_eq!(answer(&claimed, &work(), &extending(367)), Err(Refusal::PromiseTooFar));
    let due_later = Situation { due_on: local_date(at() + TimeDelta::days(9)), ..work() };
    assert!(matches!(answer(&claimed, &due_later, &extending(375)), Ok(Some(Event::Extended { .. }))));
    assert_eq!(answer(&claimed, &due_later, &extending(376)), Err(Refusal::PromiseTooFar));
    let until = |deadline| {
        let supplement = Supplement { reason: "r".into(), papers: vec!["p".into()], deadline };
        answer(&claimed, &work(), &Command::RequestSupplement { by: MAI, supplement })
    };
    assert!(matches!(until(local_date(at() + TimeDelta::days(366))), Ok(Some(Event::SupplementAsked { .. }))));
    assert_eq!(until(local_date(at() + TimeDelta::days(367))), Err(Refusal::DeadlineTooFar));
    assert_eq!(until(NaiveDate::MAX), Err(Refusal::DeadlineTooFar));
}

#[test]
fn a_task_that_moves_is_held_by_nobody_and_waits_on_where_it_waited() {
    let claimed = after(&work(), &[Command::Open, Command::Claim { by: MAI }]);
    let moved = answer(&claimed, &work(), &moving()).expect("allowed").expect("a change");
    assert_eq!((moved.name(), evolve(&moved)), ("moved", Stage::Open));
    let waiting = after(&work(), &[Command::Open, Command::Claim { by: MAI }, asking(MAI), moving()]);
    assert_eq!(waiting, Stage::Paused { by: None, papers: true });
    let elsewhere = Situation { unit: "H35.05.02".into(), ..work() };
    assert_eq!(answer(&claimed, &elsewhere, &moving()), Ok(None));
    let nowhere = Command::Move { from: HERE.into(), to: HERE.into() };
    assert_eq!(answer(&claimed, &work(), &nowhere), Ok(None), "who holds it keeps it");
    let done = after(&work(), &[Command::Open, Command::Claim { by: MAI }, completing(MAI)]);
    assert_eq!(answer(&done, &work(), &moving()), Ok(None));
}

#[test]
fn a_step_opened_after_the_leader_ended_the_dossier_is_closed_from_the_start() {
    let over = Situation { over: true, ..work() };
    let opened = answer(&Stage::Absent, &over, &Command::Open).expect("allowed").expect("a change");
    assert_eq!((opened.name(), evolve(&opened)), ("opened_too_late", Stage::Closed));
    assert_eq!(answer(&evolve(&opened), &over, &Command::Claim { by: MAI }), Err(Refusal::WrongStage));
}
