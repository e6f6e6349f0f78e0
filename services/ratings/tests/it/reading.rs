//! The rating of one dossier, under the reader's rights.

use motcua_contracts::ids::DossierId;
use motcua_office::Role;
use motcua_testkit::on_both;
use serde_json::json;
use uuid::Uuid;

use crate::fixture::{Fixture, code};

#[tokio::test(flavor = "multi_thread")]
async fn the_applicant_reads_whether_a_dossier_can_be_rated_and_its_rating() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let dossier = DossierId::mint();
        let (path, mine) = (format!("/v1/ratings/{dossier}"), fixture.citizen(fixture.applicant));
        fixture.service.get(&path, &mine).await.expect(404);
        fixture.accept(dossier, "H35.05", 1, true).await;
        fixture.service.settle().await;
        assert_eq!(fixture.service.get(&path, &mine).await.expect(200)["state"], "awaiting");
        fixture.hand_over(dossier).await;
        fixture.service.settle().await;
        assert_eq!(fixture.service.get(&path, &mine).await.expect(200)["state"], "open");
        let rated =
            fixture.rate(&mine, &json!({"code": code("H35.05", 1), "score": "verySatisfied"})).await.expect(201);
        assert_eq!(fixture.service.get(&path, &mine).await.expect(200), rated);
        assert_eq!((&rated["state"], &rated["score"]), (&json!("rated"), &json!("verySatisfied")));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn officers_and_kiosks_do_not_read_ratings() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let dossier = fixture.returned("H35.05", 1, true).await;
        let path = format!("/v1/ratings/{dossier}");
        fixture.service.get(&path, &fixture.citizen(Uuid::now_v7())).await.expect(404);
        for role in [Role::ResultOfficer, Role::DeptOfficer, Role::Kiosk] {
            let token = fixture.service.issuer.somebody(&[role], Some("H35.05.01"));
            fixture.service.get(&path, &token).await.expect(403);
        }
        for role in [Role::Auditor, Role::CentreDirector] {
            fixture.service.get(&path, &fixture.service.issuer.somebody(&[role], None)).await.expect(200);
        }
    })
    .await;
}
