//! Rights of accounts: which roles stand together, which need two administrators, and passwords.

use motcua_testkit::on_both;
use serde_json::{Value, json};

use crate::fixture::{ADMIN_PASSWORD, Fixture};
use crate::response::TestResponse;

const PASSWORD: &str = "hạt mưa rơi nghiêng";

fn account(username: &str, roles: &[&str]) -> Value {
    json!({"username": username, "displayName": "Lò Thị Mai", "kind": "person", "password": PASSWORD, "roles": roles})
}

async fn create(gateway: &Fixture, admin: &str, username: &str, roles: &[&str]) -> TestResponse {
    gateway.post("/v1/accounts", Some(admin), &account(username, roles)).await
}

fn id(account: &TestResponse) -> String {
    account.body["id"].as_str().unwrap_or_else(|| panic!("{account:?}")).to_owned()
}

/// Tokens of two administrators.
async fn administrators(gateway: &Fixture) -> [String; 2] {
    let first = gateway.admin_token().await;
    create(gateway, &first, "quantri.hai", &["sys_admin"]).await;
    [first, gateway.sign_in("quantri.hai", PASSWORD).await.access_token()]
}

#[tokio::test]
async fn who_applies_administers_or_audits_has_no_other_role() {
    let gateway = Fixture::new().await;
    let admin = gateway.admin_token().await;
    for roles in [
        ["citizen", "dept_head"],
        ["sys_admin", "auditor"],
        ["catalogue_editor", "catalogue_approver"],
        ["kiosk", "intake_officer"],
    ] {
        let refused = create(&gateway, &admin, "hai.vai", &roles).await;
        refused.assert_problem(422, "validation");
        assert_eq!(refused.body["errors"][0]["pointer"], "/roles", "{refused:?}");
    }
}

#[tokio::test]
async fn roles_that_see_or_rule_everything_are_given_by_two_administrators() {
    on_both(|engine| async move {
        let gateway = Fixture::on(engine).await;
        let [first, second] = administrators(&gateway).await;
        for (number, role) in ["auditor", "centre_director", "catalogue_approver", "sys_admin"].into_iter().enumerate()
        {
            let username = format!("hai.nguoi{number}");
            let proposed = create(&gateway, &first, &username, &[role]).await;
            assert_eq!(proposed.body["proposed"], true, "{role}");
            gateway.sign_in(&username, PASSWORD).await.assert_oauth_error(400, "invalid_grant");
            let approval = format!("/v1/accounts/{}/approval", id(&proposed));
            gateway.post(&approval, Some(&first), &json!({})).await.assert_problem(403, "forbidden");
            assert_eq!(gateway.post(&approval, Some(&second), &json!({})).await.body["proposed"], false);
            assert_eq!(gateway.sign_in(&username, PASSWORD).await.status, 200, "{role}");
            gateway.post(&approval, Some(&second), &json!({})).await.assert_problem(409, "conflict-state");
        }
    })
    .await;
}

#[tokio::test]
async fn the_only_administrator_makes_the_second_and_no_other_such_account() {
    let gateway = Fixture::new().await;
    let admin = gateway.admin_token().await;
    assert_eq!(create(&gateway, &admin, "kiemtra", &["auditor"]).await.body["proposed"], true);
    assert_eq!(create(&gateway, &admin, "quantri.hai", &["sys_admin"]).await.body["proposed"], false);
    assert_eq!(create(&gateway, &admin, "quantri.ba", &["sys_admin"]).await.body["proposed"], true);
}

#[tokio::test]
async fn a_change_of_rights_takes_effect_and_nobody_changes_their_own() {
    on_both(|engine| async move {
        let gateway = Fixture::on(engine).await;
        let [first, second] = administrators(&gateway).await;
        let officer = create(&gateway, &first, "nva", &["dept_officer"]).await;
        let rights = format!("/v1/accounts/{}/rights", id(&officer));
        let head = json!({"roles": ["dept_head"], "unit": "H35.05.01", "reason": "Bổ nhiệm"});
        let changed = gateway.post(&rights, Some(&first), &head).await;
        assert_eq!((&changed.body["roles"], &changed.body["unit"]), (&json!(["dept_head"]), &json!("H35.05.01")));
        let mut conflicting = head.clone();
        conflicting["roles"] = json!(["citizen", "dept_head"]);
        gateway.post(&rights, Some(&first), &conflicting).await.assert_problem(422, "validation");
        let auditor = json!({"roles": ["auditor"], "reason": "Chuyển công tác"});
        assert_eq!(gateway.post(&rights, Some(&first), &auditor).await.body["proposed"], true);
        gateway.sign_in("nva", PASSWORD).await.assert_oauth_error(400, "invalid_grant");
        let approval = format!("/v1/accounts/{}/approval", id(&officer));
        assert_eq!(gateway.post(&approval, Some(&second), &json!({})).await.status, 200);
        let me = gateway.get("/v1/me", Some(&second)).await;
        let own = format!("/v1/accounts/{}/rights", id(&me));
        gateway.post(&own, Some(&second), &head).await.assert_problem(409, "conflict-state");
    })
    .await;
}

