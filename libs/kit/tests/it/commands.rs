//! A command sent again with its key acts once.

use chrono::TimeDelta;
use futures::future::join_all;
use motcua_kit::Db;
use motcua_kit::idempotency::delete_expired;
use motcua_office::Role;
use motcua_testkit::service::key;
use motcua_testkit::{Engine, TestService, eventually, on_both};
use sea_orm::{ConnectionTrait, Statement};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::fixture::{build, count, note, open, standing_still};

const NOTES: &str = "/v1/notes";

fn titled(title: &str) -> Value {
    let mut note = note();
    note["title"] = json!(title);
    note
}

#[tokio::test(flavor = "multi_thread")]
async fn a_retry_gets_the_stored_response_and_has_no_second_effect() {
    on_both(|engine| async move {
        let (service, key) = (open(engine).await, key());
        let token = service.issuer.somebody(&[Role::Clerk], None);
        let first = service.post(NOTES, &token, &key, &note()).await;
        let again = service.post(NOTES, &token, &key, &note()).await;
        assert_eq!((first.status.as_u16(), first.header("idempotency-replayed")), (201, ""));
        assert_eq!((again.status.as_u16(), again.header("idempotency-replayed")), (201, "true"));
        assert_eq!(first.json, again.json);
        assert_eq!(count(&service.database.db).await, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_belongs_to_one_content_one_operation_and_one_caller() {
    on_both(|engine| async move {
        let (service, key) = (open(engine).await, key());
        let [token, other] = [(), ()].map(|()| service.issuer.somebody(&[Role::Clerk], None));
        service.post(NOTES, &token, &key, &note()).await.expect(201);
        let reused = service.post(NOTES, &token, &key, &titled("another")).await.expect(422);
        assert_eq!(reused["code"], "idempotency-key-reused");
        service.post(NOTES, &other, &key, &titled("another")).await.expect(201);
        service.post("/v1/folders/1/notes", &token, &key, &note()).await.expect(201);
        // The same operation on another object is another content.
        service.post("/v1/folders/2/notes", &token, &key, &note()).await.expect(422);
        assert_eq!(count(&service.database.db).await, 3);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_without_a_usable_key_is_refused() {
    let service = open(Engine::Sqlite).await;
    let token = service.issuer.somebody(&[Role::Clerk], None);
    let missing = service.post(NOTES, &token, "", &note()).await.expect(400);
    assert_eq!(missing["code"], "idempotency-key-missing");
    for bad in ["a b", "é", &"x".repeat(256)] {
        let answer = service.post(NOTES, &token, bad, &note()).await;
        assert_eq!((answer.status.as_u16(), answer.wrong_fields()), (422, vec!["/headers/Idempotency-Key".to_owned()]));
    }
    service.post(NOTES, &token, &"x".repeat(255), &note()).await.expect(201);
}

#[tokio::test(flavor = "multi_thread")]
async fn concurrent_identical_requests_take_effect_once() {
    on_both(|engine| async move {
        let (service, key) = (open(engine).await, key());
        let token = service.issuer.somebody(&[Role::Clerk], None);
        let body = note();
        let answers = join_all((0..12).map(|_| service.post(NOTES, &token, &key, &body))).await;
        let bodies: Vec<Value> = answers.into_iter().map(|answer| answer.expect(201)).collect();
        assert!(bodies.windows(2).all(|pair| pair[0] == pair[1]));
        assert_eq!(count(&service.database.db).await, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_command_does_not_use_up_its_key() {
    let (service, key) = (open(Engine::Sqlite).await, key());
    let token = service.issuer.somebody(&[Role::Clerk], None);
    service.post(NOTES, &token, &key, &titled("refuse")).await.expect(409);
    service.post(NOTES, &token, &key, &titled("accept")).await.expect(201);
}

#[tokio::test(flavor = "multi_thread")]
async fn stored_responses_expire() {
    on_both(|engine| async move {
        let (service, key) = (open(engine).await, key());
        let token = service.issuer.somebody(&[Role::Clerk], None);
        service.post(NOTES, &token, &key, &note()).await.expect(201);
        let later = service.clocks.wall.now() + chrono::TimeDelta::seconds(1);
        let tx = service.database.db.begin().await.expect("a transaction");
        assert_eq!(delete_expired(&tx, later).await.expect("an answer"), 1);
        tx.commit().await.expect("a commit");
        service.post(NOTES, &token, &key, &note()).await.expect(201);
        assert_eq!(count(&service.database.db).await, 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_running_service_deletes_expired_responses() {
    on_both(|engine| async move {
        let mut service = standing_still(engine).await;
        let (account, keys) = (Uuid::now_v7(), [key(), key()]);
        let token = |service: &TestService| service.issuer.bearer(account, &[Role::Clerk], None);
        let pass = |service: &TestService, hours| {
            assert!(service.clocks.wall.set(service.clocks.wall.now() + TimeDelta::hours(hours)))
        };
        service.post(NOTES, &token(&service), &keys[0], &note()).await.expect(201);
        pass(&service, 2);
        service.post(NOTES, &token(&service), &keys[1], &note()).await.expect(201);
        pass(&service, 47);
        service.crash().await;
        service.restart(build).await;
        eventually("one answer is forgotten", || async { (kept(&service.database.db).await == 1).then_some(()) }).await;
        let again = service.post(NOTES, &token(&service), &keys[1], &note()).await;
        assert_eq!(again.header("idempotency-replayed"), "true");
    })
    .await;
}

async fn kept(db: &Db) -> i64 {
    let row = db
        .read()
        .query_one_raw(Statement::from_string(db.backend(), "SELECT COUNT(*) AS value FROM idempotency"))
        .await;
    row.expect("the answers").expect("a count").try_get("", "value").expect("a count")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_panic_of_a_command_is_500() {
    let service = open(Engine::Sqlite).await;
    let token = service.issuer.somebody(&[Role::Clerk], None);
    let mut panicking = note();
    panicking["title"] = "panic".into();
    let answer = service.post("/v1/notes", &token, &key(), &panicking).await;
    assert_eq!(answer.header("retry-after"), "");
    assert_eq!(answer.expect(500)["code"], "internal");
}
