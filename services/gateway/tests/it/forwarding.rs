//! Forwarding to services in this process and in others, and what the gateway answers itself.

use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::body::Body;
use axum::extract::{MatchedPath, Path};
use axum::http::{HeaderMap, Method};
use axum::routing::{get, post};
use axum::{Json, Router};
use motcua_contracts::Text;
use motcua_gateway::Upstream;
use motcua_kit::lifecycle::spawn;
use motcua_kit::problem::Problem;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::fixture::{Fixture, request, settings};

pub fn description(paths: &Value) -> Value {
    json!({"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": paths})
}

pub fn local(name: &str, router: Router, paths: &Value) -> Upstream {
    let openapi = serde_json::from_value(description(paths)).unwrap();
    Upstream::Local { name: name.into(), router, openapi }
}

pub fn operation(id: &str) -> Value {
    json!({"operationId": id, "responses": {"200": {"description": "ok"}}})
}

fn protected(id: &str) -> Value {
    json!({"operationId": id, "security": [{"bearer": []}], "responses": {"200": {"description": "ok"}}})
}

/// Returns what a service receives of a request.
async fn echo(path: MatchedPath, Path(id): Path<String>, headers: HeaderMap, body: String) -> Json<Value> {
    let headers: Value = headers
        .iter()
        .map(|(name, value)| (name.to_string(), json!(value.to_str().unwrap())))
        .collect::<serde_json::Map<_, _>>()
        .into();
    Json(json!({"route": path.as_str(), "id": id, "headers": headers, "body": body}))
}

fn service() -> Router {
    let refusing = || async { Problem::conflict_state(Text::fixed("Không được.", "Not possible.")) };
    Router::new()
        .route("/v1/things/{id}", get(echo).post(echo))
        .route("/v1/things/{id}/refusal", post(refusing))
        .route("/v1/sizes", post(|body: motcua_kit::http::Json<Value>| async move { Json(body.0) }))
}

fn paths() -> Value {
    json!({
        "/v1/things/{id}": {"get": operation("getThing"), "post": protected("changeThing")},
        "/v1/things/{id}/refusal": {"post": operation("refuseThing")},
        "/v1/sizes": {"post": operation("measure")},
    })
}

async fn serve(router: Router) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    spawn(async move { axum::serve(listener, router).await.unwrap() });
    format!("http://{address}")
}

async fn with_remote(url: String) -> Fixture {
    let mut gateway = Fixture::with(settings(), vec![Upstream::Remote { name: "things".into(), url }]).await;
    for task in std::mem::take(&mut gateway.background) {
        spawn((task.run)(CancellationToken::new()));
    }
    gateway
}

async fn until_described(gateway: &Fixture) {
    let described = async || (gateway.get("/v1/unknown", None).await.status == 404).then_some(());
    motcua_testkit::eventually("the service is described", described).await;
}

