//! Every operation of the whole API admits the roles of its rule and no others, in both shapes.

use std::collections::BTreeMap;
use std::fmt::Write;

use motcua_demonstration::plan::Plan;
use motcua_testkit::Deadline;
use motcua_testkit::reference::{ROLES, assert_page};
use reqwest::Method;
use serde_json::{Value, json};

use crate::embedded::{ADMIN_PASSWORD, platform};

const PASSWORD: &str = "hạt mưa rơi nghiêng";

/// An operation with its rule, as the description states it.
struct Operation {
    id: String,
    method: Method,
    path: String,
    scope: String,
    access: Value,
}

fn operations(document: &Value) -> Vec<Operation> {
    let paths = document["paths"].as_object().unwrap();
    let of_path = |(path, item): (&String, &Value)| {
        let all = item.as_object().unwrap().iter().filter(|(name, _)| *name != "parameters");
        let operation = |(method, operation): (&String, &Value)| Operation {
            id: operation["operationId"].as_str().unwrap().to_owned(),
            method: method.to_uppercase().parse().unwrap(),
            path: path.clone(),
            scope: operation["security"].as_array().into_iter().flatten().find_map(scope).unwrap_or_default(),
            access: operation["x-access"].clone(),
        };
        all.map(operation).collect::<Vec<_>>()
    };
    paths.iter().flat_map(of_path).collect()
}

fn scope(requirement: &Value) -> Option<String> {
    requirement["oauth2"].as_array()?.first()?.as_str().map(str::to_owned)
}

impl Operation {
    /// Whether an account with this role alone may call it; `None` when it needs no account.
    fn admits(&self, role: &str) -> Option<bool> {
        match &self.access {
            Value::String(who) if who == "public" => None,
            Value::String(who) if who == "signed-in" => Some(true),
            Value::Array(roles) => Some(roles.iter().any(|name| name == role)),
            other => panic!("{} has no rule: {other}", self.id),
        }
    }

    /// A path that names nothing that exists.
    fn concrete_path(&self) -> String {
        let part = |part: &str| match part.strip_prefix('{') {
            None => part.to_owned(),
            Some(name) if name.starts_with("version") => "1".to_owned(),
            Some(name) if name.starts_with("code") => "H35.05".to_owned(),
            Some(_) => "0192f3c4-6f0e-7c1a-9a57-3c2d1b0e9f11".to_owned(),
        };
        self.path.split('/').map(part).collect::<Vec<_>>().join("/")
    }
}

/// A client of the platform with a token for each role.
struct Client {
    http: reqwest::Client,
    base: String,
    tokens: BTreeMap<&'static str, String>,
}

impl Client {
    async fn start(base: &str) -> Self {
        let mut client = Self { http: reqwest::Client::new(), base: base.to_owned(), tokens: BTreeMap::new() };
        let first = client.sign_in("quantri", ADMIN_PASSWORD, None).await;
        client.create(&first, "quantri.hai", "sys_admin").await;
        let second = client.sign_in("quantri.hai", PASSWORD, None).await;
        for (role, _) in ROLES {
            let username = format!("ma.tran.{}", role.replace('_', "."));
            let created = client.create(&first, &username, role).await;
            if created["proposed"] == true {
                let path = format!("/v1/accounts/{}/approval", created["id"].as_str().unwrap());
                client.command(&second, &path, &json!({})).await;
            }
            let token = client.sign_in(&username, PASSWORD, None).await;
            client.tokens.insert(role, token);
        }
        client
    }

    async fn create(&self, token: &str, username: &str, role: &str) -> Value {
        let body = json!({"username": username, "displayName": "Ma trận", "kind": "person", "password": PASSWORD,
            "roles": [role], "unit": "H35.05.01"});
        self.command(token, "/v1/accounts", &body).await
    }

    async fn command(&self, token: &str, path: &str, body: &Value) -> Value {
        let request = self.http.post(format!("{}{path}", self.base)).bearer_auth(token).json(body);
        let response = request.header("idempotency-key", uuid::Uuid::now_v7().to_string()).send().await.unwrap();
        let (status, text) = (response.status(), response.text().await.unwrap());
        assert!(status.is_success(), "{path}: {status} {text}");
        serde_json::from_str(&text).unwrap()
    }

