//! Agencies: put by editors, public, published to the other services.

use motcua_contracts::catalogue::AgencyChanged;
use motcua_office::Role;
use motcua_testkit::service::key;
use motcua_testkit::{Engine, on_both};
use serde_json::{Value, json};

use crate::bodies;
use crate::fixture::Fixture;

#[tokio::test(flavor = "multi_thread")]
async fn an_agency_is_added_and_replaced_only_when_it_differs() {
    on_both(added_and_changed).await;
}

async fn added_and_changed(engine: Engine) {
    let fixture = Fixture::start(engine).await;
    let (mut body, path) = (bodies::agency(), "/v1/agencies");
    assert_eq!(fixture.edit(path, &body).await.expect(201), body);
    assert_eq!(fixture.edit(path, &body).await.expect(200), body);
    body["name"] = json!("Sở Công Thương tỉnh Lai Châu");
    fixture.replace_agency(&body).await.expect(200);
    fixture.service.assert_clean().await;
    let published = fixture.service.published_of::<AgencyChanged>();
    assert_eq!(published.len(), 2, "the same content again publishes nothing");
    assert_eq!((published[1].name.as_str(), published[1].units.len()), ("Sở Công Thương tỉnh Lai Châu", 4));
    assert_eq!(fixture.read(path).await.expect(200), json!({"items": [body]}));
}

#[tokio::test(flavor = "multi_thread")]
async fn only_editors_put_agencies_and_a_retry_returns_the_stored_response() {
    on_both(guarded).await;
}

async fn guarded(engine: Engine) {
    let fixture = Fixture::start(engine).await;
    let (body, path) = (bodies::agency(), "/v1/agencies");
    let clerk = fixture.service.issuer.somebody(&[Role::Clerk], Some("H35.05.02"));
    assert_eq!(fixture.service.command(path, &clerk, &body).await.expect(403)["code"], "forbidden");
    fixture.service.command(path, "", &body).await.expect(401);
    fixture.service.post(path, &fixture.editor, "", &body).await.expect(400);
    let key = key();
    let first = fixture.service.post(path, &fixture.editor, &key, &body).await;
    let again = fixture.service.post(path, &fixture.editor, &key, &body).await;
    assert_eq!((again.status, again.header("idempotency-replayed")), (first.status, "true"));
    let mut other = body.clone();
    other["nameEn"] = json!("Another");
    assert_eq!(
        fixture.service.post(path, &fixture.editor, &key, &other).await.expect(422)["code"],
        "idempotency-key-reused"
    );
    assert_eq!(fixture.read(path).await.expect(200)["items"], json!([body]));
}

#[tokio::test(flavor = "multi_thread")]
async fn every_error_of_an_agency_is_reported_at_once() {
    on_both(wrong).await;
}

async fn wrong(engine: Engine) {
    let fixture = Fixture::start(engine).await;
    let mut body = bodies::agency();
    (body["code"], body["kind"], body["seal"]) = (json!("h35"), json!("ministry"), json!(1));
    let answer = fixture.edit("/v1/agencies", &body).await;
    assert_eq!(answer.wrong_fields(), ["/code", "/kind", "/seal"]);
    answer.expect(422);
    let mut body = bodies::agency();
    body["units"][1]["code"] = json!("H35.05.01");
    body["units"][2]["code"] = json!("H35.06.03");
    let answer = fixture.edit("/v1/agencies", &body).await;
    assert_eq!(answer.wrong_fields(), ["/units/1/code", "/units/2/code"]);
    answer.expect(422);
    assert_eq!(fixture.read("/v1/agencies").await.expect(200)["items"], json!([]));
}

fn plain(code: &str) -> Value {
    let unit = json!([{"code": format!("{code}.01"), "name": "Quầy", "kind": "counter"}]);
    json!({"code": code, "name": "Sở", "nameEn": "Department", "kind": "department", "units": unit})
}

#[tokio::test(flavor = "multi_thread")]
async fn an_agency_ends_and_a_successor_takes_over() {
    on_both(succession).await;
}

