//! Bad input: a problem with every field at once, and nothing changes.

use motcua_contracts::ratings::RatingRecorded;
use motcua_testkit::on_both;
use serde_json::json;

use crate::people::{People, code};

#[tokio::test(flavor = "multi_thread")]
async fn every_wrong_field_is_named_at_once_and_nothing_is_recorded() {
    on_both(async |engine| {
        let people = People::gather(engine).await;
        people.returned("H35.05", 1, false).await;
        let answer =
            people.rate(&people.kiosk, &json!({"code": "x\u{0}", "lookupSecret": "1", "score": 5, "stars": 5})).await;
        let wrong = answer.wrong_fields();
        assert_eq!(answer.expect(422)["code"], "validation");
        for pointer in ["/code", "/lookupSecret", "/score", "/stars"] {
            assert!(wrong.contains(&pointer.to_owned()), "{pointer} in {wrong:?}");
        }
        let body = json!({"code": code("H35.05", 1), "score": "satisfied", "reason": "late"});
        let answer = people.rate(&people.kiosk, &body).await;
        assert_eq!(answer.wrong_fields(), ["/reason"]);
        answer.expect(422);
        people.rate(&people.kiosk, &json!({"score": "satisfied"})).await.expect(422);
        people.rig.assert_clean().await;
        assert!(people.rig.heard_of::<RatingRecorded>().is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_is_needed_and_bound_to_its_content() {
    on_both(async |engine| {
        let people = People::gather(engine).await;
        people.returned("H35.05", 1, false).await;
        let body = |score: &str| json!({"code": code("H35.05", 1), "score": score});
        let post = async |key: &str, body| people.rig.post("/v1/ratings", &people.kiosk, key, &body).await;
        assert_eq!(post("", body("satisfied")).await.expect(400)["code"], "idempotency-key-missing");
        post("k", body("satisfied")).await.expect(201);
        assert_eq!(post("k", body("notSatisfied")).await.expect(422)["code"], "idempotency-key-reused");
        people.rig.get("/v1/ratings/nonsense", &people.citizen(people.applicant)).await.expect(404);
    })
    .await;
}
