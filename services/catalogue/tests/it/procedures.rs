//! Procedures: drafted by one person, published by another, told to the others.

use motcua_contracts::catalogue::ProcedurePublished;
use motcua_kit::auth::Role;
use motcua_testkit::service::key;
use motcua_testkit::{Engine, on_both};
use serde_json::{Value, json};

use crate::bodies;
use crate::stage::{Stage, publication, text};

const PATH: &str = "/v1/procedures";

#[tokio::test(flavor = "multi_thread")]
async fn a_procedure_becomes_public_when_a_second_person_publishes_it() {
    on_both(published).await;
}

async fn published(engine: Engine) {
    let stage = Stage::with_agency(engine).await;
    let body = bodies::procedure();
    let drafted = stage.rig.command(PATH, &stage.both, &body).await.expect(201);
    let id = text(&drafted["id"]);
    assert_eq!(drafted, json!({"id": id, "code": "1.005319", "version": 1, "state": "draft"}));
    let (one, publish) = (format!("{PATH}/{id}"), publication("procedures", &id, &json!(1)));
    stage.read(&one).await.expect(404);
    assert_eq!(stage.read(PATH).await.expect(200)["items"], json!([]));

    let own = stage.rig.command(&publish, &stage.both, &json!({})).await.expect(403);
    assert!(text(&own["detail"]).contains("Who drafted a version"), "{own}");
    let answer = stage.publish(&publish).await.expect(200);
    assert_eq!(answer, json!({"id": id, "code": "1.005319", "version": 1, "state": "published"}));
    stage.publish(&publish).await.expect(200);

    let shown = stage.read(&one).await.expect(200);
    assert_eq!((&shown["version"], &shown["cases"]), (&json!(1), &body["cases"]));
    stage.rig.assert_clean().await;
    let told = stage.rig.heard_of::<ProcedurePublished>();
    assert_eq!(told.len(), 1, "a second time says nothing");
    assert_eq!((told[0].procedure_id.as_str(), told[0].version), (id.as_str(), 1));
    assert_eq!((told[0].effective_from.as_str(), told[0].supplement_policy.as_str()), ("2021-07-01", "pause"));
    assert_eq!((told[0].territory.as_str(), &shown["territory"]), ("province", &json!("province")));
    let steps = &told[0].cases[0].terms[0].steps;
    assert_eq!((steps[3].kind.as_str(), steps[3].role.as_str(), steps[3].minutes), ("issue", "clerk", 120));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_procedure_that_names_no_territory_is_handed_in_nowhere_else() {
    on_both(no_territory).await;
}

async fn no_territory(engine: Engine) {
    let stage = Stage::with_agency(engine).await;
    let mut body = bodies::procedure();
    body["territory"] = json!("world");
    assert_eq!(stage.edit(PATH, &body).await.wrong_fields(), ["/territory"]);
    body.as_object_mut().expect("an object").remove("territory");
    let id = stage.procedure(&body).await;
    assert_eq!(stage.read(&format!("{PATH}/{id}")).await.expect(200)["territory"], "none");
    stage.rig.assert_clean().await;
    assert_eq!(stage.rig.heard_of::<ProcedurePublished>()[0].territory, "none");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_next_version_is_drafted_while_the_present_one_stays_in_force() {
    on_both(next_version).await;
}

async fn next_version(engine: Engine) {
    let stage = Stage::with_agency(engine).await;
    let id = stage.procedure(&bodies::procedure()).await;
    let mut body = bodies::named("1.005319", "Cấp lại Chứng chỉ hành nghề thú y (mới)", "Chăn nuôi");
    body["effectiveFrom"] = json!("2022-04-01");
    let second = stage.edit(PATH, &body).await.expect(201);
    assert_eq!((&second["id"], &second["version"]), (&json!(id), &json!(2)));
    assert_eq!(stage.edit(PATH, &body).await.expect(409)["code"], "conflict-state");
    let shown = stage.read(&format!("{PATH}/{id}")).await.expect(200);
    assert_eq!((&shown["version"], &shown["field"]), (&json!(1), &json!("Thú y")));
    stage.publish(&publication("procedures", &id, &json!(3))).await.expect(404);
    stage.publish(&publication("procedures", &id, &json!(2))).await.expect(200);
    // The first version again: harmless.
    stage.publish(&publication("procedures", &id, &json!(1))).await.expect(200);
    let listed = stage.read(PATH).await.expect(200);
    assert_eq!((&listed["items"][0]["version"], &listed["items"][0]["field"]), (&json!(2), &json!("Chăn nuôi")));
    stage.rig.assert_clean().await;
    let versions: Vec<u32> = stage.rig.heard_of::<ProcedurePublished>().iter().map(|told| told.version).collect();
    assert_eq!(versions, [1, 2]);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_published_version_is_public_and_a_draft_is_for_those_who_edit() {
    on_both(versions).await;
}

async fn versions(engine: Engine) {
    let stage = Stage::with_agency(engine).await;
    let id = stage.procedure(&bodies::procedure()).await;
    let mut body = bodies::named("1.005319", "Cấp lại Chứng chỉ hành nghề thú y (mới)", "Chăn nuôi");
    body["effectiveFrom"] = json!("2022-07-01");
    stage.edit(PATH, &body).await.expect(201);
    let version = |number: u32| format!("{PATH}/{id}/versions/{number}");
    let citizen = stage.rig.issuer.somebody(&[Role::Citizen], None);
    for reader in ["", citizen.as_str(), "nonsense"] {
        assert_eq!(stage.rig.get(&version(1), reader).await.expect(200)["field"], "Thú y");
        for unknown in [0, 2, 3, u32::MAX] {
            stage.rig.get(&version(unknown), reader).await.expect(404);
        }
    }
    for reader in [&stage.editor, &stage.approver] {
        let draft = stage.rig.get(&version(2), reader).await.expect(200);
        assert_eq!((&draft["version"], &draft["field"]), (&json!(2), &json!("Chăn nuôi")));
        stage.rig.get(&version(3), reader).await.expect(404);
    }
    stage.publish(&publication("procedures", &id, &json!(2))).await.expect(200);
    let both = (stage.read(&version(1)).await.expect(200), stage.read(&version(2)).await.expect(200));
    assert_eq!((&both.0["field"], &both.1["field"]), (&json!("Thú y"), &json!("Chăn nuôi")));
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_wrong_with_a_procedure_is_said_at_once() {
    on_both(wrong).await;
}

async fn wrong(engine: Engine) {
    let stage = Stage::with_agency(engine).await;
    let mut body = bodies::procedure();
    body["effectiveFrom"] = json!("1999-12-31");
    body["agency"] = json!("H35.99");
    let term = &mut body["cases"][0]["terms"][0];
    term["limit"]["amount"] = json!(0);
    term["steps"][0]["kind"] = json!("work");
    term["steps"][1]["unit"] = json!("H35.05.09");
    term["steps"][2]["number"] = json!(7);
    body["cases"][0]["papers"][1]["code"] = json!("GT1");
    let answer = stage.edit(PATH, &body).await;
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
    let answer = stage.edit(PATH, &body).await;
    assert_eq!(answer.wrong_fields(), ["/cases/0/fee", "/cases/0/terms", "/code", "/supplementPolicy"]);
    answer.expect(422);
    // Nothing of it was kept: the code is still free for version 1.
    assert_eq!(stage.edit(PATH, &bodies::procedure()).await.expect(201)["version"], 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_version_takes_effect_after_the_one_before_it() {
    on_both(effective).await;
}

async fn effective(engine: Engine) {
    let stage = Stage::with_agency(engine).await;
    let id = stage.procedure(&bodies::procedure()).await;
    let mut body = bodies::procedure();
    for day in ["2021-06-30", "2021-07-01"] {
        body["effectiveFrom"] = json!(day);
        let answer = stage.edit(PATH, &body).await;
        assert_eq!(answer.wrong_fields(), ["/effectiveFrom"]);
        let error = &answer.expect(422)["errors"][0];
        assert_eq!(error["code"], "overlap");
        assert!(text(&error["message"]).contains("2021-07-01"), "{error}");
    }
    body["effectiveFrom"] = json!("2021-07-02");
    assert_eq!(stage.edit(PATH, &body).await.expect(201)["id"], json!(id));
    // An open draft is not in force: it does not count for the date, it is in the way.
    body["effectiveFrom"] = json!("2021-07-02");
    stage.edit(PATH, &body).await.expect(409);
    body["effectiveFrom"] = json!("2021-07-01");
    stage.edit(PATH, &body).await.expect(422);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_procedure_too_large_to_be_told_is_refused_when_it_is_drafted() {
    on_both(large).await;
}

async fn large(engine: Engine) {
    let stage = Stage::with_agency(engine).await;
    let mut body = bodies::procedure();
    let paper = |number| json!({"code": format!("GT{number}"), "name": "ấ".repeat(1000), "originals": 1, "copies": 0});
    body["cases"][0]["papers"] = (0..30).map(paper).collect::<Vec<Value>>().into();
    assert_eq!(stage.edit(PATH, &body).await.expect(422)["errors"][0]["code"], "too-large");
}

#[tokio::test(flavor = "multi_thread")]
async fn racing_drafts_of_one_code_leave_one_draft() {
    on_both(race).await;
}

async fn race(engine: Engine) {
    let stage = Stage::with_agency(engine).await;
    let body = bodies::procedure();
    let (a, b, c) =
        tokio::join!(stage.edit(PATH, &body), stage.edit(PATH, &body), stage.rig.command(PATH, &stage.both, &body));
    let mut statuses = [a.status.as_u16(), b.status.as_u16(), c.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 409, 409]);
}

#[tokio::test(flavor = "multi_thread")]
async fn editors_draft_approvers_publish_and_a_repeat_is_the_same_request() {
    on_both(guarded).await;
}

async fn guarded(engine: Engine) {
    let stage = Stage::with_agency(engine).await;
    let (body, key) = (bodies::procedure(), key());
    stage.rig.command(PATH, &stage.approver, &body).await.expect(403);
    let first = stage.rig.post(PATH, &stage.editor, &key, &body).await.expect(201);
    assert_eq!(stage.rig.post(PATH, &stage.editor, &key, &body).await.expect(201), first);
    let publish = publication("procedures", &text(&first["id"]), &json!(1));
    stage.edit(&publish, &json!({})).await.expect(403);
    let director = stage.rig.issuer.somebody(&[Role::CentreDirector], None);
    stage.rig.command(&publish, &director, &json!({})).await.expect(403);
    stage.rig.command(&publish, &stage.approver, &json!({"force": true})).await.expect(422);
    stage.publish("/v1/procedures/nonsense/versions/1/publication").await.expect(404);
    stage.publish(&publication("procedures", &key, &json!(1))).await.expect(404);
    stage.publish(&publish.replace("/1/", "/4294967295/")).await.expect(404);
    stage.publish(&publish).await.expect(200);
}
