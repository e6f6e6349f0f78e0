//! Differences between two versions of a procedure and of a calendar.

use motcua_testkit::{Engine, on_both};
use serde_json::{Value, json};

use crate::bodies;
use crate::fixture::{Fixture, publication};

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_is_compared_with_the_version_before_it() {
    on_both(procedure).await;
}

async fn procedure(engine: Engine) {
    let fixture = Fixture::with_agency(engine).await;
    let id = fixture.procedure(&bodies::procedure()).await;
    let mut body = bodies::procedure();
    body["effectiveFrom"] = json!("2022-01-01");
    body["cases"][0]["terms"][0]["feeVnd"] = json!(0);
    let papers = body["cases"][0]["papers"].as_array_mut().expect("papers");
    papers[0] = json!({"code": "GT3", "name": "Tờ khai", "originals": 1, "copies": 0});
    fixture.edit("/v1/procedures", &body).await.expect(201);
    let path = format!("/v1/procedures/{id}/versions/2/differences");
    let answer = fixture.read_as_editor(&format!("{path}?from=1")).await.expect(200);
    assert_eq!((&answer["code"], &answer["from"], &answer["version"]), (&json!("1.005319"), &json!(1), &json!(2)));
    let paper = bodies::procedure()["cases"][0]["papers"][0].clone();
    assert_eq!(
        answer["items"],
        json!([
            {"op": "added", "at": "/cases/0/papers/0", "to": body["cases"][0]["papers"][0]},
            {"op": "removed", "at": "/cases/0/papers/0", "from": paper},
            {"op": "changed", "at": "/cases/0/terms/0/feeVnd", "from": 50000, "to": 0},
            {"op": "changed", "at": "/effectiveFrom", "from": "2021-07-01", "to": "2022-01-01"},
        ])
    );
    assert_eq!(fixture.read_as_editor(&format!("{path}?from=2")).await.expect(200)["items"], json!([]));
    fixture.read_as_editor(&format!("{path}?from=3")).await.expect(404);
    fixture.read_as_editor(&format!("/v1/procedures/{id}/versions/3/differences?from=1")).await.expect(404);
    fixture.read_as_editor(&path).await.expect(422);
    fixture.read(&format!("{path}?from=1")).await.expect(401);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_versions_of_a_calendar_differ_in_the_days_whose_hours_differ() {
    on_both(calendar).await;
}

async fn calendar(engine: Engine) {
    let fixture = Fixture::start(engine).await;
    fixture.edit("/v1/calendars", &bodies::calendar(1)).await.expect(201);
    fixture.publish(&publication("calendars", "H35", &json!(1))).await.expect(200);
    let mut body = bodies::calendar(2);
    let hours = body["week"][0].clone();
    body["validTo"] = json!("2028-01-02");
    body["overrides"] = json!({"2022-04-11": {"kind": "off", "reason": "Giỗ Tổ"},
        "2022-09-02": {"kind": "off", "reason": "Quốc khánh"}});
    fixture.edit("/v1/calendars", &body).await.expect(201);
    let path = "/v1/calendars/H35/versions/2/differences";
    let items = json!([
        {"day": "2022-09-02", "from": hours, "to": []},
        {"day": "2024-05-04", "from": hours, "to": []},
        // A day that only the later version covers; whether the office works on it or not.
        {"day": "2028-01-01", "to": []},
        {"day": "2028-01-02", "to": []},
    ]);
    let page = fixture.read_as_editor(&format!("{path}?from=1")).await.expect(200);
    assert_eq!(page, json!({"items": items}), "another name of a holiday is not a difference");
    let (mut seen, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = fixture.read_as_editor(&format!("{path}?from=1&limit=3{cursor}")).await.expect(200);
        seen.extend(page["items"].as_array().cloned().unwrap_or_default());
        match page["next"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    assert_eq!(Value::Array(seen), items);
    fixture.read_as_editor(&format!("{path}?from=3")).await.expect(404);
    fixture.read_as_editor("/v1/calendars/H35/versions/3/differences?from=1").await.expect(404);
    fixture.read_as_editor("/v1/calendars/other/versions/2/differences?from=1").await.expect(404);
    fixture.read_as_editor(path).await.expect(422);
    fixture.read(&format!("{path}?from=1")).await.expect(401);
}
