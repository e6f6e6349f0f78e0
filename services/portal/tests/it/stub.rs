//! A stub of the public API: it says what the pages must understand, and can be made to fail.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock};

use axum::extract::{Path, Query, RawForm, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use motcua_kit::lifecycle::spawn;
use serde_json::{Value, json};
use tokio::net::TcpListener;

#[path = "stub_definitions.rs"]
mod definitions;
#[path = "stub_dossiers.rs"]
pub mod dossiers;
#[path = "stub_payments.rs"]
pub mod payments;

pub const CODE: &str = "H35.08-221206-0001";
pub const SECRET: &str = "7K0Q1XYZ";
pub const HOSTILE: &str = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>";
const NAMES: [&str; 20] = [
    "Sở Nội vụ",
    "Sở Tư pháp",
    "Sở Kế hoạch và Đầu tư",
    "Sở Tài chính",
    "Sở Công Thương",
    "Sở Nông nghiệp và Phát triển nông thôn",
    "Sở Giao thông vận tải",
    "Sở Xây dựng",
    "Sở Tài nguyên và Môi trường",
    "Sở Thông tin và Truyền thông",
    "Sở Lao động – Thương binh và Xã hội",
    "Sở Văn hóa, Thể thao và Du lịch",
    "Sở Khoa học và Công nghệ",
    "Sở Giáo dục và Đào tạo",
    "Sở Y tế",
    "Công ty Cổ phần nước sạch Lai Châu",
    "Công ty Điện lực Lai Châu",
    "Bảo hiểm xã hội tỉnh Lai Châu",
    "Công an tỉnh Lai Châu",
    "Cục Thuế tỉnh Lai Châu",
];

/// What the stub remembers.
#[derive(Clone)]
pub struct Stub {
    /// Share of the year that has been counted, in thousandths.
    pub filled: Arc<AtomicU64>,
    /// How often the figures were asked for.
    pub asked: Arc<AtomicU64>,
    /// Life of the access tokens it gives, in seconds.
    pub token_life: Arc<AtomicU64>,
    /// How many sign-ins were ended.
    pub revoked: Arc<AtomicU64>,
    /// How often the definitions were asked for.
    pub explained: Arc<AtomicU64>,
    /// Whether the definitions cannot be told.
    pub speechless: Arc<AtomicBool>,
    /// Whether the fees of the dossier that owes some are paid.
    pub paid: Arc<AtomicBool>,
    /// The payments that were begun: fee and idempotency key.
    pub begun: Arc<Mutex<Vec<(String, String)>>>,
    /// Where it is.
    pub base: Arc<OnceLock<String>>,
}

/// Starts a stub whose year is filled to so many thousandths.
pub async fn start(filled: u64) -> (String, Stub) {
    let number = |value| Arc::new(AtomicU64::new(value));
    let stub = Stub {
        filled: number(filled),
        asked: number(0),
        token_life: number(300),
        revoked: number(0),
        explained: number(0),
        speechless: Arc::default(),
        paid: Arc::default(),
        begun: Arc::default(),
        base: Arc::default(),
    };
    let base = serve(routes(stub.clone())).await;
    (stub.base.get_or_init(|| base).clone(), stub)
}

/// Serves routes on a free port and gives their address.
pub async fn serve(routes: Router) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("a bound port");
    let service = routes.into_make_service_with_connect_info::<SocketAddr>();
    drop(spawn(async move { axum::serve(listener, service).await }));
    format!("http://{address}")
}

fn routes(stub: Stub) -> Router {
    Router::new()
        .route("/v1/public/figures", get(figures))
        .route("/v1/public/definitions", get(definitions::answer))
        .route("/v1/public/lookups", post(look_up))
        .route("/v1/calendars/{code}", get(calendar))
        .route(
            "/simulator/e-identity",
            post(|Json(body): Json<Value>| async move {
                Json(json!({"assertion": format!("citizen {}", body["identityNumber"].as_str().unwrap_or_default())}))
            }),
        )
        .route("/oauth/token", post(token))
        .route("/oauth/revoke", post(revoke))
        .route("/v1/me", get(me))
        .route("/v1/tasks", get(tasks))
        .route("/v1/results", get(results))
        .merge(dossiers::routes())
        .merge(payments::routes())
        .with_state(stub)
}

#[derive(serde::Deserialize)]
struct Days {
    from: Option<String>,
    to: Option<String>,
}

async fn figures(State(stub): State<Stub>, Query(days): Query<Days>) -> Json<Value> {
    stub.asked.fetch_add(1, Ordering::SeqCst);
    let (from, to) = (days.from.unwrap_or("2025-12-15".into()), days.to.unwrap_or("2026-12-14".into()));
    let filled = if from.starts_with("2021") { stub.filled.load(Ordering::SeqCst) } else { 0 };
    Json(review(filled, &from, &to))
}

