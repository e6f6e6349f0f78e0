//! The hand-over: when it opens, what it requires, what it publishes and what stays private.

use motcua_contracts::ids::DossierId;
use motcua_contracts::results::ResultReturned;
use motcua_office::Role;
use motcua_testkit::on_both;
use serde_json::json;

use crate::fixture::{AGENCY, Fixture, collected, path};

#[tokio::test(flavor = "multi_thread")]
async fn a_ready_result_is_handed_over_once() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let dossier = fixture.ready(1).await;
        fixture.service.set_clock("2022-03-15 14:00");
        let returned = fixture.hand_over(dossier, &collected()).await.expect(200);
        assert_eq!((&returned["state"], &returned["deliveryMethod"]), (&json!("returned"), &json!("counter")));
        assert_eq!(returned["returnedAt"], "2022-03-15T07:00:00Z");
        assert_eq!(fixture.hand_over(dossier, &collected()).await.expect(200), returned);
        let other = fixture.hand_over(dossier, &json!({"deliveryMethod": "post"})).await.expect(409);
        assert_eq!(other["code"], "conflict-state");
        fixture.service.assert_clean().await;
        let published = fixture.service.published_of::<ResultReturned>();
        assert_eq!(published.len(), 1);
        assert_eq!((published[0].agency.as_str(), published[0].delivery_method.as_str()), (AGENCY, "counter"));
    })
    .await;
}

/// Two windows hand the same document to two people: the record names the first, and the second window gets a refusal.
#[tokio::test(flavor = "multi_thread")]
async fn a_second_hand_over_to_another_person_is_refused() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let dossier = fixture.ready(1).await;
        fixture.hand_over(dossier, &collected()).await.expect(200);
        let another = json!({"deliveryMethod": "counter", "collectedBy": {"name": "Giàng A Sáu"}});
        assert_eq!(fixture.hand_over(dossier, &another).await.expect(409)["code"], "conflict-state");
        let known = fixture.service.get(&path(dossier, ""), &fixture.return_officer).await.expect(200);
        assert_eq!(known["collectedBy"]["name"], "Lò Thị Mai");
        fixture.service.assert_clean().await;
        assert_eq!(fixture.service.published_of::<ResultReturned>().len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_handed_over_before_the_journey_is_completed() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let dossier = fixture.decided(AGENCY, 1).await;
        assert_eq!(fixture.hand_over(dossier, &collected()).await.expect(409)["code"], "conflict-state");
        fixture.issue(dossier).await.expect(200);
        assert_eq!(fixture.hand_over(dossier, &collected()).await.expect(409)["code"], "conflict-state");
        fixture.complete(dossier).await;
        fixture.service.settle().await;
        fixture.hand_over(dossier, &collected()).await.expect(200);
        fixture.service.assert_clean().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_completion_before_the_issue_is_parked_until_the_issue() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let dossier = DossierId::mint();
        fixture.complete(dossier).await;
        fixture.service.settle_with(1).await;
        fixture.decide(dossier, AGENCY, 1, false).await;
        fixture.service.settle_with(1).await;
        let issued = fixture.issue(dossier).await.expect(200);
        assert_eq!(issued["granted"], false);
        // The sweep finds that what it waited for is there.
        fixture.service.assert_clean().await;
        fixture.hand_over(dossier, &json!({"deliveryMethod": "online"})).await.expect(200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_return_officer_and_auditor_see_the_collector() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let dossier = fixture.ready(1).await;
        let answer = fixture.hand_over(dossier, &collected()).await.expect(200);
        assert_eq!(answer.get("collectedBy"), None);
        let known = fixture.service.get(&path(dossier, ""), &fixture.return_officer).await.expect(200);
        assert_eq!(known["collectedBy"]["name"], "Lò Thị Mai");
        let clerk = fixture.service.get(&path(dossier, ""), &fixture.clerk).await.expect(200);
        assert_eq!(clerk.get("collectedBy"), None);
        let list = fixture.service.get("/v1/results", &fixture.return_officer).await.expect(200);
        assert!(!list.to_string().contains("Mai"), "{list}");
        fixture.service.assert_clean().await;
        for message in fixture.service.published() {
            assert!(!String::from_utf8_lossy(&message.payload).contains("Mai"), "{}", message.subject);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_return_officer_of_the_agency_hands_over() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let dossier = fixture.ready(1).await;
        let stranger = fixture.service.issuer.somebody(&[Role::ResultOfficer], Some("H35.06.01"));
        fixture.service.command(&path(dossier, "/return"), &stranger, &collected()).await.expect(404);
        fixture.service.command(&path(dossier, "/return"), &fixture.clerk, &collected()).await.expect(403);
        fixture.service.assert_clean().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_contradicting_decision_is_dead_lettered() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let dossier = fixture.decided(AGENCY, 1).await;
        fixture.decide(dossier, AGENCY, 1, true).await;
        assert_eq!(fixture.service.settle_with(0).await.dead, 0);
        fixture.decide(dossier, AGENCY, 1, false).await;
        assert_eq!(fixture.service.settle_with(0).await.dead, 1);
        assert_eq!(fixture.service.get(&path(dossier, ""), &fixture.clerk).await.expect(200)["granted"], true);
    })
    .await;
}