#[tokio::test]
async fn weak_passwords_are_refused() {
    let gateway = Fixture::new().await;
    let admin = gateway.admin_token().await;
    for weak in ["12345678", "        ", "aaaaaaaaaaaaaaaa", "123456789012345678", &"dài ".repeat(50)] {
        let mut body = account("yeu", &["clerk"]);
        body["password"] = json!(weak);
        let refused = gateway.post("/v1/accounts", Some(&admin), &body).await;
        refused.assert_problem(422, "validation");
        assert_eq!(refused.body["errors"][0]["pointer"], "/password", "{weak}");
    }
}

#[tokio::test]
async fn a_password_signs_in_from_every_keyboard_and_at_every_length() {
    let gateway = Fixture::new().await;
    let admin = gateway.admin_token().await;
    let long = "nghiêng ngả chiếc cầu tre lắt lẻo gập ghềnh khó đi mẹ dắt con đi trường đời ".repeat(2);
    let long: String = long.chars().take(128).collect();
    let mut body = account("dai", &["clerk"]);
    body["password"] = json!(long);
    assert_eq!(gateway.post("/v1/accounts", Some(&admin), &body).await.status, 201);
    assert_eq!(gateway.sign_in("dai", &long).await.status, 200);
    create(&gateway, &admin, "mai", &["clerk"]).await;
    let decomposed = "ha\u{323}t mu\u{31b}a ro\u{31b}i nghie\u{302}ng";
    assert_ne!(decomposed, PASSWORD);
    assert_eq!(gateway.sign_in("mai", decomposed).await.status, 200);
}

#[tokio::test]
async fn people_change_their_own_password() {
    on_both(|engine| async move {
        let gateway = Fixture::on(engine).await;
        create(&gateway, &gateway.admin_token().await, "mai", &["clerk"]).await;
        let token = gateway.sign_in("mai", PASSWORD).await.access_token();
        let change = |current: &str, new: &str| json!({"currentPassword": current, "newPassword": new});
        let next = "con trâu đi trước cái cày";
        let wrong = gateway.post("/v1/me/password", Some(&token), &change("sai", next)).await;
        wrong.assert_problem(422, "validation");
        assert_eq!(wrong.body["errors"][0]["pointer"], "/currentPassword");
        let weak = gateway.post("/v1/me/password", Some(&token), &change(PASSWORD, "12345678")).await;
        assert_eq!(weak.body["errors"][0]["pointer"], "/newPassword");
        assert_eq!(gateway.post("/v1/me/password", Some(&token), &change(PASSWORD, next)).await.status, 200);
        gateway.sign_in("mai", PASSWORD).await.assert_oauth_error(400, "invalid_grant");
        assert_eq!(gateway.sign_in("mai", next).await.status, 200);
    })
    .await;
}

#[tokio::test]
async fn the_present_password_cannot_be_guessed_through_the_change() {
    let gateway = Fixture::new().await;
    let token = gateway.admin_token().await;
    let guess = json!({"currentPassword": "sai", "newPassword": "con trâu đi trước cái cày"});
    for _ in 0..10 {
        gateway.post("/v1/me/password", Some(&token), &guess).await.assert_problem(422, "validation");
    }
    let right = json!({"currentPassword": ADMIN_PASSWORD, "newPassword": "con trâu đi trước cái cày"});
    gateway.post("/v1/me/password", Some(&token), &right).await.assert_problem(429, "rate-limited");
}

#[tokio::test]
async fn a_reset_password_only_serves_to_choose_another() {
    on_both(|engine| async move {
        let gateway = Fixture::on(engine).await;
        let [first, second] = administrators(&gateway).await;
        let clerk = create(&gateway, &first, "mai", &["clerk"]).await;
        let path = format!("/v1/accounts/{}/password-reset", id(&clerk));
        let reset = gateway.post_with_key(&path, Some(&first), &json!({}), "reset").await;
        let temporary = reset.body["temporaryPassword"].as_str().unwrap().to_owned();
        let again = gateway.post_with_key(&path, Some(&first), &json!({}), "reset").await;
        assert!(again.body["temporaryPassword"].is_null() && again.body["passwordExpired"] == true, "{again:?}");
        gateway.sign_in("mai", PASSWORD).await.assert_oauth_error(400, "invalid_grant");
        let signed_in = gateway.sign_in("mai", &temporary).await;
        assert_eq!(signed_in.body["scope"], "account:read account:write");
        let next = json!({"currentPassword": temporary, "newPassword": "con trâu đi trước cái cày"});
        let changed = gateway.post("/v1/me/password", Some(&signed_in.access_token()), &next).await;
        assert_eq!((changed.status.as_u16(), &changed.body["passwordExpired"]), (200, &json!(false)));
        assert!(gateway.sign_in("mai", "con trâu đi trước cái cày").await.body["scope"].is_null());
        // Who resets an administrator's password could use it: another one approves.
        let administrator = gateway.get("/v1/me", Some(&second)).await;
        let path = format!("/v1/accounts/{}/password-reset", id(&administrator));
        assert_eq!(gateway.post(&path, Some(&first), &json!({})).await.body["proposed"], true);
    })
    .await;
}
