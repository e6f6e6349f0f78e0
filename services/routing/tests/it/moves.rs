//! Open work moves with a reason, when agencies merge or units close.

use motcua_contracts::ids::DossierId;
use motcua_contracts::routing::{JourneyMoved, StepOpened};
use motcua_office::Role;
use motcua_testkit::{Engine, on_both};
use serde_json::{Value, json};

use crate::fixture::Fixture;

const MOVES: &str = "/v1/journeys/moves";

/// A service with an agency that ends and its successor.
async fn merging(engine: Engine) -> (Fixture, String) {
    let fixture = Fixture::start(engine).await;
    fixture.publish_agency("H35.05", "2022-03-31", "H35.06").await;
    fixture.publish_agency("H35.06", "", "").await;
    fixture.publish_agency("H35.07", "2022-03-13", "H35.06").await;
    fixture.publish_agency("H35.08", "", "").await;
    let director = fixture.service.issuer.somebody(&[Role::CentreDirector], None);
    (fixture, director)
}

fn body(from: &str, to: &str) -> Value {
    json!({"fromUnit": from, "toUnit": to, "reason": "Sáp nhập theo Nghị quyết 12/NQ-HĐND"})
}

async fn read(fixture: &Fixture, director: &str, dossier: DossierId, what: &str) -> Value {
    fixture.service.get(&format!("/v1/dossiers/{dossier}/{what}"), director).await.expect(200)
}

