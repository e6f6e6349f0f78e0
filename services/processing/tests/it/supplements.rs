//! Asking for papers: once per dossier, and the task is paused.

use motcua_contracts::processing::SupplementRequested;
use motcua_testkit::on_both;
use serde_json::json;

use crate::fixture::{Fixture, WORK};

const DUE: &str = "2022-03-18 17:00";

#[tokio::test]
async fn a_supplement_request_pauses_the_task_and_keeps_its_claim() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let dossier = fixture.dossier(DUE).await;
        fixture.claim(&fixture.mai, dossier).await.expect(200);
        let asked = fixture.ask(&fixture.mai, dossier).await.expect(200);
        assert_eq!((&asked["state"], &asked["claimedByMe"]), (&json!("paused"), &json!(true)));
        assert_eq!(asked["supplement"]["papers"], json!(["Bản sao giấy phép"]));
        fixture.pause(dossier).await;
        assert_eq!(fixture.complete(&fixture.mai, dossier).await.expect(409)["code"], "conflict-state");
        fixture.resume(dossier, "2022-04-05 17:00").await;
        let done = fixture.complete(&fixture.mai, dossier).await.expect(200);
        assert_eq!(done["dossierDueAt"], "2022-04-05T10:00:00Z");
        assert_eq!(fixture.published().await, ["task.claimed", "supplement.requested", "task.completed"]);
        assert_eq!(fixture.service.published_of::<SupplementRequested>()[0].deadline, "2022-04-01");
    })
    .await;
}

#[tokio::test]
async fn papers_are_asked_for_once() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let dossier = fixture.dossier(DUE).await;
        fixture.claim(&fixture.mai, dossier).await.expect(200);
        fixture.ask(&fixture.mai, dossier).await.expect(200);
        assert_eq!(fixture.ask(&fixture.mai, dossier).await.expect(409)["code"], "conflict-state");
        fixture.resume(dossier, "2022-04-05 17:00").await;
        assert_eq!(fixture.ask(&fixture.mai, dossier).await.expect(409)["code"], "conflict-state");
        assert_eq!(fixture.published().await, ["task.claimed", "supplement.requested"]);
    })
    .await;
}

#[tokio::test]
async fn only_the_claimer_asks_and_the_deadline_lies_after_today_within_a_year() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let dossier = fixture.dossier(DUE).await;
        assert_eq!(fixture.ask(&fixture.mai, dossier).await.expect(409)["code"], "conflict-state");
        fixture.claim(&fixture.mai, dossier).await.expect(200);
        assert_eq!(fixture.ask(&fixture.an, dossier).await.expect(403)["code"], "forbidden");
        // Today is the 14th.
        for day in ["0001-01-01", "2022-03-14", "2023-03-16", "9999-12-31"] {
            let body = json!({"reason": "Bản sao đã hết hiệu lực", "papers": ["Bản sao"], "deadline": day});
            let answer = fixture.command(&fixture.mai, dossier, WORK, "supplement-request", body).await;
            assert_eq!(answer.wrong_fields(), ["/deadline"], "{day}");
        }
        assert_eq!(fixture.published().await, ["task.claimed"]);
    })
    .await;
}

#[tokio::test]
async fn an_open_task_is_claimable_again_after_a_pause() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let dossier = fixture.dossier(DUE).await;
        fixture.pause(dossier).await;
        assert_eq!(fixture.claim(&fixture.mai, dossier).await.expect(409)["code"], "conflict-state");
        assert_eq!(fixture.listed(&fixture.mai, "state=paused").await.len(), 1);
        fixture.resume(dossier, "2022-04-05 17:00").await;
        fixture.claim(&fixture.mai, dossier).await.expect(200);
    })
    .await;
}
