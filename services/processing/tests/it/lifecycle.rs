//! Every state of a task with every command and every role: the table in the docs is what the service does.

use std::fmt::Write;

use motcua_contracts::ids::{DossierId, TaskId};
use motcua_contracts::routing::{JourneyStopped, JourneyWithdrawing, StepOpened};
use motcua_kit::auth::Role;
use motcua_testkit::reference::{Answers, ROLES, assert_page};
use motcua_testkit::{Answer, Engine};
use serde_json::{Value, json};

use crate::office::{APPROVAL, DIVISION, Office, WORK, approval_step, work_step};

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

/// A task in this state; who holds it is Mai.
async fn task(office: &Office, state: &str) -> TaskId {
    let task = match state.split(',').next() {
        Some("approval") => approval(office, state).await,
        Some("opinion") => opinion(office, state).await,
        _ => work(office, state).await,
    };
    office.rig.assert_clean().await;
    task
}

async fn act(office: &Office, who: &str, task: TaskId, command: &str) -> Answer {
    office.rig.command(&format!("/v1/tasks/{task}/{command}"), who, &body(command)).await
}

async fn end(office: &Office, dossier: DossierId) {
    let stopped = JourneyStopped { dossier_id: dossier.to_string(), ..Default::default() };
    office.rig.say(dossier.0, &stopped).await;
}

async fn work(office: &Office, state: &str) -> TaskId {
    let dossier = office.dossier(DUE).await;
    let task = TaskId::of_step(dossier, 0, WORK);
    if !state.starts_with("work, open") {
        office.claim(&office.mai, dossier).await.expect(200);
    }
    match state {
        "work, waits for papers" => drop(act(office, &office.mai, task, "supplement-request").await.expect(200)),
        "work, waits for a payment" => drop(act(office, &office.mai, task, "fee-requirement").await.expect(200)),
        "work, done" => drop(act(office, &office.mai, task, "completion").await.expect(200)),
        "work, open, withdrawal asked for" => {
            let wish = JourneyWithdrawing { dossier_id: dossier.to_string(), status: 7 };
            office.rig.say(dossier.0, &wish).await;
        }
        "work, closed" => end(office, dossier).await,
        _ => {}
    }
    task
}

/// Nobody who worked on the dossier decides on it, so that nobody here has.
async fn approval(office: &Office, state: &str) -> TaskId {
    let dossier = office.dossier(DUE).await;
    office.open_step(dossier, &approval_step(dossier, DIVISION)).await;
    let task = TaskId::of_step(dossier, 0, APPROVAL);
    match state {
        "approval, done" => drop(act(office, &office.head, task, "approval").await.expect(200)),
        "approval, closed" => end(office, dossier).await,
        _ => {}
    }
    task
}

/// Another division asks the one that everybody here belongs to.
async fn opinion(office: &Office, state: &str) -> TaskId {
    let dossier = DossierId::mint();
    office.open_step(dossier, &StepOpened { unit: ASKING.into(), ..work_step(dossier, DUE) }).await;
    let asker = office.rig.issuer.somebody(&[Role::DeptOfficer], Some(ASKING));
    office.claim(&asker, dossier).await.expect(200);
    let request = json!({"unit": DIVISION, "question": "Có phù hợp với quy hoạch không?", "dueOn": "2022-03-16"});
    let asked = office.command(&asker, dossier, WORK, "opinions", request).await.expect(201);
    let task: TaskId = asked["id"].as_str().unwrap_or_default().parse().expect("a task");
    if matches!(state, "opinion, claimed" | "opinion, given") {
        act(office, &office.mai, task, "claim").await.expect(200);
    }
    match state {
        "opinion, given" => drop(act(office, &office.mai, task, "completion").await.expect(200)),
        "opinion, closed" => end(office, dossier).await,
        _ => {}
    }
    task
}

/// Everybody with a name for the table: the officer who holds the task, another one, and one of each other role.
fn people(office: &Office) -> Vec<(&'static str, String)> {
    let mut people =
        vec![("dept_officer (who holds it)", office.mai.clone()), ("dept_officer (another)", office.an.clone())];
    let others = ROLES.into_iter().filter(|(_, role)| *role != Role::DeptOfficer);
    people.extend(others.map(|(name, role)| (name, office.rig.issuer.somebody(&[role], Some(DIVISION)))));
    people
}

async fn answers(office: &Office, state: &str, command: &str) -> Answers {
    let mut answers = Answers::default();
    let mut subject = task(office, state).await;
    for (name, token) in people(office) {
        let answer = act(office, &token, subject, command).await;
        let code = answer.status.as_u16();
        assert!(code < 500, "{state} {command} {name}: {}", answer.json);
        if matches!(code, 200 | 201) {
            subject = task(office, state).await;
        }
        answers.note(code, name);
    }
    answers
}

#[tokio::test(flavor = "multi_thread")]
async fn every_state_takes_from_every_role_what_the_docs_say() {
    let office = Office::open(Engine::Sqlite).await;
    let mut table = String::from(
        "# Processing: who may do what with a task in which state\n\nGenerated by a test that sends every command to \
         a task in every state in every role; do not edit.\nEverybody belongs to the unit that holds the task. \
         *Refused* is a 409 or 422 because of the state; *hidden* is a 404; every\nrole that is not named gets a \
         403.\n\n| Task | Command | Takes effect, or did before | Refused | Hidden |\n|---|---|---|---|---|\n",
    );
    for state in STATES {
        for command in COMMANDS {
            let answers = answers(&office, state, command).await;
            let named = answers.count(&[200, 201, 403, 404, 409, 422]);
            // Of the officers there are two.
            assert_eq!(named, ROLES.len() + 1, "{state} {command}: {answers:?}");
            let (done, refused, hidden) = (answers.who(&[200, 201]), answers.who(&[409, 422]), answers.who(&[404]));
            writeln!(table, "| {state} | {command} | {done} | {refused} | {hidden} |").unwrap();
        }
    }
    assert_page(env!("CARGO_TARGET_TMPDIR"), "lifecycle-processing.md", &table);
}
