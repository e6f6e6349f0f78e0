//! The office asks for papers, and they are handed in.

use motcua_contracts::intake::DossierSupplemented;
use motcua_contracts::processing::SupplementRequested;
use motcua_testkit::{Shape, on_both};
use serde_json::json;
use uuid::Uuid;

use crate::office::Office;

fn asked() -> SupplementRequested {
    SupplementRequested { deadline: "2022-04-14".into(), ..Default::default() }
}

#[tokio::test(flavor = "multi_thread")]
async fn papers_asked_for_are_waited_for_and_kept() {
    for shape in [Shape::EMBEDDED, Shape::CLUSTER] {
        let office = Office::open(shape).await;
        let (id, officer) = (office.accepted().await, office.officer());
        office.rig.say(id.0, &asked()).await;
        office.rig.assert_clean().await;
        let waiting = office.read(id).await;
        assert_eq!((&waiting["awaitsSupplement"], &waiting["status"]), (&json!(true), &json!(2)));
        // A second acceptance is harmless now as well.
        assert_eq!(office.accept(id, &officer).await.expect(200), waiting);
        let answer = office.supplement(id, &officer).await.expect(200);
        assert_eq!(answer["awaitsSupplement"], false);
        let papers = json!([{"code": "P1", "originals": 1, "copies": 0}, {"code": "P2", "originals": 0, "copies": 1}]);
        assert_eq!(answer["papers"], papers);
        assert_eq!(office.read(id).await, answer);
        for field in ["code", "dueAt", "acceptedAt"] {
            assert_eq!(answer[field], waiting[field], "{field}");
        }
        office.supplement(id, &officer).await.expect(409);
        office.rig.assert_clean().await;
        assert_eq!(office.rig.heard_of::<DossierSupplemented>().len(), 1, "{shape:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_about_a_dossier_nobody_knows_is_given_up() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        office.rig.say(Uuid::now_v7(), &asked()).await;
        let state = office.rig.settle_with(0).await;
        assert_eq!((state.dead, state.parked), (1, 0));
        // Nobody else is held up.
        let id = office.accepted().await;
        office.rig.say(id.0, &asked()).await;
        assert_eq!(office.read(id).await["awaitsSupplement"], true);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_before_the_acceptance_is_given_up_and_nothing_is_waited_for() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        for deadline in ["2022-03-13", "0001-01-01", "next week"] {
            let id = office.accepted().await;
            let before = office.read(id).await;
            office.rig.say(id.0, &SupplementRequested { deadline: deadline.into(), ..Default::default() }).await;
            office.rig.settle_with(0).await;
            assert_eq!(office.read(id).await, before, "{deadline}");
        }
        assert_eq!(office.rig.settle_with(0).await.dead, 3);
    })
    .await;
}
