//! What follows for the other tasks of a dossier, each as a sentence.

mod walks;

use chrono::NaiveDate;
use motcua_contracts::ids::{AccountId, DossierId, ProcedureId};
use motcua_kit::auth::Role;
use uuid::Uuid;

use super::super::{Question, Step};
use super::*;

const MAI: AccountId = AccountId(Uuid::from_u128(1));

fn at() -> DateTime<Utc> {
    DateTime::from_timestamp(1_640_000_000, 0).expect("a moment")
}

fn task(id: u128, unit: &str, stage: Stage) -> Task {
    let step = Step {
        dossier: DossierId(Uuid::nil()),
        code: "H35.05-211220-0001".into(),
        procedure: ProcedureId(Uuid::nil()),
        agency: "H35.05".into(),
        number: 2,
        kind: Kind::Work,
        name: "Thẩm định".into(),
        unit: unit.into(),
        role: Role::DeptOfficer,
        due_at: at(),
        dossier_due_at: at(),
        withdrawing: true,
    };
    Task { stage, ..Task::new(TaskId(Uuid::from_u128(id)), step, at()) }
}

fn question(id: u128) -> Question {
    let due_on = NaiveDate::from_ymd_opt(2021, 12, 24).expect("a day");
    Question { task: TaskId(Uuid::from_u128(id)), unit: "H35.06.01".into(), text: "Q".into(), due_on }
}

fn opinion(asking: &Task, id: u128, stage: Stage) -> Task {
    Task { stage, ..Task::of_opinion(asking, &question(id), at()) }
}

#[test]
fn an_opinion_stands_in_the_queue_of_the_unit_asked_until_that_day_closes() {
    let asking = task(1, "H35.05.04", Stage::Claimed { by: MAI });
    let (work, question) = (Work { tasks: vec![asking.clone()], over: false }, question(2));
    let asked = Event::OpinionAsked { by: MAI, question: question.clone(), stage: asking.stage.clone() };
    let follows = work.consequences(&asking, &asked, at());
    let [(opinion, Command::Open)] = follows.as_slice() else { panic!("{follows:?}") };
    assert_eq!((opinion.id, opinion.step.kind, opinion.step.role), (question.task, Kind::Opinion, Role::DeptOfficer));
    assert_eq!((opinion.step.unit.as_str(), opinion.step.agency.as_str()), ("H35.06.01", "H35.05"));
    assert_eq!(opinion.step.due_at.to_rfc3339(), "2021-12-24T10:00:00+00:00");
    assert!(!opinion.withdrawing, "the leader answers for the step");
}

#[test]
fn a_completed_step_closes_the_opinions_it_asked_for_and_a_stop_closes_all() {
    let (asking, other) = (task(1, "H35.05.04", Stage::Claimed { by: MAI }), task(2, "H35.05.04", Stage::Open));
    let (own, of_other) = (opinion(&asking, 3, Stage::Open), opinion(&other, 4, Stage::Open));
    let work = Work { tasks: vec![asking.clone(), other.clone(), own.clone(), of_other.clone()], over: false };
    let closed = |event: &Event| -> Vec<TaskId> {
        work.consequences(&asking, event, at()).into_iter().map(|(task, _)| task.id).collect()
    };
    assert_eq!(closed(&Event::Completed { by: MAI, note: None }), [own.id]);
    let stopped = Event::Stopped { by: MAI, cause: super::super::Cause::Other, reason: "r".into() };
    assert_eq!(closed(&stopped), [other.id, own.id, of_other.id]);
    assert!(closed(&Event::Claimed { by: MAI }).is_empty());
}

#[test]
fn who_gave_an_opinion_is_a_worker_and_what_was_closed_unanswered_does_not_count() {
    let asking = task(1, "H35.05.04", Stage::Claimed { by: MAI });
    let given = opinion(&asking, 2, Stage::Done { by: AccountId(Uuid::from_u128(9)), granted: None });
    let tasks = vec![asking.clone(), given, opinion(&asking, 3, Stage::Closed), opinion(&asking, 4, Stage::Open)];
    let situation = Work { tasks, over: false }.situation(&asking);
    assert_eq!(situation.workers, [AccountId(Uuid::from_u128(9))]);
    assert_eq!((situation.opinions, situation.awaited), (2, vec!["H35.06.01".to_owned()]));
}

#[test]
fn a_task_that_moves_keeps_the_agency_that_was_competent() {
    let event = Event::Moved { from: "H35.05.04".into(), to: "H35.07.01".into(), stage: Stage::Open };
    let step = task(1, "H35.05.04", Stage::Open).after(&event, at()).step;
    assert_eq!((step.unit.as_str(), step.agency.as_str()), ("H35.07.01", "H35.05"));
}
