//! Bad input: a problem with every field at once, and nothing changes.

use motcua_testkit::{Engine, on_both};
use serde_json::json;

use crate::office::{AGENCY, Office, collected, path};

#[tokio::test(flavor = "multi_thread")]
async fn every_wrong_field_is_named_at_once() {
    on_both(async |engine| {
        let office = Office::open(engine).await;
        let dossier = office.ready(1).await;
        let body = json!({"way": "drone", "note": "x", "collectedBy": {"name": "L", "identityNumber": "12", "age": 3}});
        let answer = office.hand_over(dossier, &body).await;
        let wrong = answer.wrong_fields();
        assert_eq!(answer.expect(422)["code"], "validation");
        assert!(wrong.contains(&"/way".to_owned()) && wrong.contains(&"/note".to_owned()), "{wrong:?}");
        assert!(wrong.iter().any(|pointer| pointer.starts_with("/collectedBy")), "{wrong:?}");
        office.hand_over(dossier, &collected()).await.expect(200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_counter_asks_who_collects() {
    let office = Office::open(Engine::Sqlite).await;
    let dossier = office.ready(1).await;
    let answer = office.hand_over(dossier, &json!({"way": "counter"})).await;
    assert_eq!(answer.wrong_fields(), ["/collectedBy"]);
    answer.expect(422);
    office.hand_over(dossier, &json!({"way": "post"})).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_needs_its_key_and_the_same_content() {
    on_both(async |engine| {
        let office = Office::open(engine).await;
        let dossier = office.ready(1).await;
        let post = async |key: &str, body| {
            office.rig.post(&path(dossier, "/return"), &office.return_officer, key, &body).await
        };
        assert_eq!(post("", collected()).await.expect(400)["code"], "idempotency-key-missing");
        post("k", collected()).await.expect(200);
        assert_eq!(post("k", json!({"way": "post"})).await.expect(422)["code"], "idempotency-key-reused");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nonsense_is_never_an_error_of_ours() {
    on_both(async |engine| {
        let office = Office::open(engine).await;
        let dossier = office.decided(AGENCY, 1).await;
        for query in ["state=lost", "cursor=x", "limit=0", "limit=201", "page=2"] {
            office.rig.get(&format!("/v1/results?{query}"), &office.clerk).await.expect(422);
        }
        office.rig.get("/v1/results/1", &office.clerk).await.expect(404);
        office.rig.command(&path(dossier, "/issue"), &office.clerk, &json!({"number": 7})).await.expect(422);
        let odd = json!({"way": "counter", "collectedBy": {"name": "a\u{0}b"}});
        let dossier = office.ready(2).await;
        office.hand_over(dossier, &odd).await.expect(422);
    })
    .await;
}
