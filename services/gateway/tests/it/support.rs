//! A gateway on a database of its own, and short ways to ask it something.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use axum::{Router, response::Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, TimeDelta};
use http_body_util::BodyExt;
use motcua_gateway::{Gateway, Identity, Migrator, Upstream, open};
use motcua_kit::clock::{Clock, Clocks};
use motcua_kit::config::{EIdentity, Secret, Settings};
use motcua_kit::lifecycle::Background;
use motcua_testkit::{Engine, TestDb, fresh};
use serde_json::{Value, json};
use tower::ServiceExt;

pub const ADMIN_PASSWORD: &str = "quản trị thử nghiệm";
pub const ISSUER: &str = "https://motcua.test";

/// A gateway that is served.
pub struct House {
    pub router: Router,
    pub clocks: Clocks,
    pub background: Vec<Background>,
    _database: Arc<TestDb>,
}

/// What was answered.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Value,
    pub text: String,
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

pub async fn opened(settings: &Settings, engine: Engine) -> (Identity, Clocks, Arc<TestDb>) {
    let (database, clocks) = (fresh::<Migrator>(engine).await, clocks());
    let identity = open(settings, database.db.clone(), clocks.clone()).await.unwrap();
    (identity, clocks, Arc::new(database))
}

pub async fn house() -> House {
    house_on(Engine::Sqlite).await
}

pub async fn house_on(engine: Engine) -> House {
    let (identity, clocks, database) = opened(&settings(), engine).await;
    House::of(identity.serve(Vec::new()), clocks, database)
}

impl House {
    pub async fn with(settings: Settings, upstreams: Vec<Upstream>) -> Self {
        let (identity, clocks, database) = opened(&settings, Engine::Sqlite).await;
        Self::of(identity.serve(upstreams), clocks, database)
    }

    pub fn of(gateway: Gateway, clocks: Clocks, database: Arc<TestDb>) -> Self {
        let Gateway { router, background, .. } = gateway;
        Self { router, clocks, background, _database: database }
    }

    pub fn pass(&self, seconds: i64) {
        let wall = &self.clocks.wall;
        assert!(wall.set(wall.now() + TimeDelta::seconds(seconds)));
    }

    pub async fn send(&self, request: Request<Body>) -> Answer {
        Answer::of(self.router.clone().oneshot(request).await.unwrap()).await
    }

    pub async fn get(&self, path: &str, token: Option<&str>) -> Answer {
        self.send(request(Method::GET, path, token).body(Body::empty()).unwrap()).await
    }

    /// A command with a key of its own.
    pub async fn post(&self, path: &str, token: Option<&str>, body: &Value) -> Answer {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let key = format!("key-{}", NUMBER.fetch_add(1, Ordering::SeqCst));
        self.post_once(path, token, body, &key).await
    }

    pub async fn post_once(&self, path: &str, token: Option<&str>, body: &Value, key: &str) -> Answer {
        let request = request(Method::POST, path, token).header("idempotency-key", key);
        let request = request.header(header::CONTENT_TYPE, "application/json");
        self.send(request.body(Body::from(body.to_string())).unwrap()).await
    }

    /// A request to an OAuth endpoint; values must need no escaping but spaces and letters with marks.
    pub async fn form(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.send(form(path, fields).body(encoded(fields)).unwrap()).await
    }

    pub async fn basic(&self, id: &str, secret: &str, fields: &[(&str, &str)]) -> Answer {
        let value = format!("Basic {}", STANDARD.encode(format!("{id}:{secret}")));
        let request = form("/oauth/token", fields).header(header::AUTHORIZATION, value);
        self.send(request.body(encoded(fields)).unwrap()).await
    }

    pub async fn sign_in(&self, username: &str, password: &str) -> Answer {
        self.form("/oauth/token", &[("grant_type", "password"), ("username", username), ("password", password)]).await
    }

    pub async fn admin(&self) -> String {
        self.sign_in("quantri", ADMIN_PASSWORD).await.access_token()
    }

    pub async fn refresh(&self, token: &str) -> Answer {
        self.form("/oauth/token", &[("grant_type", "refresh_token"), ("refresh_token", token)]).await
    }

    /// An officer with a password, created by the administrator.
    pub async fn officer(&self, username: &str, password: &str) -> Value {
        let body = json!({"username": username, "displayName": "Nguyễn Văn An", "kind": "person", "password": password,
            "roles": ["dept_officer"], "unit": "H35.05.01"});
        let answer = self.post("/v1/accounts", Some(&self.admin().await), &body).await;
        assert_eq!(answer.status, 201, "{answer:?}");
        answer.body
    }
}

pub fn request(method: Method, path: &str, token: Option<&str>) -> axum::http::request::Builder {
    let request = Request::builder().method(method).uri(path);
    match token {
        Some(token) => request.header(header::AUTHORIZATION, format!("Bearer {token}")),
        None => request,
    }
}

fn form(path: &str, _: &[(&str, &str)]) -> axum::http::request::Builder {
    request(Method::POST, path, None).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
}

fn encoded(fields: &[(&str, &str)]) -> Body {
    let escaped = |text: &str| -> String {
        let letter = |byte: u8| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => (byte as char).to_string(),
            other => format!("%{other:02X}"),
        };
        text.bytes().map(letter).collect()
    };
    let pairs: Vec<_> = fields.iter().map(|(name, value)| format!("{name}={}", escaped(value))).collect();
    Body::from(pairs.join("&"))
}

impl Answer {
    pub async fn of(response: Response) -> Self {
        let (parts, body) = response.into_parts();
        let text = String::from_utf8_lossy(&body.collect().await.unwrap().to_bytes()).into_owned();
        let body = serde_json::from_str(&text).unwrap_or_default();
        Self { status: parts.status, headers: parts.headers, body, text }
    }

    pub fn access_token(&self) -> String {
        assert_eq!(self.status, 200, "{self:?}");
        self.body["access_token"].as_str().unwrap().to_owned()
    }

    pub fn refresh_token(&self) -> String {
        assert_eq!(self.status, 200, "{self:?}");
        self.body["refresh_token"].as_str().unwrap().to_owned()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    #[track_caller]
    pub fn is_problem(&self, status: u16, code: &str) {
        assert_eq!(self.status, status, "{self:?}");
        assert_eq!(self.header("content-type"), "application/problem+json");
        assert_eq!((self.body["code"].as_str(), self.body["status"].as_u64()), (Some(code), Some(status.into())));
        assert_eq!(self.body["type"], format!("/problems/{code}"));
        assert_eq!(self.body["instance"].as_str(), Some(self.header("x-request-id")));
    }
}
