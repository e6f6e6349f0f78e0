//! Working calendars: drafted by one person, published by another, and then to the other services.

use motcua_contracts::catalogue::CalendarPublished;
use motcua_testkit::{Engine, on_both};
use motcua_worktime::Calendar;
use serde_json::json;

use crate::bodies;
use crate::fixture::{Fixture, publication};

const PATH: &str = "/v1/calendars";

#[tokio::test(flavor = "multi_thread")]
async fn a_calendar_is_in_force_once_a_second_person_has_published_it() {
    on_both(published).await;
}

async fn published(engine: Engine) {
    let fixture = Fixture::start(engine).await;
    let (body, one) = (bodies::calendar(1), "/v1/calendars/H35");
    let drafted = fixture.service.command(PATH, &fixture.both, &body).await.expect(201);
    assert_eq!(drafted, json!({"code": "H35", "version": 1, "state": "draft"}));
    fixture.read(one).await.expect(404);
    assert_eq!(fixture.edit(PATH, &bodies::calendar(2)).await.expect(409)["code"], "conflict-state");

    let publish = publication("calendars", "H35", &json!(1));
    fixture.edit(&publish, &json!({})).await.expect(403);
    let own = fixture.service.command(&publish, &fixture.both, &json!({})).await.expect(403);
    assert!(own["detail"].is_string(), "{own}");
    let answer = fixture.publish(&publish).await.expect(200);
    assert_eq!(answer, json!({"code": "H35", "version": 1, "state": "published"}));
    fixture.publish(&publish).await.expect(200);
    let read = fixture.read(one).await;
    assert_eq!((read.header("etag"), &read.json), ("\"2\"", &body));
    fixture.service.assert_clean().await;
    let published = fixture.service.published_of::<CalendarPublished>();
    assert_eq!(published.len(), 1);
    let document: Calendar = serde_json::from_str(&published[0].document).expect("a calendar");
    assert_eq!(serde_json::to_value(document).ok(), Some(body));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_published_version_of_a_calendar_replaces_the_one_before() {
    on_both(next_version).await;
}

async fn next_version(engine: Engine) {
    let fixture = Fixture::start(engine).await;
    let publish = |version: u32| publication("calendars", "H35", &json!(version));
    fixture.edit(PATH, &bodies::calendar(1)).await.expect(201);
    fixture.publish(&publish(1)).await.expect(200);
    let answer = fixture.edit(PATH, &bodies::calendar(5)).await;
    assert_eq!(answer.wrong_fields(), ["/version"]);
    answer.expect(422);
    let mut body = bodies::calendar(2);
    body["overrides"] = json!({});
    fixture.edit(PATH, &body).await.expect(201);
    assert_eq!(fixture.read("/v1/calendars/H35").await.expect(200)["version"], 1);
    fixture.publish(&publish(2)).await.expect(200);
    assert_eq!(fixture.read("/v1/calendars/H35").await.expect(200), body);
    fixture.publish(&publish(3)).await.expect(404);
    fixture.publish(&publication("calendars", "other", &json!(1))).await.expect(404);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_error_of_a_calendar_is_reported_at_once() {
    on_both(wrong).await;
}

async fn wrong(engine: Engine) {
    let fixture = Fixture::start(engine).await;
    let mut body = bodies::calendar(2);
    body["week"][0] = json!([{"from": "13:30", "to": "17:00"}, {"from": "07:00", "to": "11:30"}]);
    body["week"][1] = json!([{"from": "09:00", "to": "09:00"}]);
    body["overrides"]["2030-01-01"] = json!({"kind": "off", "reason": "Tết Dương lịch"});
    body["overrides"]["2022-05-07"] = json!({"kind": "working", "spans": [], "reason": "Làm bù"});
    let answer = fixture.edit(PATH, &body).await;
    let expected = ["/overrides/2022-05-07/spans", "/overrides/2030-01-01", "/version", "/week/0/1", "/week/1/0"];
    assert_eq!(answer.wrong_fields(), expected);
    answer.expect(422);

    let mut body = bodies::calendar(1);
    (body["week"], body["colour"], body["validFrom"]) = (json!([[]]), json!("red"), json!("tomorrow"));
    body["overrides"]["2022-05-07"] =
        json!({"kind": "working", "spans": [{"from": "7:00", "to": "25:00"}], "reason": "x"});
    let answer = fixture.edit(PATH, &body).await;
    assert_eq!(answer.wrong_fields(), ["/colour", "/overrides/2022-05-07", "/validFrom", "/week"]);
    answer.expect(422);
    fixture.read("/v1/calendars/H35").await.expect(404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_calendar_without_a_working_day_in_a_whole_year_is_refused() {
    on_both(closed).await;
}

async fn closed(engine: Engine) {
    let fixture = Fixture::start(engine).await;
    let mut body = bodies::calendar(1);
    body["week"] = json!([[], [], [], [], [], [], []]);
    // The make-up Saturday of 2024 is the only working day: 2021 counts in part only, every other year is closed.
    let answer = fixture.edit(PATH, &body).await;
    assert_eq!(answer.wrong_fields(), ["/week"; 5]);
    let codes = answer.json["errors"].as_array().into_iter().flatten().map(|error| error["code"].clone());
    assert!(codes.into_iter().all(|code| code == "no-working-year"), "{}", answer.json);
    answer.expect(422);
    body["overrides"] = json!({});
    assert_eq!(fixture.edit(PATH, &body).await.expect(422)["errors"][0]["code"], "no-working-day");
}
