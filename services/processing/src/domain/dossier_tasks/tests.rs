//! The rules that read or change several tasks of a dossier.

mod random_commands;

use chrono::NaiveDate;
use motcua_contracts::ids::{AccountId, DossierId, ProcedureId};
use motcua_office::Role;
use uuid::Uuid;

use super::super::lifecycle::Question;
use super::super::step::Step;
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
fn an_opinion_is_queued_in_the_unit_asked_until_its_day_closes() {
    let asking = task(1, "H35.05.04", Stage::Claimed { by: MAI });
    let (work, question) = (DossierTasks { tasks: vec![asking.clone()], stopped: false }, question(2));
    let asked = Event::OpinionAsked { by: MAI, question: question.clone(), stage: asking.stage.clone() };
    let follows = work.consequences(&asking, &asked, at());
    let [(opinion, Command::Open)] = follows.as_slice() else { panic!("{follows:?}") };
    assert_eq!((opinion.id, opinion.step.kind, opinion.step.role), (question.task, Kind::Opinion, Role::DeptOfficer));
    assert_eq!((opinion.step.unit.as_str(), opinion.step.agency.as_str()), ("H35.06.01", "H35.05"));
    assert_eq!(opinion.step.due_at.to_rfc3339(), "2021-12-24T10:00:00+00:00");
    assert!(!opinion.withdrawing, "the leader answers for the step");
}

#[test]
fn a_completion_closes_its_opinions_and_a_stop_closes_all() {
    let (asking, other) = (task(1, "H35.05.04", Stage::Claimed { by: MAI }), task(2, "H35.05.04", Stage::Open));
    let (own, of_other) = (opinion(&asking, 3, Stage::Open), opinion(&other, 4, Stage::Open));
    let work =
        DossierTasks { tasks: vec![asking.clone(), other.clone(), own.clone(), of_other.clone()], stopped: false };
    let closed = |event: &Event| -> Vec<TaskId> {
        work.consequences(&asking, event, at()).into_iter().map(|(task, _)| task.id).collect()
    };
    assert_eq!(closed(&Event::Completed { by: MAI, note: None }), [own.id]);
    let stopped = Event::Stopped { by: MAI, cause: motcua_contracts::StopCause::Other, reason: "r".into() };
    assert_eq!(closed(&stopped), [other.id, own.id, of_other.id]);
    assert!(closed(&Event::Claimed { by: MAI }).is_empty());
}

#[test]
fn an_opinion_is_work_unless_it_was_closed_unanswered() {
    let asking = task(1, "H35.05.04", Stage::Claimed { by: MAI });
    let given = opinion(&asking, 2, Stage::Done { by: AccountId(Uuid::from_u128(9)), granted: None });
    let tasks = vec![asking.clone(), given, opinion(&asking, 3, Stage::Closed), opinion(&asking, 4, Stage::Open)];
    let context = DossierTasks { tasks, stopped: false }.rule_context(&asking);
    assert_eq!(context.workers, [AccountId(Uuid::from_u128(9))]);
    assert_eq!((context.opinions, context.awaited), (2, vec!["H35.06.01".into()]));
}

#[test]
fn a_moved_task_keeps_the_competent_agency() {
    let event = Event::Moved { from: "H35.05.04".into(), to: "H35.07.01".into(), stage: Stage::Open };
    let mut moved = task(1, "H35.05.04", Stage::Open);
    moved.apply(&event, at());
    let step = moved.step;
    assert_eq!((step.unit.as_str(), step.agency.as_str()), ("H35.07.01", "H35.05"));
}
