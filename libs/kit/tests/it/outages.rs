//! A database that goes away: callers get 503 with Retry-After, and nothing is lost.

use futures::future::join_all;
use motcua_office::Role;
use motcua_testkit::service::key;
use motcua_testkit::{Engine, eventually};
use sea_orm::ConnectionTrait;

use crate::fixture::{count, note, open};

const NOTES: &str = "/v1/notes";
/// What a restart of the server does to every pooled connection.
const TERMINATE: &str = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
                         WHERE datname = current_database() AND pid <> pg_backend_pid()";

#[tokio::test(flavor = "multi_thread")]
async fn after_a_restart_of_the_database_a_retry_succeeds() {
    let service = open(Engine::Postgres).await;
    let token = service.issuer.somebody(&[Role::Clerk], None);
    let operator = service.database.again().await;
    let mut written = 0;
    for _ in 0..5 {
        // Warm connections, then none that works.
        let keys: Vec<String> = (0..8).map(|_| key()).collect();
        join_all((0..8).map(|_| service.get("/v1/me", &token))).await;
        // Again when it met a connection of its own pool that the round before terminated.
        eventually("the connections are terminated", || async {
            operator.read().execute_unprepared(TERMINATE).await.ok()
        })
        .await;
        let body = note();
        let answers = join_all(keys.iter().map(|key| service.post(NOTES, &token, key, &body))).await;
        for (key, answer) in keys.iter().zip(answers) {
            match answer.status.as_u16() {
                201 => {}
                503 => {
                    assert_eq!(answer.json["code"], "unavailable");
                    assert!(!answer.header("retry-after").is_empty());
                    // As a client does it: the same request again, until it is answered.
                    eventually("the retry", || async {
                        (service.post(NOTES, &token, key, &body).await.status == 201).then_some(())
                    })
                    .await;
                }
                other => panic!("{other}: {}", answer.json),
            }
            written += 1;
        }
    }
    assert_eq!(count(&service.database.again().await).await, written);
}