/// The year of the seed, so many thousandths of it.
pub fn review(filled: u64, from: &str, to: &str) -> Value {
    let of = |number: u64| number * filled / 1000;
    let (online, counter, carried) = (of(19_126), of(22_542), if filled > 0 { 1_710 } else { 0 });
    let (early, on_time, late) = (of(20_539), of(20_134), of(20));
    let open = online + counter + carried - early - on_time - late;
    let (very, satisfied) = (of(12_670), of(40));
    let agencies = NAMES.iter().enumerate().map(|(at, name)| {
        let at = at as u64;
        let weight = (at * at * 37 + 11) % 23 + 1;
        let (online, counter) = (of(19_126 * weight / 240), of(22_542 * weight / 240));
        let late = if at % 4 == 3 { of(at / 2) } else { 0 };
        let total = online + counter;
        let overdue = if at % 6 == 2 { of(3) } else { 0 };
        json!({"code": format!("H35.{:02}", at + 1), "name": name,
            "received": {"total": total, "online": online, "counter": counter, "carriedOver": 0},
            "resolved": {"total": total * 9 / 10, "early": total / 2, "onTime": total * 9 / 10 - total / 2 - late, "late": late},
            "inProcess": {"total": total - total * 9 / 10, "notDue": total - total * 9 / 10 - overdue, "overdue": overdue}})
    });
    json!({
        "period": {"from": from, "to": to},
        "catalogue": {"procedures": 1481, "departments": 15, "companies": 2, "centralAgencies": 3, "onTheSpot": 92},
        "received": {"total": online + counter + carried, "online": online, "counter": counter, "carriedOver": carried},
        "resolved": {"total": early + on_time + late, "early": early, "onTime": on_time, "late": late},
        "inProcess": {"total": open, "notDue": open - of(14), "overdue": of(14)},
        "ratings": {"total": very + satisfied, "verySatisfied": very, "satisfied": satisfied, "notSatisfied": 0},
        "byAgency": agencies.collect::<Vec<_>>(),
    })
}

async fn look_up(Json(body): Json<Value>) -> Response {
    let (code, secret) = (body["code"].as_str().unwrap_or_default(), body["secret"].as_str().unwrap_or_default());
    match code {
        "H35.08-999999-0429" => (StatusCode::TOO_MANY_REQUESTS, [(header::RETRY_AFTER, "900")]).into_response(),
        "H35.08-999999-0503" => StatusCode::SERVICE_UNAVAILABLE.into_response(),
        CODE if secret == SECRET => Json(dossier("Cấp giấy phép xây dựng mới đối với nhà ở riêng lẻ")).into_response(),
        "H35.08-221206-0004" if secret == SECRET => Json(put_off()).into_response(),
        "H35.08-221206-6666" if secret == SECRET => Json(dossier(HOSTILE)).into_response(),
        _ => (StatusCode::NOT_FOUND, Json(json!({"code": "not-found"}))).into_response(),
    }
}

fn dossier(procedure: &str) -> Value {
    let line = |at: &str, status: i32, vi: &str, en: &str, unit: Option<&str>| json!({"at": at, "status": status, "text": {"vi": vi, "en": en}, "unit": unit.map(|_| "H35.08.01"), "unitName": unit});
    json!({"code": CODE, "status": 4, "statusText": {"vi": "Đang giải quyết", "en": "In progress"},
    "agency": {"code": "H35.08", "name": "Sở Xây dựng"}, "procedureName": procedure,
    "submittedAt": "2022-12-05T12:40:00Z", "acceptedAt": "2022-12-06T01:12:00Z",
    "dueAt": "2022-12-15T10:00:00Z", "dueOn": "2022-12-15", "paused": false, "timeline": [
        line("2022-12-05T12:40:00Z", 1, "Đã gửi, chờ tiếp nhận", "Sent, waiting to be received", None),
        line("2022-12-06T01:12:00Z", 2, "Đã tiếp nhận", "Received", Some("Bộ phận Tiếp nhận và Trả kết quả")),
        line("2022-12-07T02:05:00Z", 4, "Đang giải quyết", "In progress", Some("Phòng Quản lý xây dựng")),
    ]})
}

/// A dossier whose date was put off with an apology, while another agency is asked for its opinion.
fn put_off() -> Value {
    let mut told = dossier("Cấp giấy phép xây dựng");
    (told["promisedAt"], told["promisedOn"]) = (json!("2022-12-21T10:00:00Z"), json!("2022-12-21"));
    if let Some(timeline) = told["timeline"].as_array_mut() {
        timeline.push(json!({"at": "2022-12-08T02:05:00Z", "status": 4, "what": "opinionRequested", "unit": "H35.05.04",
            "unitName": "Phòng Quản lý thương mại", "text": {"vi": "Lấy ý kiến phối hợp", "en": "An opinion is asked for"}}));
        timeline.push(
            json!({"at": "2022-12-08T03:00:00Z", "status": 4, "what": "extended", "promisedAt": "2022-12-21T10:00:00Z",
            "text": {"vi": "Xin lỗi và hẹn lại ngày trả", "en": "Apology and a new date"}}),
        );
    }
    told
}

