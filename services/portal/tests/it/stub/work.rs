//! The lists of tasks and results.

use axum::extract::Query;
use axum::routing::get;
use axum::{Json, Router};
use serde_json::{Value, json};

use super::dossiers::{FULL, REFUSED};
use super::{CODE, Stub};

pub fn routes() -> Router<Stub> {
    Router::new().route("/v1/tasks", get(tasks)).route("/v1/results", get(results))
}

async fn tasks() -> Json<Value> {
    let task = |at: u32, name: &str| {
        json!({"id": "x", "dossierId": FULL, "code": format!("H35.08-22120{}-000{at}", at % 9), "name": name, "unit": "H35.08.04", "state": "open",
            "dueAt": format!("2022-12-{:02}T04:30:00Z", 9 + at), "dossierDueAt": format!("2022-12-{:02}T10:00:00Z", 12 + at)})
    };
    Json(
        json!({"items": [task(1, "Thẩm định, dự thảo"), task(2, "Thẩm định, dự thảo"), task(4, "Kiểm tra thực địa")], "next": "abc"}),
    )
}

#[derive(serde::Deserialize)]
struct ResultsQuery {
    state: Option<String>,
}

async fn results(Query(query): Query<ResultsQuery>) -> Json<Value> {
    let items = json!([
        {"dossierId": FULL, "code": CODE, "granted": true, "state": "drafted", "decidedAt": "2022-12-13T03:00:00Z"},
        {"dossierId": REFUSED, "code": "H35.08-221201-0003", "granted": false, "state": "returned", "decidedAt": "2022-12-08T03:00:00Z", "number": "12/2022/H35.08"},
    ]);
    let items = items.as_array().into_iter().flatten();
    let matching = items.filter(|item| query.state.as_deref().is_none_or(|state| item["state"] == state));
    Json(json!({"items": matching.collect::<Vec<_>>()}))
}
