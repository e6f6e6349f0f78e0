//! Supplements: the office requests papers, and they are handed in.

use motcua_contracts::intake::DossierSupplemented;
use motcua_contracts::processing::SupplementRequested;
use motcua_testkit::{Shape, on_both};
use serde_json::json;
use uuid::Uuid;

use crate::fixture::Fixture;

fn asked() -> SupplementRequested {
    SupplementRequested { deadline: "2022-04-14".into(), ..Default::default() }
}

#[tokio::test(flavor = "multi_thread")]
async fn requested_papers_are_awaited_and_stored() {
    for shape in [Shape::EMBEDDED, Shape::CLUSTER] {
        let fixture = Fixture::start(shape).await;
        let (id, officer) = (fixture.accepted().await, fixture.officer());
        fixture.service.publish(id.0, &asked()).await;
        fixture.service.assert_clean().await;
        let waiting = fixture.read(id).await;
        assert_eq!((&waiting["awaitsSupplement"], &waiting["status"]), (&json!(true), &json!(2)));
        // A second acceptance is harmless now as well.
        assert_eq!(fixture.accept(id, &officer).await.expect(200), waiting);
        let answer = fixture.supplement(id, &officer).await.expect(200);
        assert_eq!(answer["awaitsSupplement"], false);
        let papers = json!([{"code": "P1", "originals": 1, "copies": 0}, {"code": "P2", "originals": 0, "copies": 1}]);
        assert_eq!(answer["papers"], papers);
        assert_eq!(fixture.read(id).await, answer);
        for field in ["code", "dueAt", "acceptedAt"] {
            assert_eq!(answer[field], waiting[field], "{field}");
        }
        fixture.supplement(id, &officer).await.expect(409);
        fixture.service.assert_clean().await;
        assert_eq!(fixture.service.published_of::<DossierSupplemented>().len(), 1, "{shape:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_about_an_unknown_dossier_is_dead_lettered() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        fixture.service.publish(Uuid::now_v7(), &asked()).await;
        let state = fixture.service.settle_with(0).await;
        assert_eq!((state.dead, state.parked), (1, 0));
        // Nobody else is held up.
        let id = fixture.accepted().await;
        fixture.service.publish(id.0, &asked()).await;
        assert_eq!(fixture.read(id).await["awaitsSupplement"], true);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_supplement_due_before_the_acceptance_is_dead_lettered() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        for deadline in ["2022-03-13", "0001-01-01", "next week"] {
            let id = fixture.accepted().await;
            let before = fixture.read(id).await;
            fixture
                .service
                .publish(id.0, &SupplementRequested { deadline: deadline.into(), ..Default::default() })
                .await;
            fixture.service.settle_with(0).await;
            assert_eq!(fixture.read(id).await, before, "{deadline}");
        }
        assert_eq!(fixture.service.settle_with(0).await.dead, 3);
    })
    .await;
}
