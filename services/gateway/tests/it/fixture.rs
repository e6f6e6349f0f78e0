//! A gateway on a database of its own, and short ways to send it requests.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::request::Builder;
use axum::http::{Method, Request, header};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, TimeDelta};
use motcua_gateway::{Gateway, GatewayBuilder, Migrator, Upstream, open};
use motcua_kit::clock::{Clock, Clocks};
use motcua_kit::config::{EIdentity, Secret, Settings};
use motcua_kit::lifecycle::Background;
use motcua_testkit::{Engine, TestDb, fresh};
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::response::TestResponse;

pub const ADMIN_PASSWORD: &str = "quản trị thử nghiệm";
pub const ISSUER: &str = "https://motcua.test";

/// A gateway with its database.
pub struct Fixture {
    pub router: Router,
    pub clocks: Clocks,
    pub background: Vec<Background>,
    _database: Arc<TestDb>,
}

pub fn settings() -> Settings {
    Settings {
        issuer: ISSUER.into(),
        admin_password: Secret::new(ADMIN_PASSWORD),
        e_identity: EIdentity::Simulated,
        password_memory_kib: 64,
        rate_per_principal: 0,
        rate_per_address: 0,
        ..Settings::defaults().unwrap()
    }
}

pub fn clocks() -> Clocks {
    let at = DateTime::from_timestamp(1_700_000_000, 0).unwrap();
    Clocks { wall: Clock::manual(at), business: Clock::manual(at) }
}

pub async fn open_gateway(settings: &Settings, engine: Engine) -> (GatewayBuilder, Clocks, Arc<TestDb>) {
    let (database, clocks) = (fresh::<Migrator>(engine).await, clocks());
    let gateway = open(settings, database.db.clone(), clocks.clone()).await.unwrap();
    (gateway, clocks, Arc::new(database))
}

impl Fixture {
    /// A gateway without services behind it, on SQLite.
    pub async fn new() -> Self {
        Self::on(Engine::Sqlite).await
    }

    /// A gateway without services behind it.
    pub async fn on(engine: Engine) -> Self {
        let (gateway, clocks, database) = open_gateway(&settings(), engine).await;
        Self::from_gateway(gateway.serve(Vec::new()), clocks, database)
    }

    /// A gateway with these settings and services, on SQLite.
    pub async fn with(settings: Settings, upstreams: Vec<Upstream>) -> Self {
        let (gateway, clocks, database) = open_gateway(&settings, Engine::Sqlite).await;
        Self::from_gateway(gateway.serve(upstreams), clocks, database)
    }

    pub fn from_gateway(gateway: Gateway, clocks: Clocks, database: Arc<TestDb>) -> Self {
        let Gateway { router, background, .. } = gateway;
        Self { router, clocks, background, _database: database }
    }

    pub fn advance_clock(&self, seconds: i64) {
        let wall = &self.clocks.wall;
        assert!(wall.set(wall.now() + TimeDelta::seconds(seconds)));
    }

    pub async fn send(&self, request: Request<Body>) -> TestResponse {
        TestResponse::read(self.router.clone().oneshot(request).await.unwrap()).await
    }

    pub async fn get(&self, path: &str, token: Option<&str>) -> TestResponse {
        self.send(request(Method::GET, path, token).body(Body::empty()).unwrap()).await
    }

    /// Sends a command with a new idempotency key.
    pub async fn post(&self, path: &str, token: Option<&str>, body: &Value) -> TestResponse {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let key = format!("key-{}", NUMBER.fetch_add(1, Ordering::SeqCst));
        self.post_with_key(path, token, body, &key).await
    }

    pub async fn post_with_key(&self, path: &str, token: Option<&str>, body: &Value, key: &str) -> TestResponse {
        let request = request(Method::POST, path, token).header("idempotency-key", key);
        let request = request.header(header::CONTENT_TYPE, "application/json");
        self.send(request.body(Body::from(body.to_string())).unwrap()).await
    }

    pub async fn post_form(&self, path: &str, fields: &[(&str, &str)]) -> TestResponse {
        self.send(form_request(path).body(form_body(fields)).unwrap()).await
    }

    /// Requests a token with client credentials in `Authorization: Basic`.
    pub async fn request_token_with_basic(&self, id: &str, secret: &str, fields: &[(&str, &str)]) -> TestResponse {
        let value = format!("Basic {}", STANDARD.encode(format!("{id}:{secret}")));
        let request = form_request("/oauth/token").header(header::AUTHORIZATION, value);
        self.send(request.body(form_body(fields)).unwrap()).await
    }

    pub async fn sign_in(&self, username: &str, password: &str) -> TestResponse {
        let fields = [("grant_type", "password"), ("username", username), ("password", password)];
        self.post_form("/oauth/token", &fields).await
    }

    /// Signs in as a client with this address.
    pub async fn sign_in_from(&self, address: &str, username: &str, password: &str) -> TestResponse {
        self.sign_in_through(address, "", username, password).await
    }

    /// Signs in through a connection from `peer` with this `X-Forwarded-For`.
    pub async fn sign_in_through(&self, peer: &str, forwarded: &str, username: &str, password: &str) -> TestResponse {
        let fields = [("grant_type", "password"), ("username", username), ("password", password)];
        let peer = ConnectInfo(SocketAddr::new(peer.parse().unwrap(), 1));
        let request = form_request("/oauth/token").extension(peer).header("x-forwarded-for", forwarded);
        self.send(request.body(form_body(&fields)).unwrap()).await
    }

    pub async fn admin_token(&self) -> String {
        self.sign_in("quantri", ADMIN_PASSWORD).await.access_token()
    }

    pub async fn refresh(&self, token: &str) -> TestResponse {
        self.post_form("/oauth/token", &[("grant_type", "refresh_token"), ("refresh_token", token)]).await
    }

    /// Creates an officer as the administrator.
    pub async fn create_officer(&self, username: &str, password: &str) -> Value {
        let body = json!({"username": username, "displayName": "Nguyễn Văn An", "kind": "person", "password": password,
            "roles": ["dept_officer"], "unit": "H35.05.01"});
        let response = self.post("/v1/accounts", Some(&self.admin_token().await), &body).await;
        assert_eq!(response.status, 201, "{response:?}");
        response.body
    }
}

pub fn request(method: Method, path: &str, token: Option<&str>) -> Builder {
    let request = Request::builder().method(method).uri(path);
    match token {
        Some(token) => request.header(header::AUTHORIZATION, format!("Bearer {token}")),
        None => request,
    }
}

fn form_request(path: &str) -> Builder {
    request(Method::POST, path, None).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
}

fn form_body(fields: &[(&str, &str)]) -> Body {
    Body::from(form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish())
}
