//! Asking for papers: once per dossier, and the task waits meanwhile.

use motcua_contracts::processing::SupplementRequested;
use motcua_testkit::on_both;
use serde_json::json;

use crate::office::{Office, WORK};

const DUE: &str = "2022-03-18 17:00";

#[tokio::test]
async fn a_supplement_request_pauses_the_task_and_the_same_officer_goes_on() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let dossier = office.dossier(DUE).await;
        office.claim(&office.mai, dossier).await.expect(200);
        let asked = office.ask(&office.mai, dossier).await.expect(200);
        assert_eq!((&asked["state"], &asked["claimedByMe"]), (&json!("paused"), &json!(true)));
        assert_eq!(asked["supplement"]["papers"], json!(["Bản sao giấy phép"]));
        office.pause(dossier).await;
        assert_eq!(office.complete(&office.mai, dossier).await.expect(409)["code"], "conflict-state");
        office.resume(dossier, "2022-04-05 17:00").await;
        let done = office.complete(&office.mai, dossier).await.expect(200);
        assert_eq!(done["dossierDueAt"], "2022-04-05T10:00:00Z");
        assert_eq!(office.said().await, ["task.claimed", "supplement.requested", "task.completed"]);
        assert_eq!(office.rig.heard_of::<SupplementRequested>()[0].deadline, "2022-04-01");
    })
    .await;
}

#[tokio::test]
async fn papers_are_asked_for_once() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let dossier = office.dossier(DUE).await;
        office.claim(&office.mai, dossier).await.expect(200);
        office.ask(&office.mai, dossier).await.expect(200);
        assert_eq!(office.ask(&office.mai, dossier).await.expect(409)["code"], "conflict-state");
        office.resume(dossier, "2022-04-05 17:00").await;
        assert_eq!(office.ask(&office.mai, dossier).await.expect(409)["code"], "conflict-state");
        assert_eq!(office.said().await, ["task.claimed", "supplement.requested"]);
    })
    .await;
}

#[tokio::test]
async fn only_the_claimer_asks_and_the_deadline_lies_after_today_within_a_year() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let dossier = office.dossier(DUE).await;
        assert_eq!(office.ask(&office.mai, dossier).await.expect(409)["code"], "conflict-state");
        office.claim(&office.mai, dossier).await.expect(200);
        assert_eq!(office.ask(&office.an, dossier).await.expect(403)["code"], "forbidden");
        // Today is the 14th.
        for day in ["0001-01-01", "2022-03-14", "2023-03-16", "9999-12-31"] {
            let body = json!({"reason": "Bản sao đã hết hiệu lực", "papers": ["Bản sao"], "deadline": day});
            let answer = office.command(&office.mai, dossier, WORK, "supplement-request", body).await;
            assert_eq!(answer.wrong_fields(), ["/deadline"], "{day}");
        }
        assert_eq!(office.said().await, ["task.claimed"]);
    })
    .await;
}

#[tokio::test]
async fn a_dossier_that_waits_gives_its_open_task_back_to_the_queue() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let dossier = office.dossier(DUE).await;
        office.pause(dossier).await;
        assert_eq!(office.claim(&office.mai, dossier).await.expect(409)["code"], "conflict-state");
        assert_eq!(office.listed(&office.mai, "state=paused").await.len(), 1);
        office.resume(dossier, "2022-04-05 17:00").await;
        office.claim(&office.mai, dossier).await.expect(200);
    })
    .await;
}
