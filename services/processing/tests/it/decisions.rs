//! The competent leader decides.

use motcua_contracts::ids::DossierId;
use motcua_contracts::processing::ResultDecided;
use motcua_testkit::{Answer, on_both};
use serde_json::{Value, json};

use crate::office::{APPROVAL, DIVISION, LEADERSHIP, Office, WORK, approval_step};

/// A dossier that the token's owner worked on, with its decision open in `unit`.
async fn decidable(office: &Office, worker: &str, unit: &str) -> DossierId {
    let dossier = office.dossier("2022-03-18 17:00").await;
    office.claim(worker, dossier).await.expect(200);
    office.complete(worker, dossier).await.expect(200);
    office.open_step(dossier, &approval_step(dossier, unit)).await;
    dossier
}

async fn decide(office: &Office, who: &str, dossier: DossierId, body: Value) -> Answer {
    office.command(who, dossier, APPROVAL, "approval", body).await
}

#[tokio::test]
async fn a_decision_says_that_the_task_is_done_and_what_was_decided() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let dossier = decidable(&office, &office.mai, LEADERSHIP).await;
        let decided = decide(&office, &office.leader, dossier, json!({"granted": true})).await.expect(200);
        assert_eq!((&decided["state"], &decided["granted"]), (&json!("done"), &json!(true)));
        assert_eq!(office.said().await, ["task.claimed", "task.completed", "task.completed", "result.decided"]);
        let said = &office.rig.heard_of::<ResultDecided>()[0];
        assert!(said.granted);
        assert_eq!((said.agency.as_str(), said.step_number), ("H35.05", APPROVAL));
        assert_eq!((&said.code, said.procedure_id.is_empty()), (&approval_step(dossier, LEADERSHIP).code, false));
    })
    .await;
}

#[tokio::test]
async fn a_refusal_needs_its_reason() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let dossier = decidable(&office, &office.mai, LEADERSHIP).await;
        let answer = decide(&office, &office.leader, dossier, json!({"granted": false})).await;
        assert_eq!(answer.wrong_fields(), ["/reason"]);
        assert_eq!(answer.expect(422)["code"], "validation");
        let body = json!({"granted": false, "reason": "Không đủ điều kiện"});
        let refused = decide(&office, &office.leader, dossier, body).await.expect(200);
        assert_eq!(refused["granted"], false);
        office.rig.assert_clean().await;
        assert!(!office.rig.heard_of::<ResultDecided>()[0].granted);
    })
    .await;
}

#[tokio::test]
async fn nobody_decides_what_they_worked_on() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let dossier = decidable(&office, &office.head, DIVISION).await;
        let answer = decide(&office, &office.head, dossier, json!({"granted": true})).await.expect(403);
        assert_eq!(answer["code"], "forbidden");
        assert!(answer["detail"].is_string());
        assert_eq!(office.said().await, ["task.claimed", "task.completed"]);
        let other = decidable(&office, &office.mai, DIVISION).await;
        decide(&office, &office.head, other, json!({"granted": true})).await.expect(200);
    })
    .await;
}

#[tokio::test]
async fn a_decision_stands() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let dossier = decidable(&office, &office.mai, LEADERSHIP).await;
        decide(&office, &office.leader, dossier, json!({"granted": true})).await.expect(200);
        decide(&office, &office.leader, dossier, json!({"granted": true})).await.expect(200);
        let body = json!({"granted": false, "reason": "Không đủ điều kiện"});
        assert_eq!(decide(&office, &office.leader, dossier, body).await.expect(409)["code"], "conflict-state");
        office.rig.assert_clean().await;
        assert_eq!(office.rig.heard_of::<ResultDecided>().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn work_is_not_decided_and_a_decision_is_not_completed() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let dossier = decidable(&office, &office.mai, LEADERSHIP).await;
        let answer = office.command(&office.leader, dossier, APPROVAL, "completion", json!({})).await;
        assert_eq!(answer.expect(409)["code"], "conflict-state");
        let answer = office.command(&office.mai, dossier, WORK, "approval", json!({"granted": true})).await;
        assert_eq!(answer.expect(409)["code"], "conflict-state");
    })
    .await;
}