async fn assert_forwarding(gateway: &Fixture) {
    let response = gateway
        .send(
            request(Method::GET, "/v1/things/%C4%90%C3%A0?x=1", None)
                .header("x-forwarded-for", "192.0.2.7")
                .header("x-user-id", "root")
                .header("connection", "close, x-odd")
                .header("x-odd", "1")
                .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .header("tracestate", "vendor=1")
                .header("accept-language", "en")
                .body(Body::empty())
                .unwrap(),
        )
        .await;
    assert_eq!(response.status, 200, "{response:?}");
    assert_eq!((&response.body["route"], &response.body["id"]), (&json!("/v1/things/{id}"), &json!("Đà")));
    let seen = &response.body["headers"];
    // The address of the connection, which the test has none of, and not what the client claims.
    assert_eq!(seen["x-forwarded-for"], "0.0.0.0");
    for name in ["x-user-id", "connection", "x-odd", "traceparent", "tracestate"] {
        assert!(seen[name].is_null(), "{name}: {seen}");
    }
    assert_eq!(
        (&seen["accept-language"], &seen["x-request-id"]),
        (&json!("en"), &json!(response.header("x-request-id")))
    );

    let token = gateway.admin_token().await;
    let response = gateway.post("/v1/things/7", Some(&token), &json!({"a": 1})).await;
    assert_eq!(
        (&response.body["body"], &response.body["headers"]["authorization"]),
        (&json!("{\"a\":1}"), &json!(format!("Bearer {token}")))
    );
    assert!(response.body["headers"]["idempotency-key"].is_string());

    gateway.post("/v1/things/7", None, &json!({})).await.assert_problem(401, "unauthenticated");
    let other = gateway.send(request(Method::DELETE, "/v1/things/7", None).body(Body::empty()).unwrap()).await;
    other.assert_problem(405, "method-not-allowed");
    assert_eq!(other.header("allow"), "GET, POST");
    for (kib, status) in [(900, 200), (1100, 413), (3000, 413)] {
        let response = gateway.post("/v1/sizes", None, &json!("x".repeat(kib << 10))).await;
        assert_eq!(response.status, status, "{kib} KiB");
        if status == 413 {
            response.assert_problem(413, "payload-too-large");
        }
        // The same in chunks, whose total length is not known in advance.
        let text = format!("\"{}\"", "x".repeat(kib << 10));
        let chunks: Vec<_> =
            text.as_bytes().chunks(32 << 10).map(|chunk| Ok::<_, Infallible>(chunk.to_vec())).collect();
        let request = request(Method::POST, "/v1/sizes", None).header("content-type", "application/json");
        let response = gateway.send(request.body(Body::from_stream(futures::stream::iter(chunks))).unwrap()).await;
        assert_eq!(response.status, status, "{kib} KiB in chunks");
    }
    gateway.get("/v1/nothing", None).await.assert_problem(404, "not-found");
    gateway.get("/", None).await.assert_problem(404, "not-found");
    gateway.post("/v1/things/7/refusal", None, &json!({})).await.assert_problem(409, "conflict-state");
}

#[tokio::test]
async fn requests_are_forwarded_to_a_router_in_this_process() {
    let gateway = Fixture::with(settings(), vec![local("things", service(), &paths())]).await;
    assert_forwarding(&gateway).await;
}

#[tokio::test]
async fn requests_are_forwarded_to_another_process_over_http() {
    let described = description(&paths());
    let router =
        motcua_kit::http::layers(service().route("/openapi.json", get(move || async move { Json(described) })));
    let gateway = with_remote(serve(router).await).await;
    until_described(&gateway).await;
    assert_forwarding(&gateway).await;
}

#[tokio::test]
async fn invalid_tokens_are_rejected_before_forwarding() {
    let requests = Arc::new(AtomicUsize::new(0));
    let counter = requests.clone();
    let counting = move || async move { counter.fetch_add(1, Ordering::SeqCst).to_string() };
    let router = Router::new().route("/v1/open", get(counting));
    let gateway =
        Fixture::with(settings(), vec![local("open", router, &json!({"/v1/open": {"get": operation("getOpen")}}))])
            .await;
    gateway.get("/v1/open", Some("eyJhbGciOiJub25lIn0.e30.")).await.assert_problem(401, "unauthenticated");
    let expired = gateway.admin_token().await;
    gateway.advance_clock(331);
    gateway.get("/v1/open", Some(&expired)).await.assert_problem(401, "unauthenticated");
    assert_eq!(requests.load(Ordering::SeqCst), 0);
    assert_eq!(gateway.get("/v1/open", None).await.status, 200);
}

#[tokio::test]
async fn unknown_paths_are_503_until_every_service_is_described() {
    let gateway = with_remote("http://127.0.0.1:1".into()).await;
    let response = gateway.get("/v1/things/7", None).await;
    response.assert_problem(503, "unavailable");
    assert_eq!(response.header("retry-after"), "1");
    assert_eq!(gateway.get("/.well-known/jwks.json", None).await.status, 200);
}

#[tokio::test]
async fn requests_to_a_stopped_service_are_503() {
    let described = description(&json!({"/v1/gone": {"get": operation("getGone")}}));
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    // Without keep-alive, so that the server can stop.
    let router =
        Router::new().route("/openapi.json", get(move || async move { ([("connection", "close")], Json(described)) }));
    let server = spawn(async move {
        axum::serve(listener, router).with_graceful_shutdown(async { drop(stopped.await) }).await.unwrap();
    });
    let gateway = with_remote(url).await;
    until_described(&gateway).await;
    stop.send(()).unwrap();
    server.await.unwrap();
    gateway.get("/v1/gone", None).await.assert_problem(503, "unavailable");
}
