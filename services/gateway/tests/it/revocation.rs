//! What was revoked ends within seconds, at every replica and at the services behind them, and stays so after a restart.

use std::sync::Arc;

use motcua_gateway::{Migrator, open};
use motcua_kit::lifecycle::spawn;
use motcua_testkit::{eventually, fresh, on_both};
use serde_json::json;
use tokio_util::sync::CancellationToken;

use crate::fixture::{Fixture, clocks, settings};

/// Runs the background tasks of a gateway until the test ends.
fn run(gateway: &mut Fixture) {
    let stop = CancellationToken::new();
    for task in gateway.background.drain(..) {
        drop(spawn((task.run)(stop.clone())));
    }
    std::mem::forget(stop);
}

async fn is_refused(gateway: &Fixture, token: &str) {
    eventually("the token is refused", || async {
        (gateway.get("/v1/me", Some(token)).await.status == 401).then_some(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_disabled_account_and_a_revoked_sign_in_end_at_every_replica() {
    on_both(|engine| async move {
        let (database, clocks) = (fresh::<Migrator>(engine).await, clocks());
        let one = open(&settings(), database.db.clone(), clocks.clone()).await.unwrap().serve(Vec::new());
        let other = open(&settings(), database.again().await, clocks.clone()).await.unwrap().serve(Vec::new());
        let third = database.again().await;
        let database = Arc::new(database);
        let mut one = Fixture::from_gateway(one, clocks.clone(), database.clone());
        let mut other = Fixture::from_gateway(other, clocks.clone(), database.clone());
        run(&mut one);
        run(&mut other);
        let account = one.create_officer("nva", "mật khẩu riêng của tôi").await;
        let token = one.sign_in("nva", "mật khẩu riêng của tôi").await.access_token();
        let signed_in = one.sign_in("quantri", crate::fixture::ADMIN_PASSWORD).await;
        for gateway in [&one, &other] {
            assert_eq!(gateway.get("/v1/me", Some(&token)).await.status, 200);
            assert_eq!(gateway.get("/v1/me", Some(&signed_in.access_token())).await.status, 200);
        }
        let disablement = format!("/v1/accounts/{}/disablement", account["id"].as_str().unwrap());
        let admin = one.admin_token().await;
        one.post(&disablement, Some(&admin), &json!({"reason": "Nghỉ việc"})).await;
        let refresh = signed_in.body["refresh_token"].as_str().unwrap();
        one.post_form("/oauth/revoke", &[("token", refresh)]).await;
        for gateway in [&one, &other] {
            is_refused(gateway, &token).await;
            is_refused(gateway, &signed_in.access_token()).await;
            assert_eq!(gateway.get("/v1/me", Some(&admin)).await.status, 200);
        }
        // From its first request on: nothing has to be fetched first.
        let restarted = open(&settings(), third, clocks.clone()).await.unwrap().serve(Vec::new());
        let restarted = Fixture::from_gateway(restarted, clocks, database);
        assert_eq!(restarted.get("/v1/me", Some(&token)).await.status, 401);
        assert_eq!(restarted.get("/v1/me", Some(&signed_in.access_token())).await.status, 401);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn tokens_with_old_rights_end_and_new_ones_have_the_new_rights() {
    let mut gateway = Fixture::new().await;
    run(&mut gateway);
    let account = gateway.create_officer("nva", "mật khẩu riêng của tôi").await;
    let token = gateway.sign_in("nva", "mật khẩu riêng của tôi").await.access_token();
    let rights = format!("/v1/accounts/{}/rights", account["id"].as_str().unwrap());
    let change = json!({"roles": ["clerk"], "unit": "H35.05.01", "reason": "Chuyển công tác"});
    gateway.post(&rights, Some(&gateway.admin_token().await), &change).await;
    is_refused(&gateway, &token).await;
    let token = gateway.sign_in("nva", "mật khẩu riêng của tôi").await.access_token();
    assert_eq!(gateway.get("/v1/me", Some(&token)).await.body["roles"], json!(["clerk"]));
}
