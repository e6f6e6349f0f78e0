//! Importing files: a dry run first, then all of it or nothing.

use axum::body::Body;
use axum::http::{Request, header};
use motcua_contracts::catalogue::{AgencyChanged, CalendarPublished, ProcedurePublished};
use motcua_testkit::service::key;
use motcua_testkit::{Engine, on_both};
use serde_json::{Value, json};

use crate::bodies;
use crate::fixture::{Fixture, publication};

const EXPORT: &str = "/v1/catalogue/export";
const IMPORT: &str = "/v1/catalogue/import";

/// A catalogue with one agency, one calendar and two procedures, all published.
pub async fn filled(engine: Engine) -> Fixture {
    let fixture = Fixture::with_agency(engine).await;
    fixture.edit("/v1/calendars", &bodies::calendar(1)).await.expect(201);
    fixture.publish(&publication("calendars", "H35", &json!(1))).await.expect(200);
    for code in ["1.000002", "1.000001"] {
        fixture.procedure(&bodies::named(code, "Thủ tục", "Thú y")).await;
    }
    fixture
}

/// The same as a file.
pub fn document() -> Value {
    let procedures = ["1.000001", "1.000002"].map(|code| bodies::named(code, "Thủ tục", "Thú y"));
    json!({"agencies": [bodies::agency()], "calendars": [bodies::calendar(1)], "procedures": procedures})
}

fn import(document: &Value, dry_run: bool) -> Value {
    json!({"document": document, "dryRun": dry_run})
}