    async fn sign_in(&self, username: &str, password: &str, scope: Option<&str>) -> String {
        let mut form = vec![("grant_type", "password"), ("username", username), ("password", password)];
        form.extend(scope.map(|scope| ("scope", scope)));
        let response = self.http.post(format!("{}/oauth/token", self.base)).form(&form).send().await.unwrap();
        let granted: Value = response.json().await.unwrap();
        granted["access_token"].as_str().unwrap_or_else(|| panic!("{granted}")).to_owned()
    }

    async fn status(&self, operation: &Operation, token: Option<&str>) -> u16 {
        let mut request =
            self.http.request(operation.method.clone(), format!("{}{}", self.base, operation.concrete_path()));
        if operation.method != Method::GET {
            request = request.header("idempotency-key", "matrix").json(&json!({}));
        }
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        request.send().await.unwrap().status().as_u16()
    }
}

/// Calls every operation without a token, with each role, and with a token that is narrowed to nothing. Returns the
/// operations.
async fn check(base: &str) -> Vec<Operation> {
    let client = Client::start(base).await;
    let document: Value =
        client.http.get(format!("{base}/v1/openapi.json")).send().await.unwrap().json().await.unwrap();
    let operations = operations(&document);
    assert!(operations.len() > 70, "only {} operations", operations.len());
    let narrowed = client.sign_in("ma.tran.clerk", PASSWORD, Some("nothing:read")).await;
    let mut wrong = Vec::new();
    for operation in &operations {
        let needs_account = operation.admits("citizen").is_some();
        for (who, token) in [("nobody", None), ("a token for nothing", Some(&narrowed))] {
            let status = client.status(operation, token.map(String::as_str)).await;
            let is_refused = status == if token.is_some() { 403 } else { 401 };
            // Operations for anybody may refuse by a proof of their own, but not for want of a token.
            if needs_account && !is_refused
                || !needs_account && token.is_none() && status == 401 && operation.id != "requestToken"
            {
                wrong.push(format!("{}: {who} gets {status}", operation.id));
            }
        }
        for (role, token) in &client.tokens {
            let status = client.status(operation, Some(token)).await;
            match operation.admits(role) {
                Some(true) if status == 401 || status == 403 => {
                    wrong.push(format!("{}: {role} gets {status}", operation.id))
                }
                Some(false) if status != 403 => wrong.push(format!("{}: {role} gets {status}, not 403", operation.id)),
                Some(_) | None => {}
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {} operations:\n{}", wrong.len(), operations.len(), wrong.join("\n"));
    operations
}

#[tokio::test(flavor = "multi_thread")]
async fn every_operation_admits_the_roles_of_its_rule_embedded() {
    let _deadline = Deadline::start();
    let data = tempfile::tempdir().unwrap();
    let platform = platform(data.path(), &Plan::year(2022, 0.0005).unwrap(), None).await;
    let operations = check(&format!("http://{}", platform.http)).await;
    platform.stop().await;
    assert_page("access.md", &page(&operations));
}

#[tokio::test(flavor = "multi_thread")]
async fn every_operation_admits_the_roles_of_its_rule_in_the_cluster() {
    let _deadline = Deadline::start();
    let running = crate::cluster::start().await;
    check(&running.gateway).await;
}

fn page(operations: &[Operation]) -> String {
    let mut page = String::from(
        "# Who may call what\n\nWritten by a test that calls every operation with every role, in both shapes. What a role \
         may see or change beyond that depends on the object: [access](../explanation/access.md). A token that was narrowed \
         to scopes needs the one of the operation too.\n\n| Operation | Method and path | Scope | Roles |\n|---|---|---|---|\n",
    );
    for operation in operations {
        let who = match &operation.access {
            Value::Array(roles) => roles.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(", "),
            Value::String(who) if who == "public" => "anybody".to_owned(),
            _ => "every account".to_owned(),
        };
        let Operation { id, method, path, scope, .. } = operation;
        writeln!(page, "| `{id}` | `{method} {path}` | {scope} | {who} |").unwrap();
    }
    page
}
