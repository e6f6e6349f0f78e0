//! Every state of a task with every command and every role: the table in the docs is what the service does.

use std::fmt::Write;

use motcua_contracts::ids::{DossierId, TaskId};
use motcua_contracts::routing::{JourneyStopped, JourneyWithdrawing, StepOpened};
use motcua_office::Role;
use motcua_testkit::reference::{OutcomesByStatus, ROLES, assert_page};
use motcua_testkit::{Answer, Engine};
use serde_json::{Value, json};

use crate::fixture::{APPROVAL, DIVISION, Fixture, WORK, approval_step, work_step};

const DUE: &str = "2022-03-18 17:00";
/// Another division of the agency, that asks for opinions.
const ASKING: &str = "H35.05.03";
/// A unit whose opinion is asked for.
const ASKED: &str = "H35.06.04";
const STATES: [&str; 14] = [
    "work, open",
    "work, claimed",
    "work, waits for papers",
    "work, waits for a payment",
    "work, open, withdrawal asked for",
    "work, done",
    "work, closed",
    "approval, open",
    "approval, done",
    "approval, closed",
    "opinion, open",
    "opinion, claimed",
    "opinion, given",
    "opinion, closed",
];
const COMMANDS: [&str; 9] = [
    "claim",
    "completion",
    "opinions",
    "supplement-request",
    "fee-requirement",
    "approval",
    "extension",
    "stop",
    "withdrawal-refusal",
];

fn body(command: &str) -> Value {
    let reason = "Lý do được nêu rõ";
    match command {
        "supplement-request" => json!({"reason": reason, "papers": ["Bản sao giấy phép"], "deadline": "2022-04-01"}),
        "fee-requirement" => json!({"amountVnd": 50_000, "reason": reason}),
        "approval" => json!({"granted": true}),
        "completion" => json!({"note": "Phù hợp với quy hoạch"}),
        "opinions" => json!({"unit": ASKED, "question": "Có phù hợp với quy hoạch không?", "dueOn": "2022-03-16"}),
        "extension" => json!({"promisedOn": "2022-03-30", "reason": reason}),
        "stop" => json!({"cause": "other", "reason": reason}),
        "withdrawal-refusal" => json!({ "reason": reason }),
        _ => json!({}),
    }
}

/// A task in this state, claimed by Mai where it is claimed.
async fn task(fixture: &Fixture, state: &str) -> TaskId {
    let task = match state.split(',').next() {
        Some("approval") => approval(fixture, state).await,
        Some("opinion") => opinion(fixture, state).await,
        _ => work(fixture, state).await,
    };
    fixture.service.assert_clean().await;
    task
}

async fn act(fixture: &Fixture, who: &str, task: TaskId, command: &str) -> Answer {
    fixture.service.command(&format!("/v1/tasks/{task}/{command}"), who, &body(command)).await
}

async fn end(fixture: &Fixture, dossier: DossierId) {
    let stopped = JourneyStopped { dossier_id: dossier.to_string(), ..Default::default() };
    fixture.service.publish(dossier.0, &stopped).await;
}

async fn work(fixture: &Fixture, state: &str) -> TaskId {
    let dossier = fixture.dossier(DUE).await;
    let task = TaskId::of_step(dossier, 0, WORK);
    if !state.starts_with("work, open") {
        fixture.claim(&fixture.mai, dossier).await.expect(200);
    }
    match state {
        "work, waits for papers" => drop(act(fixture, &fixture.mai, task, "supplement-request").await.expect(200)),
        "work, waits for a payment" => drop(act(fixture, &fixture.mai, task, "fee-requirement").await.expect(200)),
        "work, done" => drop(act(fixture, &fixture.mai, task, "completion").await.expect(200)),
        "work, open, withdrawal asked for" => {
            let request = JourneyWithdrawing { dossier_id: dossier.to_string(), status: 7 };
            fixture.service.publish(dossier.0, &request).await;
        }
        "work, closed" => end(fixture, dossier).await,
        _ => {}
    }
    task
}

