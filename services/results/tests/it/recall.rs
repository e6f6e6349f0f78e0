//! Return for error (9 → 4): an issued result comes back before it is handed over, and another takes its place.

use motcua_contracts::results::{ResultIssued, ResultRecalled};
use motcua_kit::auth::Role;
use motcua_testkit::on_both;
use serde_json::{Value, json};

use crate::office::{AGENCY, Office, collected, edition, path, recall};

async fn recalled(office: &Office, number: u32) -> (motcua_contracts::ids::DossierId, Value) {
    let dossier = office.ready(number).await;
    let answer = office.rig.command(&path(dossier, "/recall"), &office.return_officer, &recall()).await;
    (dossier, answer.expect(200))
}

#[tokio::test(flavor = "multi_thread")]
async fn an_issued_result_with_an_error_comes_back_and_keeps_its_number() {
    on_both(async |engine| {
        let office = Office::open(engine).await;
        let dossier = office.ready(1).await;
        office.rig.set_clock("2022-03-15 09:00");
        let target = path(dossier, "/recall");
        let answer = office.rig.command(&target, &office.return_officer, &recall()).await.expect(200);
        assert_eq!((&answer["state"], &answer["number"]), (&json!("recalled"), &json!("1/2022/H35.05")));
        assert_eq!(answer["recallReason"], recall()["reason"]);
        assert_eq!(answer["recalledAt"], "2022-03-15T02:00:00Z");
        assert_eq!(office.rig.command(&target, &office.return_officer, &recall()).await.expect(200), answer);
        office.hand_over(dossier, &collected()).await.expect(409);
        office.issue(dossier).await.expect(409);
        office.rig.assert_clean().await;
        let said = office.rig.heard_of::<ResultRecalled>();
        assert_eq!(said.len(), 1);
        assert_eq!((said[0].dossier_id.clone(), said[0].agency.as_str()), (dossier.to_string(), AGENCY));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_next_decision_makes_another_document_with_a_number_of_its_own() {
    on_both(async |engine| {
        let office = Office::open(engine).await;
        let (dossier, first) = recalled(&office, 1).await;
        office.decide(dossier, AGENCY, 1, false).await;
        office.rig.settle().await;
        let page = office.rig.get("/v1/results?code=H35.05-220314-0001", &office.clerk).await.expect(200);
        assert_eq!(page["items"].as_array().map(Vec::len), Some(1), "one live document per dossier");
        assert_eq!((&page["items"][0]["state"], &page["items"][0]["edition"]), (&json!("drafted"), &json!(2)));
        let target = edition(dossier, 2, "/issue");
        let second = office.rig.command(&target, &office.clerk, &json!({})).await.expect(200);
        assert_eq!((&second["number"], &second["granted"]), (&json!("2/2022/H35.05"), &json!(false)));
        assert_ne!(second["id"], first["id"]);
        office.complete(dossier).await;
        office.rig.settle().await;
        let target = edition(dossier, 2, "/return");
        office.rig.command(&target, &office.return_officer, &collected()).await.expect(200);
        let old = office.rig.get("/v1/results?state=recalled", &office.clerk).await.expect(200);
        assert_eq!(old["items"][0]["number"], "1/2022/H35.05", "the register keeps it, marked as recalled");
        office.rig.assert_clean().await;
        assert_eq!(office.rig.heard_of::<ResultIssued>().len(), 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_handed_over_or_never_issued_is_not_recalled() {
    on_both(async |engine| {
        let office = Office::open(engine).await;
        let dossier = office.decided(AGENCY, 1).await;
        let target = path(dossier, "/recall");
        office.rig.command(&target, &office.clerk, &recall()).await.expect(409);
        office.issue(dossier).await.expect(200);
        office.complete(dossier).await;
        office.rig.settle().await;
        office.hand_over(dossier, &collected()).await.expect(200);
        let refused = office.rig.command(&target, &office.return_officer, &recall()).await.expect(409);
        assert_eq!(refused["code"], "conflict-state");
        assert_eq!(office.rig.get(&path(dossier, ""), &office.clerk).await.expect(200)["state"], "returned");
        office.rig.assert_clean().await;
        assert!(office.rig.heard_of::<ResultRecalled>().is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recall_needs_a_reason_and_somebody_of_the_agency_that_issued_it() {
    on_both(async |engine| {
        let office = Office::open(engine).await;
        let dossier = office.ready(1).await;
        let target = path(dossier, "/recall");
        for body in [json!({}), json!({"reason": ""}), json!({"reason": "    "}), json!({"reason": null})] {
            let answer = office.rig.command(&target, &office.clerk, &body).await;
            assert_eq!(answer.wrong_fields(), ["/reason"], "{body}");
            answer.expect(422);
        }
        let stranger = office.rig.issuer.somebody(&[Role::Clerk], Some("H35.06.04"));
        office.rig.command(&target, &stranger, &recall()).await.expect(404);
        let seer = office.rig.issuer.somebody(&[Role::Clerk, Role::Auditor], Some("H35.06.04"));
        office.rig.command(&target, &seer, &recall()).await.expect(403);
        let leader = office.rig.issuer.somebody(&[Role::DeptHead], Some("H35.05.03"));
        office.rig.command(&target, &leader, &recall()).await.expect(200);
        office.rig.assert_clean().await;
    })
    .await;
}

/// The completion that the first issue caused may be heard long after the recall: it must not open the hand-over of
/// the document that took the first one's place.
#[tokio::test(flavor = "multi_thread")]
async fn a_late_completion_of_the_recalled_document_opens_nothing() {
    on_both(async |engine| {
        let office = Office::open(engine).await;
        let dossier = office.decided(AGENCY, 1).await;
        office.issue(dossier).await.expect(200);
        office.rig.command(&path(dossier, "/recall"), &office.clerk, &recall()).await.expect(200);
        office.decide(dossier, AGENCY, 1, true).await;
        office.rig.settle().await;
        office.rig.command(&edition(dossier, 2, "/issue"), &office.clerk, &json!({})).await.expect(200);
        office.complete(dossier).await;
        office.rig.settle().await;
        let target = edition(dossier, 2, "/return");
        office.rig.command(&target, &office.return_officer, &collected()).await.expect(409);
        office.complete(dossier).await;
        office.rig.settle().await;
        office.rig.command(&target, &office.return_officer, &collected()).await.expect(200);
        office.rig.assert_clean().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_history_names_who_recalled_it_and_why() {
    on_both(async |engine| {
        let office = Office::open(engine).await;
        let (dossier, _) = recalled(&office, 1).await;
        let target = format!("/v1/dossiers/{dossier}/history/results");
        let history = office.rig.get(&target, &office.clerk).await.expect(200);
        let entries = history["items"].as_array().unwrap();
        let names: Vec<&str> = entries.iter().map(|entry| entry["name"].as_str().unwrap()).collect();
        assert_eq!(names, ["drafted", "issued", "hand_over_opened", "recalled"]);
        assert_eq!((&entries[3]["reason"], &entries[2]["reason"]), (&recall()["reason"], &Value::Null));
        assert_ne!(entries[3]["actor"], entries[2]["actor"]);
        let stranger = office.rig.issuer.somebody(&[Role::Clerk], Some("H35.06.04"));
        office.rig.get(&target, &stranger).await.expect(404);
        let citizen = office.rig.issuer.somebody(&[Role::Citizen], None);
        office.rig.get(&target, &citizen).await.expect(403);
    })
    .await;
}
