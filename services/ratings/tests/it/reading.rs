//! The rating of one dossier, under the reader's rights.

use motcua_contracts::ids::DossierId;
use motcua_kit::auth::Role;
use motcua_testkit::on_both;
use serde_json::json;
use uuid::Uuid;

use crate::people::{People, code};

#[tokio::test(flavor = "multi_thread")]
async fn the_applicant_sees_when_it_can_be_rated_and_how_it_was() {
    on_both(async |engine| {
        let people = People::gather(engine).await;
        let dossier = DossierId::mint();
        let (path, mine) = (format!("/v1/ratings/{dossier}"), people.citizen(people.applicant));
        people.rig.get(&path, &mine).await.expect(404);
        people.accept(dossier, "H35.05", 1, true).await;
        people.rig.settle().await;
        assert_eq!(people.rig.get(&path, &mine).await.expect(200)["state"], "awaiting");
        people.hand_over(dossier).await;
        people.rig.settle().await;
        assert_eq!(people.rig.get(&path, &mine).await.expect(200)["state"], "open");
        let rated = people.rate(&mine, &json!({"code": code("H35.05", 1), "score": "verySatisfied"})).await.expect(201);
        assert_eq!(people.rig.get(&path, &mine).await.expect(200), rated);
        assert_eq!((&rated["state"], &rated["score"]), (&json!("rated"), &json!("verySatisfied")));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_who_served_learns_the_answer() {
    on_both(async |engine| {
        let people = People::gather(engine).await;
        let dossier = people.returned("H35.05", 1, true).await;
        let path = format!("/v1/ratings/{dossier}");
        people.rig.get(&path, &people.citizen(Uuid::now_v7())).await.expect(404);
        for role in [Role::ResultOfficer, Role::DeptOfficer, Role::Kiosk] {
            let token = people.rig.issuer.somebody(&[role], Some("H35.05.01"));
            people.rig.get(&path, &token).await.expect(403);
        }
        for role in [Role::Auditor, Role::CentreDirector] {
            people.rig.get(&path, &people.rig.issuer.somebody(&[role], None)).await.expect(200);
        }
    })
    .await;
}
