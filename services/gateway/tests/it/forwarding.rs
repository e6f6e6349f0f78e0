//! Forwarding: to services in this process and in others, and what is answered before a service hears of it.

use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::body::Body;
use axum::extract::{MatchedPath, Path};
use axum::http::{HeaderMap, Method};
use axum::routing::{get, post};
use axum::{Json, Router};
use motcua_gateway::Upstream;
use motcua_kit::lifecycle::spawn;
use motcua_kit::problem::Problem;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::support::{House, request, settings};

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

/// What a service saw of a request.
async fn echo(path: MatchedPath, Path(id): Path<String>, headers: HeaderMap, body: String) -> Json<Value> {
    let headers: Value = headers
        .iter()
        .map(|(name, value)| (name.to_string(), json!(value.to_str().unwrap())))
        .collect::<serde_json::Map<_, _>>()
        .into();
    Json(json!({"route": path.as_str(), "id": id, "headers": headers, "body": body}))
}

fn service() -> Router {
    let refusing = || async { Problem::conflict_state("Không được.") };
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

async fn remote_house(url: String) -> House {
    let mut house = House::with(settings(), vec![Upstream::Remote { name: "things".into(), url }]).await;
    for task in std::mem::take(&mut house.background) {
        spawn((task.run)(CancellationToken::new()));
    }
    house
}

async fn until_known(house: &House) {
    let known = async || (house.get("/v1/unknown", None).await.status == 404).then_some(());
    motcua_testkit::eventually("the service becomes known", known).await;
}

async fn behaves(house: &House, known_by_path: bool) {
    let answer = house
        .send(
            request(Method::GET, "/v1/things/%C4%90%C3%A0?x=1", None)
                .header("x-forwarded-for", "192.0.2.7")
                .header("x-user-id", "root")
                .header("connection", "close, x-odd")
                .header("x-odd", "1")
                .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .header("accept-language", "en")
                .body(Body::empty())
                .unwrap(),
        )
        .await;
    assert_eq!(answer.status, 200, "{answer:?}");
    assert_eq!((&answer.body["route"], &answer.body["id"]), (&json!("/v1/things/{id}"), &json!("Đà")));
    let seen = &answer.body["headers"];
    for name in ["x-forwarded-for", "x-user-id", "connection", "x-odd"] {
        assert!(seen[name].is_null(), "{name}: {seen}");
    }
    assert_eq!(seen["traceparent"], "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
    assert_eq!(
        (&seen["accept-language"], &seen["x-request-id"]),
        (&json!("en"), &json!(answer.header("x-request-id")))
    );

    let token = house.admin().await;
    let answer = house.post("/v1/things/7", Some(&token), &json!({"a": 1})).await;
    assert_eq!(
        (&answer.body["body"], &answer.body["headers"]["authorization"]),
        (&json!("{\"a\":1}"), &json!(format!("Bearer {token}")))
    );
    assert!(answer.body["headers"]["idempotency-key"].is_string());

    house.post("/v1/things/7", None, &json!({})).await.is_problem(401, "unauthenticated");
    let other = house.send(request(Method::DELETE, "/v1/things/7", None).body(Body::empty()).unwrap()).await;
    other.is_problem(405, "method-not-allowed");
    assert_eq!(other.header("allow"), "GET, POST");
    for (kib, status) in [(900, 200), (1100, 413), (3000, 413)] {
        let answer = house.post("/v1/sizes", None, &json!("x".repeat(kib << 10))).await;
        assert_eq!(answer.status, status, "{kib} KiB");
        if status == 413 {
            answer.is_problem(413, "payload-too-large");
        }
        // The same in pieces, so that nobody knows beforehand how long it is.
        let text = format!("\"{}\"", "x".repeat(kib << 10));
        let pieces: Vec<_> =
            text.as_bytes().chunks(32 << 10).map(|piece| Ok::<_, Infallible>(piece.to_vec())).collect();
        let request = request(Method::POST, "/v1/sizes", None).header("content-type", "application/json");
        let answer = house.send(request.body(Body::from_stream(futures::stream::iter(pieces))).unwrap()).await;
        assert_eq!(answer.status, status, "{kib} KiB in pieces");
    }
    house.get("/v1/nothing", None).await.is_problem(404, "not-found");
    house.get("/", None).await.is_problem(404, "not-found");
    if known_by_path {
        house.post("/v1/things/7/refusal", None, &json!({})).await.is_problem(409, "conflict-state");
    }
}

#[tokio::test]
async fn a_service_in_this_process_is_asked_directly() {
    let house = House::with(settings(), vec![local("things", service(), &paths())]).await;
    behaves(&house, true).await;
}

#[tokio::test]
async fn a_service_in_another_process_is_asked_over_http() {
    let described = description(&paths());
    let router =
        motcua_kit::http::layers(service().route("/openapi.json", get(move || async move { Json(described) })));
    let house = remote_house(serve(router).await).await;
    until_known(&house).await;
    behaves(&house, true).await;
}

#[tokio::test]
async fn a_bad_token_is_refused_before_any_service_hears_of_it() {
    let heard = Arc::new(AtomicUsize::new(0));
    let count = heard.clone();
    let listening = move || async move { count.fetch_add(1, Ordering::SeqCst).to_string() };
    let router = Router::new().route("/v1/open", get(listening));
    let house =
        House::with(settings(), vec![local("open", router, &json!({"/v1/open": {"get": operation("getOpen")}}))]).await;
    house.get("/v1/open", Some("eyJhbGciOiJub25lIn0.e30.")).await.is_problem(401, "unauthenticated");
    let expired = house.admin().await;
    house.pass(331);
    house.get("/v1/open", Some(&expired)).await.is_problem(401, "unauthenticated");
    assert_eq!(heard.load(Ordering::SeqCst), 0);
    assert_eq!(house.get("/v1/open", None).await.status, 200);
}

#[tokio::test]
async fn what_is_not_known_yet_is_unavailable_not_missing() {
    let house = remote_house("http://127.0.0.1:1".into()).await;
    let answer = house.get("/v1/things/7", None).await;
    answer.is_problem(503, "unavailable");
    assert_eq!(answer.header("retry-after"), "1");
    assert_eq!(house.get("/.well-known/jwks.json", None).await.status, 200);
}

#[tokio::test]
async fn a_service_that_went_away_is_unavailable() {
    let described = description(&json!({"/v1/gone": {"get": operation("getGone")}}));
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    // No kept connections, so that stopping the server ends it.
    let router =
        Router::new().route("/openapi.json", get(move || async move { ([("connection", "close")], Json(described)) }));
    let server = spawn(async move {
        axum::serve(listener, router).with_graceful_shutdown(async { drop(stopped.await) }).await.unwrap();
    });
    let house = remote_house(url).await;
    until_known(&house).await;
    stop.send(()).unwrap();
    server.await.unwrap();
    house.get("/v1/gone", None).await.is_problem(503, "unavailable");
}
