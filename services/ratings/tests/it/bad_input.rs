//! Bad input: a problem with every field at once, and nothing changes.

use motcua_contracts::ratings::RatingRecorded;
use motcua_testkit::on_both;
use serde_json::json;

use crate::fixture::{Fixture, code};

#[tokio::test(flavor = "multi_thread")]
async fn every_wrong_field_is_named_at_once_and_nothing_is_recorded() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        fixture.returned("H35.05", 1, false).await;
        let answer =
            fixture.rate(&fixture.kiosk, &json!({"code": "x\u{0}", "lookupSecret": "1", "score": 5, "stars": 5})).await;
        let wrong = answer.wrong_fields();
        assert_eq!(answer.expect(422)["code"], "validation");
        for pointer in ["/code", "/lookupSecret", "/score", "/stars"] {
            assert!(wrong.contains(&pointer.to_owned()), "{pointer} in {wrong:?}");
        }
        let body = json!({"code": code("H35.05", 1), "score": "satisfied", "reason": "late"});
        let answer = fixture.rate(&fixture.kiosk, &body).await;
        assert_eq!(answer.wrong_fields(), ["/reason"]);
        answer.expect(422);
        fixture.rate(&fixture.kiosk, &json!({"score": "satisfied"})).await.expect(422);
        fixture.service.assert_clean().await;
        assert!(fixture.service.published_of::<RatingRecorded>().is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_is_needed_and_bound_to_its_content() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        fixture.returned("H35.05", 1, false).await;
        let body = |score: &str| json!({"code": code("H35.05", 1), "score": score});
        let post = async |key: &str, body| fixture.service.post("/v1/ratings", &fixture.kiosk, key, &body).await;
        assert_eq!(post("", body("satisfied")).await.expect(400)["code"], "idempotency-key-missing");
        post("k", body("satisfied")).await.expect(201);
        assert_eq!(post("k", body("notSatisfied")).await.expect(422)["code"], "idempotency-key-reused");
        fixture.service.get("/v1/ratings/nonsense", &fixture.citizen(fixture.applicant)).await.expect(404);
    })
    .await;
}
