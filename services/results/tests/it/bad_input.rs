//! Bad input: a problem with every field at once, and nothing changes.

use motcua_testkit::{Engine, on_both};
use serde_json::json;

use crate::fixture::{AGENCY, Fixture, collected, path};

#[tokio::test(flavor = "multi_thread")]
async fn a_validation_problem_lists_every_wrong_field() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let dossier = fixture.ready(1).await;
        let body = json!({"deliveryMethod": "drone", "note": "x", "collectedBy": {"name": "L", "identityNumber": "12", "age": 3}});
        let answer = fixture.hand_over(dossier, &body).await;
        let wrong = answer.wrong_fields();
        assert_eq!(answer.expect(422)["code"], "validation");
        assert!(wrong.contains(&"/deliveryMethod".to_owned()) && wrong.contains(&"/note".to_owned()), "{wrong:?}");
        assert!(wrong.iter().any(|pointer| pointer.starts_with("/collectedBy")), "{wrong:?}");
        fixture.hand_over(dossier, &collected()).await.expect(200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_return_at_the_counter_requires_the_collector() {
    let fixture = Fixture::start(Engine::Sqlite).await;
    let dossier = fixture.ready(1).await;
    let answer = fixture.hand_over(dossier, &json!({"deliveryMethod": "counter"})).await;
    assert_eq!(answer.wrong_fields(), ["/collectedBy"]);
    answer.expect(422);
    fixture.hand_over(dossier, &json!({"deliveryMethod": "post"})).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_requires_an_idempotency_key_and_the_same_body() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let dossier = fixture.ready(1).await;
        let post = async |key: &str, body| {
            fixture.service.post(&path(dossier, "/return"), &fixture.return_officer, key, &body).await
        };
        assert_eq!(post("", collected()).await.expect(400)["code"], "idempotency-key-missing");
        post("k", collected()).await.expect(200);
        assert_eq!(post("k", json!({"deliveryMethod": "post"})).await.expect(422)["code"], "idempotency-key-reused");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn malformed_requests_get_client_errors() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let dossier = fixture.decided(AGENCY, 1).await;
        for query in ["state=lost", "cursor=x", "limit=0", "limit=201", "page=2"] {
            fixture.service.get(&format!("/v1/results?{query}"), &fixture.clerk).await.expect(422);
        }
        fixture.service.get("/v1/results/1", &fixture.clerk).await.expect(404);
        fixture.service.command(&path(dossier, "/issue"), &fixture.clerk, &json!({"number": 7})).await.expect(422);
        let odd = json!({"deliveryMethod": "counter", "collectedBy": {"name": "a\u{0}b"}});
        let dossier = fixture.ready(2).await;
        fixture.hand_over(dossier, &odd).await.expect(422);
    })
    .await;
}
