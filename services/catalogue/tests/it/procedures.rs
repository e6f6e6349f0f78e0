//! Procedures: drafted by one person, published by another, and then to the other services.

use motcua_contracts::catalogue::ProcedurePublished;
use motcua_office::Role;
use motcua_testkit::service::key;
use motcua_testkit::{Engine, on_both};
use serde_json::{Value, json};

use crate::bodies;
use crate::fixture::{Fixture, publication, text};

const PATH: &str = "/v1/procedures";

#[tokio::test(flavor = "multi_thread")]
async fn a_procedure_becomes_public_when_a_second_person_publishes_it() {
    on_both(published).await;
}

async fn published(engine: Engine) {
    let fixture = Fixture::with_agency(engine).await;
    let body = bodies::procedure();
    let drafted = fixture.service.command(PATH, &fixture.both, &body).await.expect(201);
    let id = text(&drafted["id"]);
    assert_eq!(drafted, json!({"id": id, "code": "1.005319", "version": 1, "state": "draft"}));
    let (one, publish) = (format!("{PATH}/{id}"), publication("procedures", &id, &json!(1)));
    fixture.read(&one).await.expect(404);
    assert_eq!(fixture.read(PATH).await.expect(200)["items"], json!([]));

    let own = fixture.service.command(&publish, &fixture.both, &json!({})).await.expect(403);
    assert_eq!(own["detail"], "Người công bố phải khác người soạn dự thảo.");
    let answer = fixture.publish(&publish).await.expect(200);
    assert_eq!(answer, json!({"id": id, "code": "1.005319", "version": 1, "state": "published"}));
    fixture.publish(&publish).await.expect(200);

    let shown = fixture.read(&one).await.expect(200);
    assert_eq!((&shown["version"], &shown["cases"]), (&json!(1), &body["cases"]));
    fixture.service.assert_clean().await;
    let published = fixture.service.published_of::<ProcedurePublished>();
    assert_eq!(published.len(), 1, "publishing again publishes no event");
    assert_eq!((published[0].procedure_id.as_str(), published[0].version), (id.as_str(), 1));
    assert_eq!(
        (published[0].effective_from.as_str(), published[0].supplement_policy.as_str()),
        ("2021-07-01", "pause")
    );
    assert_eq!((published[0].territory.as_str(), &shown["territory"]), ("province", &json!("province")));
    let steps = &published[0].cases[0].terms[0].steps;
    assert_eq!((steps[3].kind.as_str(), steps[3].role.as_str(), steps[3].minutes), ("issue", "clerk", 120));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_procedure_without_territory_is_submitted_only_at_its_agency() {
    on_both(no_territory).await;
}

async fn no_territory(engine: Engine) {
    let fixture = Fixture::with_agency(engine).await;
    let mut body = bodies::procedure();
    body["territory"] = json!("world");
    assert_eq!(fixture.edit(PATH, &body).await.wrong_fields(), ["/territory"]);
    body.as_object_mut().expect("an object").remove("territory");
    let id = fixture.procedure(&body).await;
    assert_eq!(fixture.read(&format!("{PATH}/{id}")).await.expect(200)["territory"], "none");
    fixture.service.assert_clean().await;
    assert_eq!(fixture.service.published_of::<ProcedurePublished>()[0].territory, "none");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_next_version_is_drafted_while_the_current_one_stays_in_force() {
    on_both(next_version).await;
}

async fn next_version(engine: Engine) {
    let fixture = Fixture::with_agency(engine).await;
    let id = fixture.procedure(&bodies::procedure()).await;
    let mut body = bodies::named("1.005319", "Cấp lại Chứng chỉ hành nghề thú y (mới)", "Chăn nuôi");
    body["effectiveFrom"] = json!("2022-04-01");
    let second = fixture.edit(PATH, &body).await.expect(201);
    assert_eq!((&second["id"], &second["version"]), (&json!(id), &json!(2)));
    assert_eq!(fixture.edit(PATH, &body).await.expect(409)["code"], "conflict-state");
    let shown = fixture.read(&format!("{PATH}/{id}")).await.expect(200);
    assert_eq!((&shown["version"], &shown["field"]), (&json!(1), &json!("Thú y")));
    fixture.publish(&publication("procedures", &id, &json!(3))).await.expect(404);
    fixture.publish(&publication("procedures", &id, &json!(2))).await.expect(200);
    // The first version again: harmless.
    fixture.publish(&publication("procedures", &id, &json!(1))).await.expect(200);
    let listed = fixture.read(PATH).await.expect(200);
    assert_eq!((&listed["items"][0]["version"], &listed["items"][0]["field"]), (&json!(2), &json!("Chăn nuôi")));
    fixture.service.assert_clean().await;
    let versions: Vec<u32> =
        fixture.service.published_of::<ProcedurePublished>().iter().map(|event| event.version).collect();
    assert_eq!(versions, [1, 2]);
}

#[tokio::test(flavor = "multi_thread")]
async fn published_versions_are_public_and_drafts_are_for_editors() {
    on_both(versions).await;
}

async fn versions(engine: Engine) {
    let fixture = Fixture::with_agency(engine).await;
    let id = fixture.procedure(&bodies::procedure()).await;
    let mut body = bodies::named("1.005319", "Cấp lại Chứng chỉ hành nghề thú y (mới)", "Chăn nuôi");
    body["effectiveFrom"] = json!("2022-07-01");
    fixture.edit(PATH, &body).await.expect(201);
    let version = |number: u32| format!("{PATH}/{id}/versions/{number}");
    let citizen = fixture.service.issuer.somebody(&[Role::Citizen], None);
    for reader in ["", citizen.as_str(), "nonsense"] {
        assert_eq!(fixture.service.get(&version(1), reader).await.expect(200)["field"], "Thú y");
        for unknown in [0, 2, 3, u32::MAX] {
            fixture.service.get(&version(unknown), reader).await.expect(404);
        }
    }
    for reader in [&fixture.editor, &fixture.approver] {
        let draft = fixture.service.get(&version(2), reader).await.expect(200);
        assert_eq!((&draft["version"], &draft["field"]), (&json!(2), &json!("Chăn nuôi")));
        fixture.service.get(&version(3), reader).await.expect(404);
    }
    fixture.publish(&publication("procedures", &id, &json!(2))).await.expect(200);
    let both = (fixture.read(&version(1)).await.expect(200), fixture.read(&version(2)).await.expect(200));
    assert_eq!((&both.0["field"], &both.1["field"]), (&json!("Thú y"), &json!("Chăn nuôi")));
}

#[tokio::test(flavor = "multi_thread")]
async fn every_error_of_a_procedure_is_reported_at_once() {
    on_both(wrong).await;
}

async fn wrong(engine: Engine) {
    let fixture = Fixture::with_agency(engine).await;
    let mut body = bodies::procedure();
    body["effectiveFrom"] = json!("1999-12-31");
    body["agency"] = json!("H35.99");
    let term = &mut body["cases"][0]["terms"][0];
    term["limit"]["amount"] = json!(0);
    term["steps"][0]["kind"] = json!("work");
    term["steps"][1]["unit"] = json!("H35.05.09");
    term["steps"][2]["number"] = json!(7);
    body["cases"][0]["papers"][1]["code"] = json!("GT1");
    let answer = fixture.edit(PATH, &body).await;
    let at = "/cases/0/terms/0";
    let expected = [
        "/agency".into(),
        "/cases/0/papers/1/code".into(),
        format!("{at}/limit/amount"),
        format!("{at}/steps"),
        format!("{at}/steps/0/kind"),
        format!("{at}/steps/1/unit"),
        format!("{at}/steps/2/number"),
        "/effectiveFrom".into(),
    ];
    assert_eq!(answer.wrong_fields(), expected);
    assert_eq!(answer.expect(422)["code"], "validation");

    let mut body = bodies::procedure();
    (body["code"], body["supplementPolicy"], body["cases"][0]["terms"]) = (json!("x"), json!("stop"), json!([]));
    body["cases"][0]["fee"] = json!(0);
    let answer = fixture.edit(PATH, &body).await;
    assert_eq!(answer.wrong_fields(), ["/cases/0/fee", "/cases/0/terms", "/code", "/supplementPolicy"]);
    answer.expect(422);
    // Nothing was stored: the code is still free for version 1.
    assert_eq!(fixture.edit(PATH, &bodies::procedure()).await.expect(201)["version"], 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_version_takes_effect_after_the_one_before_it() {
    on_both(effective).await;
}

async fn effective(engine: Engine) {
    let fixture = Fixture::with_agency(engine).await;
    let id = fixture.procedure(&bodies::procedure()).await;
    let mut body = bodies::procedure();
    for day in ["2021-06-30", "2021-07-01"] {
        body["effectiveFrom"] = json!(day);
        let answer = fixture.edit(PATH, &body).await;
        assert_eq!(answer.wrong_fields(), ["/effectiveFrom"]);
        let error = &answer.expect(422)["errors"][0];
        assert_eq!(error["code"], "overlap");
        assert!(text(&error["message"]).contains("2021-07-01"), "{error}");
    }
    body["effectiveFrom"] = json!("2021-07-02");
    assert_eq!(fixture.edit(PATH, &body).await.expect(201)["id"], json!(id));
    // An open draft is not in force: its date does not count, but it prevents another draft.
    body["effectiveFrom"] = json!("2021-07-02");
    fixture.edit(PATH, &body).await.expect(409);
    body["effectiveFrom"] = json!("2021-07-01");
    fixture.edit(PATH, &body).await.expect(422);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_procedure_too_large_for_its_event_is_refused_when_drafted() {
    on_both(large).await;
}

async fn large(engine: Engine) {
    let fixture = Fixture::with_agency(engine).await;
    let mut body = bodies::procedure();
    let paper = |number| json!({"code": format!("GT{number}"), "name": "ấ".repeat(1000), "originals": 1, "copies": 0});
    body["cases"][0]["papers"] = (0..30).map(paper).collect::<Vec<Value>>().into();
    assert_eq!(fixture.edit(PATH, &body).await.expect(422)["errors"][0]["code"], "too-large");
}

#[tokio::test(flavor = "multi_thread")]
async fn concurrent_drafts_of_one_code_leave_one_draft() {
    on_both(race).await;
}

async fn race(engine: Engine) {
    let fixture = Fixture::with_agency(engine).await;
    let body = bodies::procedure();
    let (a, b, c) = tokio::join!(
        fixture.edit(PATH, &body),
        fixture.edit(PATH, &body),
        fixture.service.command(PATH, &fixture.both, &body)
    );
    let mut statuses = [a.status.as_u16(), b.status.as_u16(), c.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 409, 409]);
}

#[tokio::test(flavor = "multi_thread")]
async fn editors_draft_and_approvers_publish() {
    on_both(guarded).await;
}

async fn guarded(engine: Engine) {
    let fixture = Fixture::with_agency(engine).await;
    let (body, key) = (bodies::procedure(), key());
    fixture.service.command(PATH, &fixture.approver, &body).await.expect(403);
    let first = fixture.service.post(PATH, &fixture.editor, &key, &body).await.expect(201);
    assert_eq!(fixture.service.post(PATH, &fixture.editor, &key, &body).await.expect(201), first);
    let publish = publication("procedures", &text(&first["id"]), &json!(1));
    fixture.edit(&publish, &json!({})).await.expect(403);
    let director = fixture.service.issuer.somebody(&[Role::CentreDirector], None);
    fixture.service.command(&publish, &director, &json!({})).await.expect(403);
    fixture.service.command(&publish, &fixture.approver, &json!({"force": true})).await.expect(422);
    fixture.publish("/v1/procedures/nonsense/versions/1/publication").await.expect(404);
    fixture.publish(&publication("procedures", &key, &json!(1))).await.expect(404);
    fixture.publish(&publish.replace("/1/", "/4294967295/")).await.expect(404);
    fixture.publish(&publish).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_based_on_an_older_version_is_refused_when_the_editor_asks_for_that() {
    on_both(based_on).await;
}

async fn based_on(engine: Engine) {
    let fixture = Fixture::with_agency(engine).await;
    let id = fixture.procedure(&bodies::procedure()).await;
    let read = fixture.read(&format!("{PATH}/{id}")).await;
    assert_eq!(read.header("etag"), "\"2\"", "drafted and published");
    let mut body = bodies::procedure();
    body["effectiveFrom"] = json!("2022-04-01");
    fixture.procedure(&body).await;
    body["effectiveFrom"] = json!("2022-05-01");
    let draft = async |etag: &str| fixture.service.command_if(PATH, &fixture.editor, etag, &body).await;
    assert_eq!(draft("\"2\"").await.expect(412)["code"], "precondition-failed");
    let drafted = draft("\"4\"").await;
    assert_eq!((drafted.status.as_u16(), drafted.header("etag")), (201, "\"5\""));
}