/// Kind, code and outcome of each row.
pub fn outcomes(report: &Value) -> Vec<String> {
    let rows = report["rows"].as_array().into_iter().flatten();
    rows.map(|row| [&row["kind"], &row["code"], &row["outcome"]].map(|part| part.as_str().unwrap_or("?")).join(" "))
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dry_run_reports_every_outcome_and_changes_nothing() {
    on_both(dry_run).await;
}

async fn dry_run(engine: Engine) {
    let fixture = Fixture::start(engine).await;
    let request = json!({"document": document()});
    let report = fixture.edit(IMPORT, &request).await.expect(200);
    assert_eq!((&report["dryRun"], &report["applied"]), (&json!(true), &json!(false)), "a dry run by default");
    let expected =
        ["agency H35.05 created", "calendar H35 created", "procedure 1.000001 created", "procedure 1.000002 created"];
    assert_eq!(outcomes(&report), expected);
    assert_eq!(fixture.edit(IMPORT, &request).await.expect(200), report, "the dry run changed nothing");
    assert_eq!(fixture.read("/v1/agencies").await.expect(200)["items"], json!([]));
    fixture.read_as_editor("/v1/calendars/H35/versions/1/differences?from=1").await.expect(404);
    fixture.service.assert_clean().await;
    assert_eq!(fixture.service.published(), []);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_etag_is_not_held_against_every_entry_of_an_import() {
    let fixture = Fixture::start(Engine::Sqlite).await;
    let stale = fixture.service.command_if(IMPORT, &fixture.editor, "\"9\"", &import(&document(), false)).await;
    assert_eq!(stale.expect(200)["applied"], true);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_puts_agencies_and_drafts_procedures_and_calendars() {
    on_both(imported).await;
}

async fn imported(engine: Engine) {
    let fixture = Fixture::start(engine).await;
    // The draft gets the next number of this catalogue, not the one in the file.
    let mut file = document();
    file["calendars"][0]["version"] = json!(7);
    let key = key();
    let report = fixture.service.post(IMPORT, &fixture.both, &key, &import(&file, false)).await.expect(200);
    assert_eq!((&report["applied"], report["rows"].as_array().map(Vec::len)), (&json!(true), Some(4)));
    let again = fixture.service.post(IMPORT, &fixture.both, &key, &import(&file, false)).await;
    assert_eq!(again.header("idempotency-replayed"), "true");
    assert_eq!(again.expect(200), report);
    assert_eq!(fixture.read("/v1/agencies").await.expect(200)["items"], json!([bodies::agency()]));
    assert_eq!(fixture.read("/v1/procedures").await.expect(200)["items"], json!([]), "nothing is published");
    let calendar = publication("calendars", "H35", &json!(1));
    fixture.service.command(&calendar, &fixture.both, &json!({})).await.expect(403);
    fixture.publish(&calendar).await.expect(200);
    fixture.service.assert_clean().await;
    assert_eq!(
        (
            fixture.service.published_of::<AgencyChanged>().len(),
            fixture.service.published_of::<CalendarPublished>().len()
        ),
        (1, 1)
    );
    assert_eq!(fixture.service.published_of::<ProcedurePublished>(), []);
    // Open drafts with the same content are no reason to refuse.
    let report = fixture.edit(IMPORT, &import(&file, false)).await.expect(200);
    assert!(outcomes(&report).iter().all(|row| row.ends_with("unchanged")), "{report}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_exported_file_changes_nothing_and_an_edited_one_drafts_versions() {
    on_both(edited).await;
}

async fn edited(engine: Engine) {
    let fixture = filled(engine).await;
    let mut file = fixture.read_as_editor(EXPORT).await.expect(200);
    let report = fixture.edit(IMPORT, &import(&file, false)).await.expect(200);
    assert!(outcomes(&report).iter().all(|row| row.ends_with("unchanged")), "{report}");
    file["agencies"][0]["name"] = json!("Sở Công Thương tỉnh Lai Châu");
    file["calendars"][0]["overrides"] = json!({});
    file["procedures"][1]["effectiveFrom"] = json!("2022-04-01");
    let report = fixture.edit(IMPORT, &import(&file, false)).await.expect(200);
    let expected =
        ["agency H35.05 changed", "calendar H35 changed", "procedure 1.000001 unchanged", "procedure 1.000002 changed"];
    assert_eq!((outcomes(&report), &report["applied"]), (expected.map(String::from).to_vec(), &json!(true)));
    let days = fixture.read_as_editor("/v1/calendars/H35/versions/2/differences?from=1").await.expect(200);
    assert_eq!(days["items"].as_array().map(Vec::len), Some(2));
}

#[tokio::test(flavor = "multi_thread")]
async fn one_refused_entry_keeps_the_whole_file_from_taking_effect() {
    on_both(refused).await;
}

async fn refused(engine: Engine) {
    let fixture = filled(engine).await;
    let mut draft = bodies::named("1.000002", "Đang soạn", "Thú y");
    draft["effectiveFrom"] = json!("2022-01-01");
    fixture.edit("/v1/procedures", &draft).await.expect(201);
    let mut file = document();
    file["agencies"][0]["name"] = json!("Sở khác");
    file["procedures"][0]["name"] = json!("Tên khác, cùng ngày hiệu lực");
    file["procedures"][1]["name"] = json!("Tên khác, khi đang có dự thảo");
    file["procedures"][1]["effectiveFrom"] = json!("2022-04-01");
    let mut third = bodies::named("1.000003", "Thiếu đơn vị", "Thú y");
    third["cases"][0]["terms"][0]["steps"][1]["unit"] = json!("H35.05.09");
    let rows = file["procedures"].as_array_mut().expect("procedures");
    rows.extend([third, bodies::named("1.000004", "Một", "Thú y"), bodies::named("1.000004", "Hai", "Thú y")]);
    let report = fixture.edit(IMPORT, &import(&file, false)).await.expect(200);
    let expected = [
        "agency H35.05 changed",
        "calendar H35 unchanged",
        "procedure 1.000001 refused",
        "procedure 1.000002 refused",
        "procedure 1.000003 refused",
        "procedure 1.000004 created",
        "procedure 1.000004 refused",
    ];
    assert_eq!((outcomes(&report), &report["applied"]), (expected.map(String::from).to_vec(), &json!(false)));
    let expected = [
        "/document/procedures/0/effectiveFrom overlap",
        "/document/procedures/1 conflict-state",
        "/document/procedures/2/cases/0/terms/0/steps/1/unit unknown",
        "/document/procedures/4/code duplicate",
    ];
    assert_eq!(wrong(&report), expected);
    assert_eq!(
        fixture.read("/v1/agencies").await.expect(200)["items"],
        json!([bodies::agency()]),
        "nothing took effect"
    );
    fixture.service.assert_clean().await;
    assert_eq!(fixture.service.published_of::<AgencyChanged>().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn agencies_of_a_file_may_succeed_each_other_in_any_order() {
    on_both(succession).await;
}

async fn succession(engine: Engine) {
    let fixture = Fixture::start(engine).await;
    let plain = |code: &str, successor: Option<&str>| {
        let unit = json!([{"code": format!("{code}.01"), "name": "Quầy", "kind": "counter"}]);
        let mut body = json!({"code": code, "name": "Sở", "nameEn": "Office", "kind": "department", "units": unit});
        if let Some(successor) = successor {
            body["successor"] = json!(successor);
        }
        body
    };
    let file = json!({"agencies": [plain("H35.01", Some("H35.02")), plain("H35.02", None)]});
    let report = fixture.edit(IMPORT, &import(&file, false)).await.expect(200);
    assert_eq!(outcomes(&report), ["agency H35.01 created", "agency H35.02 created"]);
    let circle = json!({"agencies": [plain("H35.03", Some("H35.04")), plain("H35.04", Some("H35.03"))]});
    let report = fixture.edit(IMPORT, &import(&circle, false)).await.expect(200);
    assert!(outcomes(&report).iter().any(|row| row.ends_with("refused")) && report["applied"] == false, "{report}");
    assert_eq!(fixture.read("/v1/agencies").await.expect(200)["items"].as_array().map(Vec::len), Some(2));
}

#[tokio::test(flavor = "multi_thread")]
async fn every_wrong_row_is_reported_with_every_error() {
    on_both(wrong_rows).await;
}

async fn wrong_rows(engine: Engine) {
    let fixture = filled(engine).await;
    let mut file = document();
    // Two schema errors in one row and one in another; two broken rules in one row; one valid row.
    let mut shapeless = bodies::named("1.000003", "Sai dạng", "Thú y");
    shapeless["colour"] = json!("red");
    shapeless["cases"][0]["terms"][0]["channel"] = json!("fax");
    let mut broken = bodies::named("1.000004", "Sai quy tắc", "Thú y");
    broken["cases"][0]["terms"][0]["steps"][1]["unit"] = json!("H35.05.09");
    broken["cases"][0]["terms"][0]["steps"][2]["unit"] = json!("H35.05.08");
    let procedures = file["procedures"].as_array_mut().expect("procedures");
    procedures.insert(0, shapeless);
    procedures.insert(1, json!("1.000009"));
    procedures.insert(2, broken);
    procedures.push(bodies::named("1.000005", "Mới", "Thú y"));
    let report = fixture.edit(IMPORT, &import(&file, false)).await.expect(200);
    let expected = [
        "agency H35.05 unchanged",
        "calendar H35 unchanged",
        "procedure 1.000003 refused",
        "procedure  refused",
        "procedure 1.000004 refused",
        "procedure 1.000001 unchanged",
        "procedure 1.000002 unchanged",
        "procedure 1.000005 created",
    ];
    assert_eq!((outcomes(&report), &report["applied"]), (expected.map(String::from).to_vec(), &json!(false)));
    let expected = [
        "/document/procedures/0/cases/0/terms/0/channel value",
        "/document/procedures/0/colour unknown-field",
        "/document/procedures/1 type",
        "/document/procedures/2/cases/0/terms/0/steps/1/unit unknown",
        "/document/procedures/2/cases/0/terms/0/steps/2/unit unknown",
    ];
    assert_eq!(wrong(&report), expected);
    assert_eq!(fixture.read("/v1/procedures").await.expect(200)["items"].as_array().map(Vec::len), Some(2));
    fixture.service.assert_clean().await;
    assert_eq!(fixture.service.published_of::<ProcedurePublished>().len(), 2, "nothing of the file took effect");
}

/// Pointer and code of each error of a report, sorted.
pub fn wrong(report: &Value) -> Vec<String> {
    let rows = report["rows"].as_array().into_iter().flatten();
    let errors = rows.flat_map(|row| row["errors"].as_array().cloned().unwrap_or_default());
    let named = |error: Value| [&error["pointer"], &error["code"]].map(|part| part.as_str().unwrap_or("?")).join(" ");
    let mut all: Vec<String> = errors.map(named).collect();
    all.sort();
    all
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_needs_the_published_shape_and_an_editor() {
    on_both(guarded).await;
}

async fn guarded(engine: Engine) {
    let fixture = Fixture::start(engine).await;
    let mut file = document();
    file["colour"] = json!("red");
    file["agencies"][0]["kind"] = json!("ministry");
    let answer = fixture.edit(IMPORT, &import(&file, true)).await;
    let expected = ["/document/agencies/0/kind", "/document/colour"];
    assert_eq!(answer.wrong_fields(), expected);
    answer.expect(422);
    let request = import(&document(), true);
    fixture.service.command(IMPORT, "", &request).await.expect(401);
    fixture.service.command(IMPORT, &fixture.approver, &request).await.expect(403);
    fixture.service.post(IMPORT, &fixture.editor, "", &request).await.expect(400);
    let large = vec![b' '; motcua_kit::http::BODY_LIMIT + 1];
    let request = Request::post(IMPORT)
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::AUTHORIZATION, format!("Bearer {}", fixture.editor))
        .header("idempotency-key", key())
        .body(Body::from(large))
        .expect("a request");
    fixture.service.send(request).await.expect(413);
}
