//! Return for error (9 → 4): an issued result comes back before it is handed over, and another takes its place.

use motcua_contracts::results::{ResultIssued, ResultRecalled};
use motcua_office::Role;
use motcua_testkit::on_both;
use serde_json::{Value, json};

use crate::fixture::{AGENCY, Fixture, collected, edition, path, recall};

async fn recalled(fixture: &Fixture, number: u32) -> (motcua_contracts::ids::DossierId, Value) {
    let dossier = fixture.ready(number).await;
    let answer = fixture.service.command(&path(dossier, "/recall"), &fixture.return_officer, &recall()).await;
    (dossier, answer.expect(200))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recalled_result_keeps_its_number() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let dossier = fixture.ready(1).await;
        fixture.service.set_clock("2022-03-15 09:00");
        let target = path(dossier, "/recall");
        let answer = fixture.service.command(&target, &fixture.return_officer, &recall()).await.expect(200);
        assert_eq!((&answer["state"], &answer["number"]), (&json!("recalled"), &json!("1/2022/H35.05")));
        assert_eq!(answer["recallReason"], recall()["reason"]);
        assert_eq!(answer["recalledAt"], "2022-03-15T02:00:00Z");
        assert_eq!(fixture.service.command(&target, &fixture.return_officer, &recall()).await.expect(200), answer);
        fixture.hand_over(dossier, &collected()).await.expect(409);
        fixture.issue(dossier).await.expect(409);
        fixture.service.assert_clean().await;
        let published = fixture.service.published_of::<ResultRecalled>();
        assert_eq!(published.len(), 1);
        assert_eq!((published[0].dossier_id.clone(), published[0].agency.as_str()), (dossier.to_string(), AGENCY));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_decision_after_a_recall_makes_a_document_with_its_own_number() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let (dossier, first) = recalled(&fixture, 1).await;
        fixture.decide(dossier, AGENCY, 1, false).await;
        fixture.service.settle().await;
        let page = fixture.service.get("/v1/results?code=H35.05-220314-0001", &fixture.clerk).await.expect(200);
        assert_eq!(page["items"].as_array().map(Vec::len), Some(1), "one live document per dossier");
        assert_eq!((&page["items"][0]["state"], &page["items"][0]["edition"]), (&json!("drafted"), &json!(2)));
        let target = edition(dossier, 2, "/issue");
        let second = fixture.service.command(&target, &fixture.clerk, &json!({})).await.expect(200);
        assert_eq!((&second["number"], &second["granted"]), (&json!("2/2022/H35.05"), &json!(false)));
        assert_ne!(second["id"], first["id"]);
        fixture.complete(dossier).await;
        fixture.service.settle().await;
        let target = edition(dossier, 2, "/return");
        fixture.service.command(&target, &fixture.return_officer, &collected()).await.expect(200);
        let old = fixture.service.get("/v1/results?state=recalled", &fixture.clerk).await.expect(200);
        assert_eq!(old["items"][0]["number"], "1/2022/H35.05", "the register keeps it, marked as recalled");
        fixture.service.assert_clean().await;
        assert_eq!(fixture.service.published_of::<ResultIssued>().len(), 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_returned_or_unissued_result_cannot_be_recalled() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let dossier = fixture.decided(AGENCY, 1).await;
        let target = path(dossier, "/recall");
        fixture.service.command(&target, &fixture.clerk, &recall()).await.expect(409);
        fixture.issue(dossier).await.expect(200);
        fixture.complete(dossier).await;
        fixture.service.settle().await;
        fixture.hand_over(dossier, &collected()).await.expect(200);
        let refused = fixture.service.command(&target, &fixture.return_officer, &recall()).await.expect(409);
        assert_eq!(refused["code"], "conflict-state");
        assert_eq!(fixture.service.get(&path(dossier, ""), &fixture.clerk).await.expect(200)["state"], "returned");
        fixture.service.assert_clean().await;
        assert!(fixture.service.published_of::<ResultRecalled>().is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recall_requires_a_reason_and_staff_of_the_agency() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let dossier = fixture.ready(1).await;
        let target = path(dossier, "/recall");
        for body in [json!({}), json!({"reason": ""}), json!({"reason": "    "}), json!({"reason": null})] {
            let answer = fixture.service.command(&target, &fixture.clerk, &body).await;
            assert_eq!(answer.wrong_fields(), ["/reason"], "{body}");
            answer.expect(422);
        }
        let stranger = fixture.service.issuer.somebody(&[Role::Clerk], Some("H35.06.04"));
        fixture.service.command(&target, &stranger, &recall()).await.expect(404);
        let seer = fixture.service.issuer.somebody(&[Role::Clerk, Role::Auditor], Some("H35.06.04"));
        fixture.service.command(&target, &seer, &recall()).await.expect(403);
        let leader = fixture.service.issuer.somebody(&[Role::DeptHead], Some("H35.05.03"));
        fixture.service.command(&target, &leader, &recall()).await.expect(200);
        fixture.service.assert_clean().await;
    })
    .await;
}

/// The completion that the first issue caused may arrive long after the recall: it must not open the hand-over of the
/// document that replaced the first one.
#[tokio::test(flavor = "multi_thread")]
async fn a_late_completion_of_a_recalled_document_opens_no_hand_over() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let dossier = fixture.decided(AGENCY, 1).await;
        fixture.issue(dossier).await.expect(200);
        fixture.service.command(&path(dossier, "/recall"), &fixture.clerk, &recall()).await.expect(200);
        fixture.decide(dossier, AGENCY, 1, true).await;
        fixture.service.settle().await;
        fixture.service.command(&edition(dossier, 2, "/issue"), &fixture.clerk, &json!({})).await.expect(200);
        fixture.complete(dossier).await;
        fixture.service.settle().await;
        let target = edition(dossier, 2, "/return");
        fixture.service.command(&target, &fixture.return_officer, &collected()).await.expect(409);
        fixture.complete(dossier).await;
        fixture.service.settle().await;
        fixture.service.command(&target, &fixture.return_officer, &collected()).await.expect(200);
        fixture.service.assert_clean().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_history_shows_actor_and_reason_of_a_recall() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let (dossier, _) = recalled(&fixture, 1).await;
        let target = format!("/v1/dossiers/{dossier}/history/results");
        let history = fixture.service.get(&target, &fixture.clerk).await.expect(200);
        let entries = history["items"].as_array().unwrap();
        let names: Vec<&str> = entries.iter().map(|entry| entry["name"].as_str().unwrap()).collect();
        assert_eq!(names, ["drafted", "issued", "hand_over_opened", "recalled"]);
        assert_eq!((&entries[3]["reason"], &entries[2]["reason"]), (&recall()["reason"], &Value::Null));
        assert_ne!(entries[3]["actor"], entries[2]["actor"]);
        let stranger = fixture.service.issuer.somebody(&[Role::Clerk], Some("H35.06.04"));
        fixture.service.get(&target, &stranger).await.expect(404);
        let citizen = fixture.service.issuer.somebody(&[Role::Citizen], None);
        fixture.service.get(&target, &citizen).await.expect(403);
    })
    .await;
}
