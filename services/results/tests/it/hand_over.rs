//! The hand-over: when it opens, what it needs, what it says and what it keeps to itself.

use motcua_contracts::ids::DossierId;
use motcua_contracts::results::ResultReturned;
use motcua_kit::auth::Role;
use motcua_testkit::on_both;
use serde_json::json;

use crate::office::{AGENCY, Office, collected, path};

#[tokio::test(flavor = "multi_thread")]
async fn a_ready_result_is_handed_over_once() {
    on_both(async |engine| {
        let office = Office::open(engine).await;
        let dossier = office.ready(1).await;
        office.rig.set_clock("2022-03-15 14:00");
        let returned = office.hand_over(dossier, &collected()).await.expect(200);
        assert_eq!((&returned["state"], &returned["way"]), (&json!("returned"), &json!("counter")));
        assert_eq!(returned["returnedAt"], "2022-03-15T07:00:00Z");
        assert_eq!(office.hand_over(dossier, &collected()).await.expect(200), returned);
        let other = office.hand_over(dossier, &json!({"way": "post"})).await.expect(409);
        assert_eq!(other["code"], "conflict-state");
        office.rig.assert_clean().await;
        let said = office.rig.heard_of::<ResultReturned>();
        assert_eq!(said.len(), 1);
        assert_eq!((said[0].agency.as_str(), said[0].way.as_str()), (AGENCY, "counter"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_handed_over_before_the_journey_is_completed() {
    on_both(async |engine| {
        let office = Office::open(engine).await;
        let dossier = office.decided(AGENCY, 1).await;
        assert_eq!(office.hand_over(dossier, &collected()).await.expect(409)["code"], "conflict-state");
        office.issue(dossier).await.expect(200);
        assert_eq!(office.hand_over(dossier, &collected()).await.expect(409)["code"], "conflict-state");
        office.complete(dossier).await;
        office.rig.settle().await;
        office.hand_over(dossier, &collected()).await.expect(200);
        office.rig.assert_clean().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_journey_completed_too_early_waits_for_the_issue() {
    on_both(async |engine| {
        let office = Office::open(engine).await;
        let dossier = DossierId::mint();
        office.complete(dossier).await;
        office.rig.settle_with(1).await;
        office.decide(dossier, AGENCY, 1, false).await;
        office.rig.settle_with(1).await;
        let issued = office.issue(dossier).await.expect(200);
        assert_eq!(issued["granted"], false);
        // The sweep finds that what it waited for is there.
        office.rig.assert_clean().await;
        office.hand_over(dossier, &json!({"way": "online"})).await.expect(200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_collected_it_stays_with_those_who_must_know() {
    on_both(async |engine| {
        let office = Office::open(engine).await;
        let dossier = office.ready(1).await;
        let answer = office.hand_over(dossier, &collected()).await.expect(200);
        assert_eq!(answer.get("collectedBy"), None);
        let known = office.rig.get(&path(dossier, ""), &office.return_officer).await.expect(200);
        assert_eq!(known["collectedBy"]["name"], "Lò Thị Mai");
        let clerk = office.rig.get(&path(dossier, ""), &office.clerk).await.expect(200);
        assert_eq!(clerk.get("collectedBy"), None);
        let list = office.rig.get("/v1/results", &office.return_officer).await.expect(200);
        assert!(!list.to_string().contains("Mai"), "{list}");
        office.rig.assert_clean().await;
        for message in office.rig.heard() {
            assert!(!String::from_utf8_lossy(&message.payload).contains("Mai"), "{}", message.subject);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_return_officer_of_the_agency_hands_over() {
    on_both(async |engine| {
        let office = Office::open(engine).await;
        let dossier = office.ready(1).await;
        let stranger = office.rig.issuer.somebody(&[Role::ResultOfficer], Some("H35.06.01"));
        office.rig.command(&path(dossier, "/return"), &stranger, &collected()).await.expect(404);
        office.rig.command(&path(dossier, "/return"), &office.clerk, &collected()).await.expect(403);
        office.rig.assert_clean().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_decision_about_the_same_dossier_is_given_up_loudly() {
    on_both(async |engine| {
        let office = Office::open(engine).await;
        let dossier = office.decided(AGENCY, 1).await;
        office.decide(dossier, AGENCY, 1, true).await;
        assert_eq!(office.rig.settle_with(0).await.dead, 0);
        office.decide(dossier, AGENCY, 1, false).await;
        assert_eq!(office.rig.settle_with(0).await.dead, 1);
        assert_eq!(office.rig.get(&path(dossier, ""), &office.clerk).await.expect(200)["granted"], true);
    })
    .await;
}
