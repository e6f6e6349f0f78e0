//! The competent leader decides.

use motcua_contracts::ids::DossierId;
use motcua_contracts::processing::ResultDecided;
use motcua_testkit::{Answer, on_both};
use serde_json::{Value, json};

use crate::fixture::{APPROVAL, DIVISION, Fixture, LEADERSHIP, WORK, approval_step};

/// A dossier that the token's owner worked on, with its decision open in `unit`.
async fn decidable(fixture: &Fixture, worker: &str, unit: &str) -> DossierId {
    let dossier = fixture.dossier("2022-03-18 17:00").await;
    fixture.claim(worker, dossier).await.expect(200);
    fixture.complete(worker, dossier).await.expect(200);
    fixture.open_step(dossier, &approval_step(dossier, unit)).await;
    dossier
}

async fn decide(fixture: &Fixture, who: &str, dossier: DossierId, body: Value) -> Answer {
    fixture.command(who, dossier, APPROVAL, "approval", body).await
}

#[tokio::test]
async fn a_decision_publishes_task_completed_and_result_decided() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let dossier = decidable(&fixture, &fixture.mai, LEADERSHIP).await;
        let decided = decide(&fixture, &fixture.leader, dossier, json!({"granted": true})).await.expect(200);
        assert_eq!((&decided["state"], &decided["granted"]), (&json!("done"), &json!(true)));
        assert_eq!(fixture.published().await, ["task.claimed", "task.completed", "task.completed", "result.decided"]);
        let published = &fixture.service.published_of::<ResultDecided>()[0];
        assert!(published.granted);
        assert_eq!((published.agency.as_str(), published.step_number), ("H35.05", APPROVAL));
        assert_eq!(
            (&published.code, published.procedure_id.is_empty()),
            (&approval_step(dossier, LEADERSHIP).code, false)
        );
    })
    .await;
}

#[tokio::test]
async fn a_refusal_requires_a_reason() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let dossier = decidable(&fixture, &fixture.mai, LEADERSHIP).await;
        let answer = decide(&fixture, &fixture.leader, dossier, json!({"granted": false})).await;
        assert_eq!(answer.wrong_fields(), ["/reason"]);
        assert_eq!(answer.expect(422)["code"], "validation");
        let body = json!({"granted": false, "reason": "Không đủ điều kiện"});
        let refused = decide(&fixture, &fixture.leader, dossier, body).await.expect(200);
        assert_eq!(refused["granted"], false);
        fixture.service.assert_clean().await;
        assert!(!fixture.service.published_of::<ResultDecided>()[0].granted);
    })
    .await;
}

#[tokio::test]
async fn an_officer_cannot_decide_a_dossier_they_worked_on() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let dossier = decidable(&fixture, &fixture.head, DIVISION).await;
        let answer = decide(&fixture, &fixture.head, dossier, json!({"granted": true})).await.expect(403);
        assert_eq!(answer["code"], "forbidden");
        assert!(answer["detail"].is_string());
        assert_eq!(fixture.published().await, ["task.claimed", "task.completed"]);
        let other = decidable(&fixture, &fixture.mai, DIVISION).await;
        decide(&fixture, &fixture.head, other, json!({"granted": true})).await.expect(200);
    })
    .await;
}

#[tokio::test]
async fn a_decision_cannot_be_changed() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let dossier = decidable(&fixture, &fixture.mai, LEADERSHIP).await;
        decide(&fixture, &fixture.leader, dossier, json!({"granted": true})).await.expect(200);
        decide(&fixture, &fixture.leader, dossier, json!({"granted": true})).await.expect(200);
        let body = json!({"granted": false, "reason": "Không đủ điều kiện"});
        assert_eq!(decide(&fixture, &fixture.leader, dossier, body).await.expect(409)["code"], "conflict-state");
        fixture.service.assert_clean().await;
        assert_eq!(fixture.service.published_of::<ResultDecided>().len(), 1);
    })
    .await;
}

/// The applicant reads the first reason; a correction of it that has no effect must not look as if it had one.
#[tokio::test]
async fn a_refusal_repeated_with_another_reason_is_refused() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let dossier = decidable(&fixture, &fixture.mai, LEADERSHIP).await;
        let refusal = |reason: &str| json!({"granted": false, "reason": reason});
        decide(&fixture, &fixture.leader, dossier, refusal("Không đủ điều kiện")).await.expect(200);
        decide(&fixture, &fixture.leader, dossier, refusal("Không đủ điều kiện")).await.expect(200);
        let other = decide(&fixture, &fixture.leader, dossier, refusal("Thiếu bản vẽ thiết kế")).await.expect(409);
        assert_eq!(other["code"], "conflict-state");
    })
    .await;
}

#[tokio::test]
async fn work_is_not_decided_and_a_decision_is_not_completed() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let dossier = decidable(&fixture, &fixture.mai, LEADERSHIP).await;
        let answer = fixture.command(&fixture.leader, dossier, APPROVAL, "completion", json!({})).await;
        assert_eq!(answer.expect(409)["code"], "conflict-state");
        let answer = fixture.command(&fixture.mai, dossier, WORK, "approval", json!({"granted": true})).await;
        assert_eq!(answer.expect(409)["code"], "conflict-state");
    })
    .await;
}
