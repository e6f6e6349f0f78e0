//! Why a dossier is due on a day: the derivation, the control sheet, the remaining steps, and what a new calendar would do.

use chrono::NaiveDate;
use motcua_contracts::catalogue::CalendarPublished;
use motcua_contracts::ids::{ProcedureId, aggregate_of_code};
use motcua_contracts::processing::ExtensionGranted;
use motcua_contracts::routing::JourneyStopped;
use motcua_office::Role;
use motcua_testkit::{Shape, on_both};
use motcua_worktime::{Calendar, Day};
use serde_json::{Value, json};

use crate::fixture::{AGENCY, Fixture, published, step};

async fn read(fixture: &Fixture, dossier: motcua_contracts::ids::DossierId, what: &str) -> Value {
    let officer = fixture.service.issuer.somebody(&[Role::DeptOfficer], Some(&format!("{AGENCY}.04")));
    fixture.service.get(&format!("/v1/dossiers/{dossier}/{what}"), &officer).await.expect(200)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_due_date_shows_its_derivation_and_recounts_to_the_same_moment() {
    for shape in [Shape::EMBEDDED, Shape::CLUSTER] {
        let fixture = Fixture::start(shape).await;
        let dossier = fixture.accept().await;
        fixture.service.set_clock("2022-03-15 09:00");
        fixture.request_papers(dossier).await;
        fixture.service.settle().await;
        fixture.service.set_clock("2022-03-17 09:00");
        fixture.supply_papers(dossier).await;
        fixture.service.assert_clean().await;
        let due = read(&fixture, dossier, "due-date").await;
        let versions = due["versions"].as_array().unwrap();
        let reasons: Vec<&str> = versions.iter().map(|version| version["reason"].as_str().unwrap()).collect();
        assert_eq!(reasons, ["accepted", "resumed"], "{shape:?}");
        for version in versions {
            assert_eq!(version["recountedAt"], version["dueAt"], "{version}");
            assert_eq!(version["days"].as_array().unwrap().last().unwrap()["on"], local(&version["dueAt"]));
        }
        let counted: Vec<&str> =
            versions[0]["days"].as_array().unwrap().iter().map(|day| day["counting"].as_str().unwrap()).collect();
        assert_eq!(counted, ["received", "day", "day", "day"], "Monday is the day of receipt");
        assert_eq!(due["pauses"].as_array().map(Vec::len), Some(1));
        assert_eq!((&due["dueAt"], &due["paused"]), (&versions[1]["dueAt"], &json!(false)));
    }
}

/// The local date of a moment at closing time, 17:00 in Viet Nam.
fn local(moment: &Value) -> Value {
    json!(&moment.as_str().unwrap()[..10])
}

#[tokio::test(flavor = "multi_thread")]
async fn a_promised_later_day_is_a_version_that_is_not_binding() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let dossier = fixture.accept().await;
        let before = read(&fixture, dossier, "due-date").await;
        let promised_on = "2022-03-26".to_owned();
        let granted = ExtensionGranted { dossier_id: dossier.to_string(), promised_on, ..Default::default() };
        fixture.service.publish(dossier.0, &granted).await;
        fixture.service.assert_clean().await;
        let after = read(&fixture, dossier, "due-date").await;
        assert_eq!(after["dueAt"], before["dueAt"]);
        // A Saturday: the promise ends when the office closes on Monday.
        assert_eq!(after["promisedAt"], "2022-03-28T10:00:00Z");
        assert_eq!(after["versions"][1]["reason"], "extended");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_control_sheet_shows_who_held_the_dossier() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let dossier = fixture.accept().await;
        fixture.service.set_clock("2022-03-15 09:00");
        for message in [fixture.worked(dossier), fixture.decided(dossier), fixture.issued(dossier)] {
            fixture.service.deliver(&message).await;
        }
        fixture.service.assert_clean().await;
        let sheet = read(&fixture, dossier, "control-sheet").await;
        let rows = sheet["rows"].as_array().unwrap();
        let units: Vec<&str> = rows.iter().map(|row| row["unit"].as_str().unwrap()).collect();
        assert_eq!(units, ["H35.05.04", "H35.05.03", "H35.05.02"]);
        for pair in rows.windows(2) {
            assert_eq!(pair[0]["passedOnAt"], pair[1]["receivedAt"]);
        }
        assert!(rows.iter().all(|row| row["verdict"] == "early" || row["verdict"] == "onTime"), "{sheet}");
    })
    .await;
}