/// An officer who worked on a dossier cannot decide it, so the work of this one is not done.
async fn approval(fixture: &Fixture, state: &str) -> TaskId {
    let dossier = fixture.dossier(DUE).await;
    fixture.open_step(dossier, &approval_step(dossier, DIVISION)).await;
    let task = TaskId::of_step(dossier, 0, APPROVAL);
    match state {
        "approval, done" => drop(act(fixture, &fixture.head, task, "approval").await.expect(200)),
        "approval, closed" => end(fixture, dossier).await,
        _ => {}
    }
    task
}

/// Another division asks the one that everybody here belongs to.
async fn opinion(fixture: &Fixture, state: &str) -> TaskId {
    let dossier = DossierId::mint();
    fixture.open_step(dossier, &StepOpened { unit: ASKING.into(), ..work_step(dossier, DUE) }).await;
    let asker = fixture.service.issuer.somebody(&[Role::DeptOfficer], Some(ASKING));
    fixture.claim(&asker, dossier).await.expect(200);
    let request = json!({"unit": DIVISION, "question": "Có phù hợp với quy hoạch không?", "dueOn": "2022-03-16"});
    let asked = fixture.command(&asker, dossier, WORK, "opinions", request).await.expect(201);
    let task: TaskId = asked["id"].as_str().unwrap_or_default().parse().expect("a task");
    if matches!(state, "opinion, claimed" | "opinion, given") {
        act(fixture, &fixture.mai, task, "claim").await.expect(200);
    }
    match state {
        "opinion, given" => drop(act(fixture, &fixture.mai, task, "completion").await.expect(200)),
        "opinion, closed" => end(fixture, dossier).await,
        _ => {}
    }
    task
}

/// Everybody with a name for the table: the officer who holds the task, another one, and one of each other role.
fn people(fixture: &Fixture) -> Vec<(&'static str, String)> {
    let mut people =
        vec![("dept_officer (who holds it)", fixture.mai.clone()), ("dept_officer (another)", fixture.an.clone())];
    let others = ROLES.into_iter().filter(|(_, role)| *role != Role::DeptOfficer);
    people.extend(others.map(|(name, role)| (name, fixture.service.issuer.somebody(&[role], Some(DIVISION)))));
    people
}

async fn answers(fixture: &Fixture, state: &str, command: &str) -> OutcomesByStatus {
    let mut answers = OutcomesByStatus::default();
    let mut subject = task(fixture, state).await;
    for (name, token) in people(fixture) {
        let answer = act(fixture, &token, subject, command).await;
        let code = answer.status.as_u16();
        assert!(code < 500, "{state} {command} {name}: {}", answer.json);
        if matches!(code, 200 | 201) {
            subject = task(fixture, state).await;
        }
        answers.record(code, name);
    }
    answers
}

#[tokio::test(flavor = "multi_thread")]
async fn the_lifecycle_page_matches_every_state_command_and_role() {
    let fixture = Fixture::start(Engine::Sqlite).await;
    let mut table = String::from(
        "# Processing: who may do what with a task in which state\n\nGenerated by a test that sends every command to \
         a task in every state in every role; do not edit.\nEverybody belongs to the unit that holds the task. \
         *Refused* is a 409 or 422 because of the state; *hidden* is a 404; every\nrole that is not named gets a \
         403.\n\n| Task | Command | Takes effect, or did before | Refused | Hidden |\n|---|---|---|---|---|\n",
    );
    for state in STATES {
        for command in COMMANDS {
            let answers = answers(&fixture, state, command).await;
            let named = answers.count(&[200, 201, 403, 404, 409, 422]);
            // Of the officers there are two.
            assert_eq!(named, ROLES.len() + 1, "{state} {command}: {answers:?}");
            let (done, refused, hidden) =
                (answers.names(&[200, 201]), answers.names(&[409, 422]), answers.names(&[404]));
            writeln!(table, "| {state} | {command} | {done} | {refused} | {hidden} |").unwrap();
        }
    }
    assert_page("lifecycle-processing.md", &table);
}
