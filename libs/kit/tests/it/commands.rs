//! A command sent again with its key acts once.

use chrono::TimeDelta;
use futures::future::join_all;
use motcua_kit::Db;
use motcua_kit::auth::Role;
use motcua_kit::idempotency::forget;
use motcua_testkit::service::key;
use motcua_testkit::{Engine, Rig, eventually, on_both};
use sea_orm::{ConnectionTrait, Statement};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::desk::{build, count, note, open, standing_still};

const NOTES: &str = "/v1/notes";

fn titled(title: &str) -> Value {
    let mut note = note();
    note["title"] = json!(title);
    note
}

#[tokio::test(flavor = "multi_thread")]
async fn a_repeat_gets_the_same_answer_and_has_no_second_effect() {
    on_both(|engine| async move {
        let (desk, key) = (open(engine).await, key());
        let token = desk.issuer.somebody(&[Role::Clerk], None);
        let first = desk.post(NOTES, &token, &key, &note()).await;
        let again = desk.post(NOTES, &token, &key, &note()).await;
        assert_eq!((first.status.as_u16(), first.header("idempotency-replayed")), (201, ""));
        assert_eq!((again.status.as_u16(), again.header("idempotency-replayed")), (201, "true"));
        assert_eq!(first.json, again.json);
        assert_eq!(count(&desk.database.db).await, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_belongs_to_one_content_one_operation_and_one_caller() {
    on_both(|engine| async move {
        let (desk, key) = (open(engine).await, key());
        let [token, other] = [(), ()].map(|()| desk.issuer.somebody(&[Role::Clerk], None));
        desk.post(NOTES, &token, &key, &note()).await.expect(201);
        let reused = desk.post(NOTES, &token, &key, &titled("another")).await.expect(422);
        assert_eq!(reused["code"], "idempotency-key-reused");
        desk.post(NOTES, &other, &key, &titled("another")).await.expect(201);
        desk.post("/v1/folders/1/notes", &token, &key, &note()).await.expect(201);
        // The same operation on another object is another content.
        desk.post("/v1/folders/2/notes", &token, &key, &note()).await.expect(422);
        assert_eq!(count(&desk.database.db).await, 3);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_without_a_usable_key_is_refused() {
    let desk = open(Engine::Sqlite).await;
    let token = desk.issuer.somebody(&[Role::Clerk], None);
    let missing = desk.post(NOTES, &token, "", &note()).await.expect(400);
    assert_eq!(missing["code"], "idempotency-key-missing");
    for bad in ["a b", "é", &"x".repeat(256)] {
        let answer = desk.post(NOTES, &token, bad, &note()).await;
        assert_eq!((answer.status.as_u16(), answer.wrong_fields()), (422, vec!["/headers/Idempotency-Key".to_owned()]));
    }
    desk.post(NOTES, &token, &"x".repeat(255), &note()).await.expect(201);
}

#[tokio::test(flavor = "multi_thread")]
async fn twins_sent_at_once_act_once() {
    on_both(|engine| async move {
        let (desk, key) = (open(engine).await, key());
        let token = desk.issuer.somebody(&[Role::Clerk], None);
        let body = note();
        let answers = join_all((0..12).map(|_| desk.post(NOTES, &token, &key, &body))).await;
        let bodies: Vec<Value> = answers.into_iter().map(|answer| answer.expect(201)).collect();
        assert!(bodies.windows(2).all(|pair| pair[0] == pair[1]));
        assert_eq!(count(&desk.database.db).await, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_that_was_refused_does_not_spend_its_key() {
    let (desk, key) = (open(Engine::Sqlite).await, key());
    let token = desk.issuer.somebody(&[Role::Clerk], None);
    desk.post(NOTES, &token, &key, &titled("refuse")).await.expect(409);
    desk.post(NOTES, &token, &key, &titled("accept")).await.expect(201);
}

#[tokio::test(flavor = "multi_thread")]
async fn kept_answers_are_forgotten_after_their_time() {
    on_both(|engine| async move {
        let (desk, key) = (open(engine).await, key());
        let token = desk.issuer.somebody(&[Role::Clerk], None);
        desk.post(NOTES, &token, &key, &note()).await.expect(201);
        let later = desk.clocks.wall.now() + chrono::TimeDelta::seconds(1);
        let tx = desk.database.db.begin().await.expect("a transaction");
        assert_eq!(forget(&tx, later).await.expect("an answer"), 1);
        tx.commit().await.expect("a commit");
        desk.post(NOTES, &token, &key, &note()).await.expect(201);
        assert_eq!(count(&desk.database.db).await, 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_running_service_forgets_what_it_kept_long_enough() {
    on_both(|engine| async move {
        let mut desk = standing_still(engine).await;
        let (account, keys) = (Uuid::now_v7(), [key(), key()]);
        let token = |desk: &Rig| desk.issuer.bearer(account, &[Role::Clerk], None);
        let pass = |desk: &Rig, hours| assert!(desk.clocks.wall.set(desk.clocks.wall.now() + TimeDelta::hours(hours)));
        desk.post(NOTES, &token(&desk), &keys[0], &note()).await.expect(201);
        pass(&desk, 2);
        desk.post(NOTES, &token(&desk), &keys[1], &note()).await.expect(201);
        pass(&desk, 47);
        desk.crash().await;
        desk.revive(build).await;
        eventually("one answer is forgotten", || async { (kept(&desk.database.db).await == 1).then_some(()) }).await;
        let again = desk.post(NOTES, &token(&desk), &keys[1], &note()).await;
        assert_eq!(again.header("idempotency-replayed"), "true");
    })
    .await;
}

async fn kept(db: &Db) -> i64 {
    let row = db.read().query_one_raw(Statement::from_string(db.backend(), "SELECT COUNT(*) FROM idempotency")).await;
    row.expect("the answers").expect("a count").try_get_by_index(0).expect("a count")
}
