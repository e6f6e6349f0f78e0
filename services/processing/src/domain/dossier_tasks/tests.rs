//! The rules that read or change several tasks of a dossier.

mod random_commands;

use chrono::NaiveDate;
use motcua_contracts::ids::{AccountId, ProcedureId};
use motcua_office::Role;
use uuid::Uuid;

use super::super::lifecycle::{Decision, Question};
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

fn dossier(tasks: Vec<Task>) -> DossierTasks {
    DossierTasks { tasks, ..DossierTasks::new(DossierId(Uuid::nil())) }
}

#[test]
fn an_opinion_is_queued_in_the_unit_asked_until_its_day_closes() {
    let asking = task(1, "H35.05.04", Stage::Claimed { by: MAI });
    let (mut work, question) = (dossier(vec![asking.clone()]), question(2));
    let event = Event::OpinionRequested { by: MAI, question: question.clone(), stage: asking.stage.clone() };
    let asked = DossierEvent::Task { id: asking.id, event };
    work.apply(&asked, at());
    let open = DossierCommand::Task { id: question.task, command: Command::Open };
    assert_eq!(work.consequences(&asked), [open]);
    let opinion = work.task(question.task).expect("an opinion that is about to be opened");
    assert_eq!((opinion.id, opinion.step.kind, opinion.step.role), (question.task, Kind::Opinion, Role::DeptOfficer));
    assert_eq!((opinion.step.unit.as_str(), opinion.step.agency.as_str()), ("H35.06.01", "H35.05"));
    assert_eq!(opinion.step.due_at.to_rfc3339(), "2021-12-24T10:00:00+00:00");
    assert!(!opinion.withdrawing, "the leader answers for the step");
}

#[test]
fn a_completion_closes_its_opinions_and_a_stop_closes_all() {
    let (asking, other) = (task(1, "H35.05.04", Stage::Claimed { by: MAI }), task(2, "H35.05.04", Stage::Open));
    let (own, of_other) = (opinion(&asking, 3, Stage::Open), opinion(&other, 4, Stage::Open));
    let work = dossier(vec![asking.clone(), other.clone(), own.clone(), of_other.clone()]);
    let closed = |event: Event| -> Vec<TaskId> {
        let closed = |command| match command {
            DossierCommand::Task { id, command: Command::Close } => id,
            other => panic!("{other:?}"),
        };
        work.consequences(&DossierEvent::Task { id: asking.id, event }).into_iter().map(closed).collect()
    };
    assert_eq!(closed(Event::Completed { by: MAI, note: None }), [own.id]);
    let stopped = Event::Stopped { by: MAI, cause: motcua_contracts::StopCause::Other, reason: "r".into() };
    assert_eq!(closed(stopped), [other.id, own.id, of_other.id]);
    assert!(closed(Event::Claimed { by: MAI }).is_empty());
}

#[test]
fn an_opinion_is_work_unless_it_was_closed_unanswered() {
    let asking = task(1, "H35.05.04", Stage::Claimed { by: MAI });
    let given = opinion(&asking, 2, Stage::Done { by: AccountId(Uuid::from_u128(9)), granted: None, note: None });
    let tasks = vec![asking.clone(), given, opinion(&asking, 3, Stage::Closed), opinion(&asking, 4, Stage::Open)];
    let context = dossier(tasks).rule_context(&asking);
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

#[test]
fn a_decision_stands_until_it_is_revoked() {
    let (by, revoke) = (MAI, DossierCommand::RevokeDecision);
    let approval = task(1, "H35.05.02", Stage::Open);
    let (id, mut decided) = (approval.id, dossier(vec![approval]));
    assert_eq!(decided.decide(&revoke, at()), Ok(None), "there is no decision");
    let event = Event::Decided { by, decision: Decision::Granted { note: None } };
    decided.apply(&DossierEvent::Task { id, event }, at());
    assert!(decided.decided);
    let revoked = decided.decide(&revoke, at()).expect("allowed").expect("a change");
    decided.apply(&revoked, at());
    assert_eq!((revoked.name(), decided.decided, decided.decide(&revoke, at())), ("decision_revoked", false, Ok(None)));
    assert_eq!(decided.task(id).and_then(|task| task.stage.done_by()), Some(MAI), "who decided stays on record");
}

#[test]
fn a_stop_is_revoked_with_the_decision() {
    let mut stopped = DossierTasks { stopped: true, ..dossier(Vec::new()) };
    let revoked = stopped.decide(&DossierCommand::RevokeDecision, at()).expect("allowed").expect("a change");
    stopped.apply(&revoked, at());
    assert!(!stopped.stopped);
}

#[test]
fn an_event_is_stored_as_that_of_its_task_or_of_the_dossier() {
    let stored = |event: &DossierEvent| serde_json::to_value(event).expect("JSON");
    let (claimed, id) = (Event::Claimed { by: MAI }, TaskId(Uuid::from_u128(1)));
    let event = DossierEvent::Task { id, event: claimed.clone() };
    assert_eq!(stored(&event), serde_json::to_value(&claimed).expect("JSON"));
    assert_eq!(stored(&event), serde_json::json!({"event": "claimed", "by": MAI}));
    assert_eq!(stored(&DossierEvent::DecisionRevoked), serde_json::json!({"event": "decisionRevoked"}));
}