async fn calendar(Path(code): Path<String>) -> Response {
    if code != "H35" {
        return StatusCode::NOT_FOUND.into_response();
    }
    let day = json!([{"from": "07:00", "to": "11:30"}, {"from": "13:30", "to": "17:00"}]);
    Json(json!({"code": "H35", "version": 1, "validFrom": "2021-07-01", "validTo": "2027-12-31",
        "week": [day, day, day, day, day, [], []], "overrides": {}}))
    .into_response()
}

async fn token(State(stub): State<Stub>, RawForm(form): RawForm) -> Response {
    let form = String::from_utf8_lossy(&form).into_owned();
    let life = stub.token_life.load(Ordering::SeqCst);
    let answer = |who: &str| {
        Json(json!({"access_token": who, "token_type": "Bearer", "expires_in": life, "refresh_token": format!("next-{who}")}))
            .into_response()
    };
    let value = |name: &str| form.split('&').find_map(|pair| pair.strip_prefix(&format!("{name}=")).map(str::to_owned));
    match value("grant_type").as_deref() {
        Some("password") if value("password").as_deref() == Some("mat-khau") => {
            answer(&value("username").unwrap_or_default())
        }
        Some("refresh_token") => {
            let who = value("refresh_token").unwrap_or_default();
            // What has been refreshed once lives long, so that a test sees the refresh and nothing else.
            stub.token_life.store(300, Ordering::SeqCst);
            let life = 300;
            Json(json!({"access_token": who.trim_start_matches("next-"), "token_type": "Bearer", "expires_in": life, "refresh_token": who}))
                .into_response()
        }
        Some(grant) if grant.ends_with("jwt-bearer") => {
            // Whoever signs in finds the fees unpaid, however often they were paid before.
            stub.paid.store(false, Ordering::SeqCst);
            answer("citizen")
        }
        _ => (StatusCode::BAD_REQUEST, Json(json!({"error": "invalid_grant"}))).into_response(),
    }
}

async fn revoke(State(stub): State<Stub>) {
    stub.revoked.fetch_add(1, Ordering::SeqCst);
}

fn caller(headers: &HeaderMap) -> Option<String> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    value.strip_prefix("Bearer ").map(str::to_owned)
}

async fn me(headers: HeaderMap) -> Response {
    let (role, name, unit) = match caller(&headers).as_deref() {
        Some("citizen") => ("citizen", "Lò Thị Mai", None),
        Some("xaydung.traketqua") => ("result_officer", "Lò Xuân Hà", Some("H35.08.01")),
        Some("xaydung.vanthu") => ("clerk", "Vàng A Páo", Some("H35.08.02")),
        Some("xaydung.chuyenvien1") => ("dept_officer", "Nguyễn Thị Hòa", Some("H35.08.04")),
        Some("xaydung.tiepnhan1") => ("intake_officer", HOSTILE, Some("H35.08.01")),
        Some("trungtam.giamdoc") => ("centre_director", "Trần Văn Định", Some("H35.00.03")),
        _ => return StatusCode::UNAUTHORIZED.into_response(),
    };
    let id = if role == "intake_officer" { dossiers::RECEIVER } else { "0192f3c4-6f0e-7c1a-9a57-3c2d1b0e9f11" };
    Json(json!({"id": id, "displayName": name, "kind": "person", "roles": [role],
        "unit": unit, "disabled": false, "createdAt": "2022-01-01T00:00:00Z"}))
    .into_response()
}

async fn tasks() -> Json<Value> {
    let task = |at: u32, name: &str| {
        json!({"id": "x", "dossierId": dossiers::FULL, "code": format!("H35.08-22120{}-000{at}", at % 9), "name": name, "unit": "H35.08.04", "state": "open",
            "dueAt": format!("2022-12-{:02}T04:30:00Z", 9 + at), "dossierDueAt": format!("2022-12-{:02}T10:00:00Z", 12 + at)})
    };
    Json(
        json!({"items": [task(1, "Thẩm định, dự thảo"), task(2, "Thẩm định, dự thảo"), task(4, "Kiểm tra thực địa")], "next": "abc"}),
    )
}

#[derive(serde::Deserialize)]
struct Wanted {
    state: Option<String>,
}

async fn results(Query(wanted): Query<Wanted>) -> Json<Value> {
    let items = json!([
        {"dossierId": dossiers::FULL, "code": CODE, "granted": true, "state": "drafted", "decidedAt": "2022-12-13T03:00:00Z"},
        {"dossierId": dossiers::REFUSED, "code": "H35.08-221201-0003", "granted": false, "state": "returned", "decidedAt": "2022-12-08T03:00:00Z", "number": "12/2022/H35.08"},
    ]);
    let items = items.as_array().into_iter().flatten();
    let asked = items.filter(|item| wanted.state.as_deref().is_none_or(|state| item["state"] == state));
    Json(json!({"items": asked.collect::<Vec<_>>()}))
}
