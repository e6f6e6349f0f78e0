//! What a collector receives: our own spans, and none of the secrets of the settings.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{Request, StatusCode};
use axum::routing::{get, post};
use motcua_kit::Db;
use motcua_kit::config::{Secret, Settings};
use motcua_kit::http::layers;
use opentelemetry_proto::tonic::collector::trace::v1::ExportTraceServiceRequest;
use opentelemetry_proto::tonic::common::v1::any_value::Value;
use opentelemetry_proto::tonic::trace::v1::Span;
use prost::Message;
use sea_orm::ConnectionTrait;
use tower::ServiceExt;

const SECRETS: [&str; 4] = ["database-password", "lookup-secret", "admin-secret", "payment-secret"];

type Received = Arc<Mutex<Vec<Bytes>>>;

#[tokio::test(flavor = "multi_thread")]
async fn only_our_spans_are_exported_and_no_secret() {
    let received = Received::default();
    let settings = settings(collector(received.clone()).await);
    let telemetry = motcua_kit::telemetry::init("tests", &settings);
    let unreachable = Db::connect(settings.database_url.reveal(), 1).await;
    assert!(unreachable.is_err());
    for flags in ["01", "00"] {
        assert_eq!(request(flags).await, StatusCode::OK);
    }
    telemetry.shutdown().await;

    let spans: Vec<Span> = received.lock().unwrap().iter().flat_map(spans).collect();
    assert_eq!(spans.len(), 1, "the sampled request alone: {spans:#?}");
    for span in &spans {
        assert!(string(span, "target").starts_with("motcua"), "{span:#?}");
        let shown = format!("{span:?}");
        assert!(SECRETS.iter().all(|secret| !shown.contains(secret)), "{span:#?}");
    }
}

/// Settings with a secret wherever one is possible.
fn settings(collector: String) -> Settings {
    let [password, lookup, admin, payment] = SECRETS;
    Settings {
        otlp_endpoint: collector,
        database_url: Secret::new(format!("postgres://motcua:{password}@127.0.0.1:1/motcua")),
        lookup_key: Secret::new(lookup),
        admin_password: Secret::new(admin),
        payment_key: Secret::new(payment),
        ..Settings::defaults().expect("valid defaults")
    }
}

/// An OTLP receiver over HTTP; its address.
async fn collector(received: Received) -> String {
    async fn keep(State(received): State<Received>, body: Bytes) {
        received.lock().expect("no panic").push(body);
    }
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("an address");
    let router = Router::new().route("/v1/traces", post(keep)).with_state(received);
    motcua_kit::lifecycle::spawn(async move { axum::serve(listener, router).await });
    format!("http://{address}")
}

/// A request that continues a trace with these flags and reads a database.
async fn request(flags: &str) -> StatusCode {
    let folder = tempfile::tempdir().expect("a folder");
    let url = format!("sqlite://{}", folder.path().join("sample.db").display());
    let db = Db::connect(&url, 1).await.expect("a database");
    let read = || async move {
        db.read().execute_unprepared("select 1").await.expect("an answer");
        tracing::info!("read");
    };
    let request = Request::get("/v1/sample")
        .header("traceparent", format!("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-{flags}"))
        .body(Body::empty())
        .expect("a request");
    let router = layers(Router::new().route("/v1/sample", get(read)));
    router.oneshot(request).await.expect("a response").status()
}

fn spans(body: &Bytes) -> Vec<Span> {
    let request = ExportTraceServiceRequest::decode(body.clone()).expect("an export request");
    let resources = request.resource_spans.into_iter();
    resources.flat_map(|resource| resource.scope_spans).flat_map(|scope| scope.spans).collect()
}

fn string(span: &Span, key: &str) -> String {
    let attribute = span.attributes.iter().find(|attribute| attribute.key == key).expect("the attribute");
    match attribute.value.clone().and_then(|value| value.value) {
        Some(Value::StringValue(text)) => text,
        other => panic!("{key}: {other:?}"),
    }
}