/// The journey names who holds the dossier, since when, and what remains.
#[tokio::test(flavor = "multi_thread")]
async fn a_journey_names_its_holder_and_the_critical_path() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let dossier = fixture.accept().await;
        let journey = read(&fixture, dossier, "journey").await;
        assert_eq!(journey["step"]["unit"], "H35.05.04");
        assert_eq!(journey["step"]["since"], journey["acceptedAt"]);
        let path: Vec<u64> =
            journey["path"].as_array().unwrap().iter().map(|step| step["number"].as_u64().unwrap()).collect();
        assert_eq!(path, [2, 3, 4]);
        let minutes: u64 =
            journey["parts"].as_array().unwrap().iter().map(|part| part["minutes"].as_u64().unwrap()).sum();
        assert_eq!(minutes, 1440, "the parts add up to the limit of three days");
    })
    .await;
}

/// "Interlinked due dates not summed", the worst complaint about an older system: the parts of a process over two
/// agencies add up to the total, and the date by which the first agency passes it on comes before the total one.
#[tokio::test(flavor = "multi_thread")]
async fn planned_dates_of_interlinked_parts_add_up_to_the_due_date() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let interlinked = ProcedureId(uuid::Uuid::from_u128(8));
        // One day at the fixture and in the department, three at the other agency, one more until the issue.
        let steps = vec![
            step(1, "receive", "H35.05.01", "intake_officer", 0),
            step(2, "work", "H35.05.04", "dept_officer", 480),
            step(3, "work", "H35.00.04", "dept_officer", 960),
            step(4, "approve", "H35.00.03", "dept_head", 480),
            step(5, "issue", "H35.05.02", "clerk", 480),
        ];
        fixture.service.publish(interlinked.0, &published(interlinked, 5, steps)).await;
        fixture.service.settle().await;
        let dossier = fixture.accept_of(interlinked, "2022-03-21 17:00").await;
        fixture.service.assert_clean().await;
        let journey = read(&fixture, dossier, "journey").await;
        let parts = journey["parts"].as_array().unwrap();
        let shown = |field: &str| parts.iter().map(|part| part[field].clone()).collect::<Vec<_>>();
        assert_eq!(shown("agency"), ["H35.05", "H35.00", "H35.05"]);
        assert_eq!(shown("minutes"), [480, 1440, 480]);
        let minutes: u64 = parts.iter().map(|part| part["minutes"].as_u64().unwrap()).sum();
        assert_eq!(minutes, 5 * 480, "the parts add up to the total limit");
        let due = read(&fixture, dossier, "due-date").await;
        let days: Vec<String> = shown("plannedOn").iter().map(|day| day.as_str().unwrap().to_owned()).collect();
        assert_eq!(days, ["2022-03-15", "2022-03-18", "2022-03-21"]);
        assert_eq!(days.last().map(String::as_str), due["dueOn"].as_str(), "the last part ends on the total date");
        assert!(days[0] < days[2], "the local date comes before the total");
        assert_eq!(due["versions"][0]["recountedAt"], due["dueAt"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_calendar_lists_the_dossiers_it_affects_and_changes_none() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let dossier = fixture.accept().await;
        let before = read(&fixture, dossier, "due-date").await;
        let day = |year| NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
        let mut calendar = Calendar::office_hours("H35", 2, day(2021), day(2024));
        let holiday = NaiveDate::from_ymd_opt(2022, 3, 16).unwrap();
        calendar.overrides.insert(holiday, Day::Off { reason: "Nghỉ bù".into() });
        let document = serde_json::to_string(&calendar).unwrap();
        let published = CalendarPublished { code: "H35".into(), version: 2, document };
        fixture.service.publish(aggregate_of_code("calendar", "H35"), &published).await;
        fixture.service.assert_clean().await;
        let director = fixture.service.issuer.somebody(&[Role::CentreDirector], None);
        let listed = fixture.service.get("/v1/calendars/H35/versions/2/affected-dossiers", &director).await.expect(200);
        let affected = &listed["items"][0];
        assert_eq!((&affected["dossierId"], &affected["dueAt"]), (&json!(dossier), &before["dueAt"]));
        assert_eq!(affected["wouldBeDueAt"], "2022-03-18T10:00:00Z");
        assert_eq!(read(&fixture, dossier, "due-date").await["dueAt"], before["dueAt"]);
        let first = fixture.service.get("/v1/calendars/H35/versions/1/affected-dossiers", &director).await.expect(200);
        assert_eq!(first["items"], json!([]));
        fixture.service.get("/v1/calendars/%00/versions/1/affected-dossiers", &director).await.expect(404);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stop_ends_the_journey_with_its_cause() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let dossier = fixture.accept().await;
        fixture.stop(dossier, "withdrawn").await;
        fixture.service.assert_clean().await;
        let journey = read(&fixture, dossier, "journey").await;
        assert_eq!((&journey["status"], &journey["stoppedBecause"]), (&json!(8), &json!("withdrawn")));
        assert_eq!(fixture.service.published_of::<JourneyStopped>().len(), 1);
    })
    .await;
}