#[tokio::test(flavor = "multi_thread")]
async fn open_and_upcoming_steps_move_and_keep_task_and_due_date() {
    on_both(|engine| async move {
        let (fixture, director) = merging(engine).await;
        let dossier = fixture.accept().await;
        fixture.service.settle().await;
        let before = read(&fixture, &director, dossier, "journey").await;
        fixture.service.set_clock("2022-03-15 09:00");
        let moved = fixture.service.command(MOVES, &director, &body("H35.05.04", "H35.06.04")).await.expect(200);
        assert_eq!(moved["items"], json!([{"dossierId": dossier, "outcome": "moved", "openStepMoved": true}]));
        assert_eq!((&moved["remaining"], &moved["dryRun"]), (&json!(0), &json!(false)));
        fixture.service.assert_clean().await;
        let published = fixture.service.published_of::<JourneyMoved>();
        let shown: Vec<_> =
            published.iter().map(|it| (it.from_unit.as_str(), it.to_unit.as_str(), it.open_step_moved)).collect();
        assert_eq!(shown, [("H35.05.04", "H35.06.04", true)]);
        assert_eq!(fixture.service.published_of::<StepOpened>().len(), 1, "the task is the same");
        let after = read(&fixture, &director, dossier, "journey").await;
        assert_eq!(
            (&after["step"]["unit"], &after["step"]["since"]),
            (&json!("H35.06.04"), &json!("2022-03-15T02:00:00Z"))
        );
        assert_eq!((&after["dueAt"], &after["step"]["dueAt"]), (&before["dueAt"], &before["step"]["dueAt"]));
        let history = read(&fixture, &director, dossier, "history/routing").await;
        let entry = history["items"].as_array().unwrap().last().unwrap();
        assert_eq!((&entry["name"], &entry["reason"]), (&json!("moved"), &body("", "")["reason"]));
        let holder = fixture.service.issuer.somebody(&[Role::DeptOfficer], Some("H35.06.04"));
        let seen = fixture.service.get(&format!("/v1/dossiers/{dossier}/journey"), &holder).await.expect(200);
        assert_eq!(seen["step"]["unit"], "H35.06.04", "the unit that holds it sees it");
        fixture.service.deliver(&fixture.worked(dossier)).await;
        fixture.service.assert_clean().await;
        assert_eq!(read(&fixture, &director, dossier, "journey").await["step"]["unit"], "H35.05.03");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_control_sheet_has_a_row_for_each_unit_that_held_it() {
    on_both(|engine| async move {
        let (fixture, director) = merging(engine).await;
        let dossier = fixture.accept().await;
        fixture.service.settle().await;
        fixture.service.set_clock("2022-03-15 09:00");
        fixture.service.command(MOVES, &director, &body("H35.05.03", "H35.06.03")).await.expect(200);
        fixture.service.command(MOVES, &director, &body("H35.05.04", "H35.06.04")).await.expect(200);
        fixture.service.set_clock("2022-03-16 09:00");
        for message in
            [fixture.worked(dossier), fixture.decided(dossier), fixture.issued(dossier), fixture.recalled(dossier)]
        {
            fixture.service.deliver(&message).await;
        }
        fixture.service.assert_clean().await;
        let sheet = read(&fixture, &director, dossier, "control-sheet").await;
        let rows = sheet["rows"].as_array().unwrap();
        let shown: Vec<(u64, &str)> =
            rows.iter().map(|row| (row["number"].as_u64().unwrap(), row["unit"].as_str().unwrap())).collect();
        let held = [(2, "H35.05.04"), (2, "H35.06.04"), (3, "H35.06.03"), (4, "H35.05.02"), (2, "H35.06.04")];
        assert_eq!(shown, held);
        assert_eq!(
            (&rows[0]["passedOnAt"], &rows[1]["receivedAt"]),
            (&json!("2022-03-15T02:00:00Z"), &rows[0]["passedOnAt"])
        );
        assert_eq!(rows[0]["dueAt"], rows[1]["dueAt"], "the step is due as before");
        for pair in rows.windows(2) {
            assert_eq!(pair[0]["passedOnAt"], pair[1]["receivedAt"]);
        }
    })
    .await;
}

/// The officer finished before the director moved the work, but the event arrived after that.
#[tokio::test(flavor = "multi_thread")]
async fn a_move_that_crosses_the_end_of_its_step_has_no_control_sheet_row() {
    on_both(|engine| async move {
        let (fixture, director) = merging(engine).await;
        let dossier = fixture.accept().await;
        fixture.service.settle().await;
        fixture.service.set_clock("2022-03-15 09:00");
        let worked = fixture.worked(dossier);
        fixture.service.set_clock("2022-03-15 09:30");
        fixture.service.command(MOVES, &director, &body("H35.05.04", "H35.06.04")).await.expect(200);
        fixture.service.deliver(&worked).await;
        fixture.service.assert_clean().await;
        let sheet = read(&fixture, &director, dossier, "control-sheet").await;
        let rows = sheet["rows"].as_array().unwrap();
        let units: Vec<&str> = rows.iter().map(|row| row["unit"].as_str().unwrap()).collect();
        assert_eq!(units, ["H35.05.04", "H35.05.03"]);
        assert_eq!(rows[0]["passedOnAt"], "2022-03-15T02:00:00Z");
        assert_eq!(rows[0]["passedOnAt"], rows[1]["receivedAt"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dry_run_lists_and_changes_nothing() {
    on_both(|engine| async move {
        let (fixture, director) = merging(engine).await;
        let (one, other) = (fixture.accept().await, fixture.accept().await);
        fixture.service.settle().await;
        let before = read(&fixture, &director, one, "journey").await;
        let mut wanted = body("H35.05.02", "H35.06.02");
        wanted["dryRun"] = json!(true);
        let listed = fixture.service.command(MOVES, &director, &wanted).await.expect(200);
        let items = listed["items"].as_array().unwrap();
        let ids: std::collections::BTreeSet<&str> =
            items.iter().map(|item| item["dossierId"].as_str().unwrap()).collect();
        assert_eq!(ids, [one.to_string(), other.to_string()].iter().map(String::as_str).collect());
        assert!(items.iter().all(|item| item["outcome"] == "moved" && item["openStepMoved"] == false), "{listed}");
        assert_eq!(read(&fixture, &director, one, "journey").await, before);
        fixture.service.assert_clean().await;
        assert!(fixture.service.published_of::<JourneyMoved>().is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn named_dossiers_move_one_by_one_each_with_its_outcome() {
    on_both(|engine| async move {
        let (fixture, director) = merging(engine).await;
        let (runs, rests, done) = (fixture.accept().await, fixture.accept().await, fixture.finish().await);
        fixture.service.settle().await;
        let unknown = DossierId::mint();
        let mut wanted = body("H35.05.04", "H35.06.04");
        wanted["dossierIds"] = json!([runs, unknown, done, runs]);
        let moved = fixture.service.post(MOVES, &director, "k", &wanted).await.expect(200);
        let shown: Vec<(&str, &str)> = moved["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|item| (item["dossierId"].as_str().unwrap(), item["outcome"].as_str().unwrap()))
            .collect();
        let (a, b, c) = (runs.to_string(), unknown.to_string(), done.to_string());
        assert_eq!(shown, [(a.as_str(), "moved"), (b.as_str(), "refused"), (c.as_str(), "unchanged")]);
        assert_eq!((&moved["items"][1]["problem"]["code"], &moved["remaining"]), (&json!("not-found"), &json!(1)));
        let again = fixture.service.post(MOVES, &director, "k", &wanted).await;
        assert_eq!((again.header("idempotency-replayed"), &again.json), ("true", &moved));
        let other = fixture.service.post(MOVES, &director, "k", &body("H35.05.04", "H35.06.04")).await;
        assert_eq!(other.expect(422)["code"], "idempotency-key-reused");
        assert_eq!(
            read(&fixture, &director, rests, "journey").await["step"]["unit"],
            "H35.05.04",
            "a used key moves nothing"
        );
        fixture.service.assert_clean().await;
        assert_eq!(fixture.service.published_of::<JourneyMoved>().len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn work_moves_only_to_another_unit_that_is_active_today() {
    on_both(|engine| async move {
        let (fixture, director) = merging(engine).await;
        fixture.accept().await;
        fixture.service.settle().await;
        for (to, code) in [
            ("H35.06.09", "unknown"),
            ("H35.99.04", "unknown"),
            ("H35.07.04", "not-valid"),
            ("H35.05.04", "same"),
            ("H35.08.04", "no-successor"),
        ] {
            let refused = fixture.service.command(MOVES, &director, &body("H35.05.04", to)).await.expect(422);
            assert_eq!(
                (&refused["errors"][0]["code"], &refused["errors"][0]["pointer"]),
                (&json!(code), &json!("/toUnit"))
            );
        }
        let nonsense = json!({"fromUnit": "H35%", "toUnit": "", "reason": "x", "dossierIds": [], "all": true});
        let answer = fixture.service.command(MOVES, &director, &nonsense).await;
        assert_eq!(answer.wrong_fields(), ["/all", "/dossierIds", "/fromUnit", "/reason", "/toUnit"]);
        fixture.service.assert_clean().await;
        assert!(fixture.service.published_of::<JourneyMoved>().is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_merging_agency_lists_the_open_and_upcoming_work_of_its_units() {
    on_both(|engine| async move {
        let (fixture, director) = merging(engine).await;
        let dossier = fixture.accept().await;
        fixture.accept().await;
        fixture.finish().await;
        fixture.service.deliver(&fixture.worked(dossier)).await;
        fixture.service.assert_clean().await;
        let path = "/v1/agencies/H35.05/open-work";
        let work = fixture.service.get(path, &director).await.expect(200);
        assert_eq!((&work["successor"], &work["validTo"]), (&json!("H35.06"), &json!("2022-03-31")));
        let shown: Vec<(&str, u64, u64)> = work["units"]
            .as_array()
            .unwrap()
            .iter()
            .map(|unit| {
                (unit["unit"].as_str().unwrap(), unit["open"].as_u64().unwrap(), unit["upcoming"].as_u64().unwrap())
            })
            .collect();
        assert_eq!(shown, [("H35.05.01", 0, 0), ("H35.05.02", 0, 2), ("H35.05.03", 1, 1), ("H35.05.04", 1, 0)]);
        fixture.service.command(MOVES, &director, &body("H35.05.03", "H35.06.03")).await.expect(200);
        let theirs = fixture.service.get("/v1/agencies/H35.06/open-work", &director).await.expect(200);
        assert_eq!((&theirs["units"][2]["open"], &theirs["units"][2]["upcoming"]), (&json!(1), &json!(1)));
        for unknown in ["H35.99", "%00", "%25"] {
            fixture.service.get(&format!("/v1/agencies/{unknown}/open-work"), &director).await.expect(404);
        }
        let officer = fixture.service.issuer.somebody(&[Role::DeptOfficer], Some("H35.05.04"));
        fixture.service.get(path, &officer).await.expect(403);
    })
    .await;
}

/// A closed unit is no unit of its agency any more, but its work must be visible and movable.
#[tokio::test(flavor = "multi_thread")]
async fn the_work_of_a_closed_unit_is_listed_and_can_move() {
    on_both(|engine| async move {
        let (fixture, director) = merging(engine).await;
        let dossier = fixture.accept().await;
        fixture.service.settle().await;
        let closed = motcua_contracts::catalogue::AgencyChanged {
            code: "H35.05".into(),
            successor: "H35.06".into(),
            ..Default::default()
        };
        fixture.service.publish(motcua_contracts::ids::aggregate_of_code("agency", "H35.05"), &closed).await;
        fixture.service.settle().await;
        let work = fixture.service.get("/v1/agencies/H35.05/open-work", &director).await.expect(200);
        assert_eq!(work["units"][2], json!({"unit": "H35.05.04", "open": 1, "upcoming": 0, "opinions": 0}));
        fixture.service.command(MOVES, &director, &body("H35.05.04", "H35.06.04")).await.expect(200);
        assert_eq!(read(&fixture, &director, dossier, "journey").await["step"]["unit"], "H35.06.04");
        fixture.service.assert_clean().await;
    })
    .await;
}
