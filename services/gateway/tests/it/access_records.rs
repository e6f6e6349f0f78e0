//! Sign-ins and failed attempts are recorded, with the address they came from and without what was typed.

use motcua_testkit::on_both;
use serde_json::{Value, json};

use crate::fixture::{ADMIN_PASSWORD, Fixture};

async fn auditor(gateway: &Fixture) -> String {
    let account = json!({"username": "kiem.tra", "displayName": "Kiểm tra", "kind": "person",
        "password": "mật khẩu của kiểm tra", "roles": ["auditor"]});
    let admin = gateway.admin_token().await;
    let proposed = gateway.post("/v1/accounts", Some(&admin), &account).await;
    let second = json!({"username": "quantri.hai", "displayName": "Hai", "kind": "person",
        "password": "mật khẩu của người thứ hai", "roles": ["sys_admin"]});
    gateway.post("/v1/accounts", Some(&admin), &second).await;
    let second = gateway.sign_in("quantri.hai", "mật khẩu của người thứ hai").await.access_token();
    let approval = format!("/v1/accounts/{}/approval", proposed.body["id"].as_str().unwrap());
    gateway.post(&approval, Some(&second), &json!({})).await;
    gateway.sign_in("kiem.tra", "mật khẩu của kiểm tra").await.access_token()
}

async fn records(gateway: &Fixture, token: &str, query: &str) -> Vec<Value> {
    let page = gateway.get(&format!("/v1/access-records/gateway?{query}"), Some(token)).await;
    page.body["items"].as_array().unwrap_or_else(|| panic!("{page:?}")).clone()
}

#[tokio::test]
async fn sign_ins_and_failed_attempts_are_recorded() {
    on_both(|engine| async move {
        let gateway = Fixture::on(engine).await;
        let account = gateway.create_officer("nva", "mật khẩu của An").await;
        gateway.sign_in_from("192.0.2.9", "nva", "mật khẩu của An").await;
        gateway.sign_in_from("192.0.2.9", "nva", "mật khẩu sai").await;
        gateway.sign_in_from("192.0.2.9", "khong.co", "mật khẩu sai").await;
        let auditor = auditor(&gateway).await;
        let account = account["id"].as_str().unwrap();
        let of_account = records(&gateway, &auditor, &format!("account={account}")).await;
        let seen: Vec<_> = of_account.iter().map(|one| (&one["outcome"], &one["problem"], &one["source"])).collect();
        let (address, unit) = (json!("192.0.2.9"), json!("H35.05.01"));
        let (signed_in, refused, code) = (json!("signed-in"), json!("refused"), json!("invalid_grant"));
        assert_eq!(seen, [(&refused, &code, &address), (&signed_in, &Value::Null, &address)]);
        assert!(of_account.iter().all(|one| one["unit"] == unit));
        let refused = records(&gateway, &auditor, "operation=requestToken&outcome=refused").await;
        assert_eq!(refused.iter().map(|one| one["account"].is_null()).collect::<Vec<_>>(), [true, false]);
        let all = format!("{:?}", records(&gateway, &auditor, "limit=200").await);
        assert!(!all.contains("khong.co") && !all.contains("mật khẩu"), "{all}");
    })
    .await;
}

#[tokio::test]
async fn who_read_accounts_is_recorded() {
    let gateway = Fixture::new().await;
    let account = gateway.create_officer("nva", "mật khẩu của An").await;
    let id = account["id"].as_str().unwrap();
    let admin = gateway.admin_token().await;
    gateway.get(&format!("/v1/accounts/{id}"), Some(&admin)).await;
    let auditor = auditor(&gateway).await;
    let shown = records(&gateway, &auditor, &format!("object={id}&outcome=shown")).await;
    assert_eq!(shown.iter().map(|one| &one["operation"]).collect::<Vec<_>>(), ["getAccount"]);
}

#[tokio::test]
async fn a_wrong_secret_of_a_program_is_recorded() {
    let gateway = Fixture::new().await;
    gateway.request_token_with_basic("khong-co", "sai", &[("grant_type", "client_credentials")]).await;
    assert!(gateway.sign_in("quantri", ADMIN_PASSWORD).await.status.is_success());
    let auditor = auditor(&gateway).await;
    let refused = records(&gateway, &auditor, "outcome=refused").await;
    assert_eq!(refused.iter().map(|one| &one["problem"]).collect::<Vec<_>>(), ["invalid_client"]);
}
