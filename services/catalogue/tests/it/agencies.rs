//! Agencies: put by editors, read by everybody, told to the others.

use motcua_contracts::catalogue::AgencyChanged;
use motcua_kit::auth::Role;
use motcua_testkit::service::key;
use motcua_testkit::{Engine, on_both};
use serde_json::{Value, json};

use crate::bodies;
use crate::stage::Stage;

#[tokio::test(flavor = "multi_thread")]
async fn an_agency_is_added_once_and_changed_when_it_changes() {
    on_both(added_and_changed).await;
}

async fn added_and_changed(engine: Engine) {
    let stage = Stage::open(engine).await;
    let (mut body, path) = (bodies::agency(), "/v1/agencies");
    assert_eq!(stage.edit(path, &body).await.expect(201), body);
    assert_eq!(stage.edit(path, &body).await.expect(200), body);
    body["name"] = json!("Sở Công Thương tỉnh Lai Châu");
    stage.edit(path, &body).await.expect(200);
    stage.rig.assert_clean().await;
    let told = stage.rig.heard_of::<AgencyChanged>();
    assert_eq!(told.len(), 2, "the same content again says nothing");
    assert_eq!((told[1].name.as_str(), told[1].units.len()), ("Sở Công Thương tỉnh Lai Châu", 4));
    assert_eq!(stage.read(path).await.expect(200), json!({"items": [body]}));
}

#[tokio::test(flavor = "multi_thread")]
async fn only_editors_put_agencies_and_a_repeat_is_the_same_request() {
    on_both(guarded).await;
}