async fn succession(engine: Engine) {
    let (fixture, path) = (Fixture::start(engine).await, "/v1/agencies");
    let mut old = plain("H35.05");
    (old["validFrom"], old["validTo"], old["successor"]) = (json!("2021-07-01"), json!("2021-07-01"), json!("H35.06"));
    let answer = fixture.edit(path, &old).await;
    assert_eq!(answer.wrong_fields(), ["/successor", "/validTo"]);
    answer.expect(422);
    old["validTo"] = json!("2025-06-30");
    fixture.edit(path, &plain("H35.06")).await.expect(201);
    assert_eq!(fixture.edit(path, &old).await.expect(201), old);
    assert_eq!(fixture.read(path).await.expect(200)["items"], json!([old, plain("H35.06")]));
    fixture.service.assert_clean().await;
    let published = fixture.service.published_of::<AgencyChanged>();
    let shown = |event: &AgencyChanged| (event.valid_from.clone(), event.valid_to.clone(), event.successor.clone());
    assert_eq!(shown(&published[0]), (String::new(), String::new(), String::new()));
    assert_eq!(shown(&published[1]), ("2021-07-01".into(), "2025-06-30".into(), "H35.06".into()));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_chain_of_successors_is_never_circular() {
    on_both(circle).await;
}

async fn circle(engine: Engine) {
    let (fixture, path) = (Fixture::start(engine).await, "/v1/agencies");
    let with = |code: &str, successor: &str| {
        let mut body = plain(code);
        body["successor"] = json!(successor);
        body
    };
    for body in [plain("H35.07"), with("H35.06", "H35.07"), with("H35.05", "H35.06")] {
        fixture.edit(path, &body).await.expect(201);
    }
    for (body, code) in [(with("H35.07", "H35.05"), "circle"), (with("H35.07", "H35.07"), "itself")] {
        let answer = fixture.replace_agency(&body).await;
        assert_eq!(
            (answer.wrong_fields(), &answer.json["errors"][0]["code"]),
            (vec!["/successor".into()], &json!(code))
        );
        answer.expect(422);
    }
    // Two at once, each of which would close the circle of the other: one of them is refused.
    for body in [plain("H35.08"), plain("H35.09")] {
        fixture.edit(path, &body).await.expect(201);
    }
    let (one, other) = (with("H35.08", "H35.09"), with("H35.09", "H35.08"));
    let (one, other) = tokio::join!(fixture.replace_agency(&one), fixture.replace_agency(&other));
    let mut statuses = [one.status.as_u16(), other.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 422]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_version_needs_an_agency_that_has_not_ended() {
    on_both(ended).await;
}

async fn ended(engine: Engine) {
    let fixture = Fixture::start(engine).await;
    let mut agency = bodies::agency();
    agency["validTo"] = json!("2022-06-30");
    fixture.edit("/v1/agencies", &agency).await.expect(201);
    let mut body = bodies::procedure();
    body["effectiveFrom"] = json!("2022-07-01");
    let answer = fixture.edit("/v1/procedures", &body).await;
    assert_eq!(answer.wrong_fields(), ["/agency"]);
    assert_eq!(answer.expect(422)["errors"][0]["code"], "agency-ended");
    body["effectiveFrom"] = json!("2022-06-30");
    fixture.edit("/v1/procedures", &body).await.expect(201);
}

#[tokio::test(flavor = "multi_thread")]
async fn agencies_are_listed_in_pages_by_code() {
    on_both(pages).await;
}

async fn pages(engine: Engine) {
    let fixture = Fixture::start(engine).await;
    for code in ["H35.07", "H35.05", "H35.06"] {
        fixture.edit("/v1/agencies", &plain(code)).await.expect(201);
    }
    let codes = |page: &Value| -> Vec<Value> {
        page["items"].as_array().into_iter().flatten().map(|agency| agency["code"].clone()).collect()
    };
    let first = fixture.read("/v1/agencies?limit=2").await.expect(200);
    assert_eq!(codes(&first), ["H35.05", "H35.06"]);
    let next = first["next"].as_str().unwrap_or_default();
    let second = fixture.read(&format!("/v1/agencies?limit=2&cursor={next}")).await.expect(200);
    assert_eq!(codes(&second), ["H35.07"]);
    assert_eq!(second["next"], Value::Null);
    fixture.read("/v1/agencies?cursor=x!").await.expect(422);
}

#[tokio::test(flavor = "multi_thread")]
async fn replacing_an_agency_needs_the_version_that_was_read() {
    on_both(preconditions).await;
}

async fn preconditions(engine: Engine) {
    let (fixture, path) = (Fixture::start(engine).await, "/v1/agencies");
    let named = |name: &str| {
        let mut body = plain("H35.05");
        body["name"] = json!(name);
        body
    };
    let put_if = async |etag: &str, body: &Value| fixture.service.command_if(path, &fixture.editor, etag, body).await;
    assert_eq!(put_if("\"1\"", &named("Một")).await.expect(412)["code"], "precondition-failed", "it does not exist");
    let added = fixture.edit(path, &named("Một")).await;
    assert_eq!((added.status.as_u16(), added.header("etag")), (201, "\"1\""));

    // Two editors read version 1; the second one does not overwrite what the first one changed.
    for blind in [fixture.edit(path, &named("Hai")).await, put_if("*", &named("Hai")).await] {
        assert_eq!(blind.expect(428)["code"], "precondition-required");
    }
    let replaced = put_if("\"1\"", &named("Hai")).await;
    assert_eq!((replaced.status.as_u16(), replaced.header("etag")), (200, "\"2\""));
    assert_eq!(put_if("\"1\"", &named("Ba")).await.expect(412)["code"], "precondition-failed");
    let read = fixture.read("/v1/agencies/H35.05").await;
    assert_eq!((read.header("etag"), &read.json), ("\"2\"", &named("Hai")));

    // What is already so needs no precondition: nothing is overwritten.
    let same = fixture.edit(path, &named("Hai")).await;
    assert_eq!((same.status.as_u16(), same.header("etag")), (200, "\"2\""));
    fixture.service.assert_clean().await;
    assert_eq!(fixture.service.published_of::<AgencyChanged>().len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn if_none_match_adds_an_agency_and_replaces_none() {
    on_both(only_new).await;
}

async fn only_new(engine: Engine) {
    let fixture = Fixture::start(engine).await;
    let add = async |body: &Value| fixture.service.send(fixture.put_if_absent(body)).await;
    add(&plain("H35.05")).await.expect(201);
    let mut other = plain("H35.05");
    other["name"] = json!("Sở khác");
    assert_eq!(add(&other).await.expect(412)["code"], "precondition-failed");
    for unknown in ["/v1/agencies/H35.99", "/v1/agencies/%00"] {
        fixture.read(unknown).await.expect(404);
    }
    assert_eq!(fixture.read("/v1/agencies/H35.05").await.expect(200), plain("H35.05"));
}