async fn guarded(engine: Engine) {
    let stage = Stage::open(engine).await;
    let (body, path) = (bodies::agency(), "/v1/agencies");
    let clerk = stage.rig.issuer.somebody(&[Role::Clerk], Some("H35.05.02"));
    assert_eq!(stage.rig.command(path, &clerk, &body).await.expect(403)["code"], "forbidden");
    stage.rig.command(path, "", &body).await.expect(401);
    stage.rig.post(path, &stage.editor, "", &body).await.expect(400);
    let key = key();
    let first = stage.rig.post(path, &stage.editor, &key, &body).await;
    let again = stage.rig.post(path, &stage.editor, &key, &body).await;
    assert_eq!((again.status, again.header("idempotency-replayed")), (first.status, "true"));
    let mut other = body.clone();
    other["nameEn"] = json!("Another");
    assert_eq!(stage.rig.post(path, &stage.editor, &key, &other).await.expect(422)["code"], "idempotency-key-reused");
    assert_eq!(stage.read(path).await.expect(200)["items"], json!([body]));
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_wrong_with_an_agency_is_said_at_once() {
    on_both(wrong).await;
}

async fn wrong(engine: Engine) {
    let stage = Stage::open(engine).await;
    let mut body = bodies::agency();
    (body["code"], body["kind"], body["seal"]) = (json!("h35"), json!("ministry"), json!(1));
    let answer = stage.edit("/v1/agencies", &body).await;
    assert_eq!(answer.wrong_fields(), ["/code", "/kind", "/seal"]);
    answer.expect(422);
    let mut body = bodies::agency();
    body["units"][1]["code"] = json!("H35.05.01");
    body["units"][2]["code"] = json!("H35.06.03");
    let answer = stage.edit("/v1/agencies", &body).await;
    assert_eq!(answer.wrong_fields(), ["/units/1/code", "/units/2/code"]);
    answer.expect(422);
    assert_eq!(stage.read("/v1/agencies").await.expect(200)["items"], json!([]));
}

fn plain(code: &str) -> Value {
    let unit = json!([{"code": format!("{code}.01"), "name": "Quầy", "kind": "counter"}]);
    json!({"code": code, "name": "Sở", "nameEn": "Department", "kind": "department", "units": unit})
}

#[tokio::test(flavor = "multi_thread")]
async fn an_agency_ends_and_another_takes_over() {
    on_both(succession).await;
}

async fn succession(engine: Engine) {
    let (stage, path) = (Stage::open(engine).await, "/v1/agencies");
    let mut old = plain("H35.05");
    (old["validFrom"], old["validTo"], old["successor"]) = (json!("2021-07-01"), json!("2021-07-01"), json!("H35.06"));
    let answer = stage.edit(path, &old).await;
    assert_eq!(answer.wrong_fields(), ["/successor", "/validTo"]);
    answer.expect(422);
    old["validTo"] = json!("2025-06-30");
    stage.edit(path, &plain("H35.06")).await.expect(201);
    assert_eq!(stage.edit(path, &old).await.expect(201), old);
    assert_eq!(stage.read(path).await.expect(200)["items"], json!([old, plain("H35.06")]));
    stage.rig.assert_clean().await;
    let told = stage.rig.heard_of::<AgencyChanged>();
    let shown = |told: &AgencyChanged| (told.valid_from.clone(), told.valid_to.clone(), told.successor.clone());
    assert_eq!(shown(&told[0]), (String::new(), String::new(), String::new()));
    assert_eq!(shown(&told[1]), ("2021-07-01".into(), "2025-06-30".into(), "H35.06".into()));
}

#[tokio::test(flavor = "multi_thread")]
async fn successors_never_lead_back() {
    on_both(circle).await;
}

async fn circle(engine: Engine) {
    let (stage, path) = (Stage::open(engine).await, "/v1/agencies");
    let with = |code: &str, successor: &str| {
        let mut body = plain(code);
        body["successor"] = json!(successor);
        body
    };
    for body in [plain("H35.07"), with("H35.06", "H35.07"), with("H35.05", "H35.06")] {
        stage.edit(path, &body).await.expect(201);
    }
    for (body, code) in [(with("H35.07", "H35.05"), "circle"), (with("H35.07", "H35.07"), "itself")] {
        let answer = stage.edit(path, &body).await;
        assert_eq!(
            (answer.wrong_fields(), &answer.json["errors"][0]["code"]),
            (vec!["/successor".into()], &json!(code))
        );
        answer.expect(422);
    }
    // Two at a time, each closing what the other opens: one of them is refused.
    for body in [plain("H35.08"), plain("H35.09")] {
        stage.edit(path, &body).await.expect(201);
    }
    let (one, other) = (with("H35.08", "H35.09"), with("H35.09", "H35.08"));
    let (one, other) = tokio::join!(stage.edit(path, &one), stage.edit(path, &other));
    let mut statuses = [one.status.as_u16(), other.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 422]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_version_needs_an_agency_that_still_takes_part() {
    on_both(ended).await;
}

async fn ended(engine: Engine) {
    let stage = Stage::open(engine).await;
    let mut agency = bodies::agency();
    agency["validTo"] = json!("2022-06-30");
    stage.edit("/v1/agencies", &agency).await.expect(201);
    let mut body = bodies::procedure();
    body["effectiveFrom"] = json!("2022-07-01");
    let answer = stage.edit("/v1/procedures", &body).await;
    assert_eq!(answer.wrong_fields(), ["/agency"]);
    assert_eq!(answer.expect(422)["errors"][0]["code"], "agency-ended");
    body["effectiveFrom"] = json!("2022-06-30");
    stage.edit("/v1/procedures", &body).await.expect(201);
}

#[tokio::test(flavor = "multi_thread")]
async fn agencies_come_in_pages_by_code() {
    on_both(pages).await;
}

async fn pages(engine: Engine) {
    let stage = Stage::open(engine).await;
    for code in ["H35.07", "H35.05", "H35.06"] {
        stage.edit("/v1/agencies", &plain(code)).await.expect(201);
    }
    let codes = |page: &Value| -> Vec<Value> {
        page["items"].as_array().into_iter().flatten().map(|agency| agency["code"].clone()).collect()
    };
    let first = stage.read("/v1/agencies?limit=2").await.expect(200);
    assert_eq!(codes(&first), ["H35.05", "H35.06"]);
    let next = first["next"].as_str().unwrap_or_default();
    let second = stage.read(&format!("/v1/agencies?limit=2&cursor={next}")).await.expect(200);
    assert_eq!(codes(&second), ["H35.07"]);
    assert_eq!(second["next"], Value::Null);
    stage.read("/v1/agencies?cursor=x!").await.expect(422);
}
