//! Open work moves with its reason: agencies merge, units close, and no dossier is left behind.

use motcua_contracts::ids::DossierId;
use motcua_contracts::routing::{JourneyMoved, StepOpened};
use motcua_kit::auth::Role;
use motcua_testkit::{Engine, on_both};
use serde_json::{Value, json};

use crate::centre::Centre;

const MOVES: &str = "/v1/journeys/moves";

/// A centre that knows the agency which closes and the one that takes over.
async fn merging(engine: Engine) -> (Centre, String) {
    let centre = Centre::open(engine).await;
    centre.hear_of_agency("H35.05", "2022-03-31", "H35.06").await;
    centre.hear_of_agency("H35.06", "", "").await;
    centre.hear_of_agency("H35.07", "2022-03-13", "H35.06").await;
    centre.hear_of_agency("H35.08", "", "").await;
    let director = centre.rig.issuer.somebody(&[Role::CentreDirector], None);
    (centre, director)
}

fn body(from: &str, to: &str) -> Value {
    json!({"fromUnit": from, "toUnit": to, "reason": "Sáp nhập theo Nghị quyết 12/NQ-HĐND"})
}

async fn read(centre: &Centre, director: &str, dossier: DossierId, what: &str) -> Value {
    centre.rig.get(&format!("/v1/dossiers/{dossier}/{what}"), director).await.expect(200)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_open_step_and_those_to_come_move_and_keep_task_and_due_date() {
    on_both(|engine| async move {
        let (centre, director) = merging(engine).await;
        let dossier = centre.accept().await;
        centre.rig.settle().await;
        let before = read(&centre, &director, dossier, "journey").await;
        centre.rig.set_clock("2022-03-15 09:00");
        let moved = centre.rig.command(MOVES, &director, &body("H35.05.04", "H35.06.04")).await.expect(200);
        assert_eq!(moved["items"], json!([{"dossierId": dossier, "outcome": "moved", "holds": true}]));
        assert_eq!((&moved["left"], &moved["dryRun"]), (&json!(0), &json!(false)));
        centre.rig.assert_clean().await;
        let said = centre.rig.heard_of::<JourneyMoved>();
        let told: Vec<_> = said.iter().map(|it| (it.from_unit.as_str(), it.to_unit.as_str(), it.holds)).collect();
        assert_eq!(told, [("H35.05.04", "H35.06.04", true)]);
        assert_eq!(centre.rig.heard_of::<StepOpened>().len(), 1, "the task is the same");
        let after = read(&centre, &director, dossier, "journey").await;
        assert_eq!(
            (&after["step"]["unit"], &after["step"]["since"]),
            (&json!("H35.06.04"), &json!("2022-03-15T02:00:00Z"))
        );
        assert_eq!((&after["dueAt"], &after["step"]["dueAt"]), (&before["dueAt"], &before["step"]["dueAt"]));
        let history = read(&centre, &director, dossier, "history/routing").await;
        let entry = history["items"].as_array().unwrap().last().unwrap();
        assert_eq!((&entry["name"], &entry["reason"]), (&json!("moved"), &body("", "")["reason"]));
        let holder = centre.rig.issuer.somebody(&[Role::DeptOfficer], Some("H35.06.04"));
        let seen = centre.rig.get(&format!("/v1/dossiers/{dossier}/journey"), &holder).await.expect(200);
        assert_eq!(seen["step"]["unit"], "H35.06.04", "whoever holds it sees it");
        centre.rig.deliver(&centre.worked(dossier)).await;
        centre.rig.assert_clean().await;
        assert_eq!(read(&centre, &director, dossier, "journey").await["step"]["unit"], "H35.05.03");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_control_sheet_has_a_row_for_each_unit_that_held_it() {
    on_both(|engine| async move {
        let (centre, director) = merging(engine).await;
        let dossier = centre.accept().await;
        centre.rig.settle().await;
        centre.rig.set_clock("2022-03-15 09:00");
        centre.rig.command(MOVES, &director, &body("H35.05.03", "H35.06.03")).await.expect(200);
        centre.rig.command(MOVES, &director, &body("H35.05.04", "H35.06.04")).await.expect(200);
        centre.rig.set_clock("2022-03-16 09:00");
        for message in
            [centre.worked(dossier), centre.decided(dossier), centre.issued(dossier), centre.recalled(dossier)]
        {
            centre.rig.deliver(&message).await;
        }
        centre.rig.assert_clean().await;
        let sheet = read(&centre, &director, dossier, "control-sheet").await;
        let rows = sheet["rows"].as_array().unwrap();
        let told: Vec<(u64, &str)> =
            rows.iter().map(|row| (row["number"].as_u64().unwrap(), row["unit"].as_str().unwrap())).collect();
        let held = [(2, "H35.05.04"), (2, "H35.06.04"), (3, "H35.06.03"), (4, "H35.05.02"), (2, "H35.06.04")];
        assert_eq!(told, held);
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

/// The officer was done before the director moved the work, but routing heard of it only after that.
#[tokio::test(flavor = "multi_thread")]
async fn a_move_that_crosses_the_end_of_a_step_has_no_row_on_the_control_sheet() {
    on_both(|engine| async move {
        let (centre, director) = merging(engine).await;
        let dossier = centre.accept().await;
        centre.rig.settle().await;
        centre.rig.set_clock("2022-03-15 09:00");
        let worked = centre.worked(dossier);
        centre.rig.set_clock("2022-03-15 09:30");
        centre.rig.command(MOVES, &director, &body("H35.05.04", "H35.06.04")).await.expect(200);
        centre.rig.deliver(&worked).await;
        centre.rig.assert_clean().await;
        let sheet = read(&centre, &director, dossier, "control-sheet").await;
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
        let (centre, director) = merging(engine).await;
        let (one, other) = (centre.accept().await, centre.accept().await);
        centre.rig.settle().await;
        let before = read(&centre, &director, one, "journey").await;
        let mut wanted = body("H35.05.02", "H35.06.02");
        wanted["dryRun"] = json!(true);
        let listed = centre.rig.command(MOVES, &director, &wanted).await.expect(200);
        let items = listed["items"].as_array().unwrap();
        let ids: std::collections::BTreeSet<&str> =
            items.iter().map(|item| item["dossierId"].as_str().unwrap()).collect();
        assert_eq!(ids, [one.to_string(), other.to_string()].iter().map(String::as_str).collect());
        assert!(items.iter().all(|item| item["outcome"] == "moved" && item["holds"] == false), "{listed}");
        assert_eq!(read(&centre, &director, one, "journey").await, before);
        centre.rig.assert_clean().await;
        assert!(centre.rig.heard_of::<JourneyMoved>().is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn named_dossiers_move_one_by_one_and_each_is_answered_for() {
    on_both(|engine| async move {
        let (centre, director) = merging(engine).await;
        let (runs, rests, done) = (centre.accept().await, centre.accept().await, centre.finish().await);
        centre.rig.settle().await;
        let nobody = DossierId::mint();
        let mut wanted = body("H35.05.04", "H35.06.04");
        wanted["dossierIds"] = json!([runs, nobody, done, runs]);
        let moved = centre.rig.post(MOVES, &director, "k", &wanted).await.expect(200);
        let told: Vec<(&str, &str)> = moved["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|item| (item["dossierId"].as_str().unwrap(), item["outcome"].as_str().unwrap()))
            .collect();
        let (a, b, c) = (runs.to_string(), nobody.to_string(), done.to_string());
        assert_eq!(told, [(a.as_str(), "moved"), (b.as_str(), "refused"), (c.as_str(), "unchanged")]);
        assert_eq!((&moved["items"][1]["problem"]["code"], &moved["left"]), (&json!("not-found"), &json!(1)));
        let again = centre.rig.post(MOVES, &director, "k", &wanted).await;
        assert_eq!((again.header("idempotency-replayed"), &again.json), ("true", &moved));
        let other = centre.rig.post(MOVES, &director, "k", &body("H35.05.04", "H35.06.04")).await;
        assert_eq!(other.expect(422)["code"], "idempotency-key-reused");
        assert_eq!(
            read(&centre, &director, rests, "journey").await["step"]["unit"],
            "H35.05.04",
            "a used key moves nothing"
        );
        centre.rig.assert_clean().await;
        assert_eq!(centre.rig.heard_of::<JourneyMoved>().len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn work_moves_only_to_another_unit_that_takes_part_today() {
    on_both(|engine| async move {
        let (centre, director) = merging(engine).await;
        centre.accept().await;
        centre.rig.settle().await;
        for (to, code) in [
            ("H35.06.09", "unknown"),
            ("H35.99.04", "unknown"),
            ("H35.07.04", "not-valid"),
            ("H35.05.04", "same"),
            ("H35.08.04", "no-successor"),
        ] {
            let refused = centre.rig.command(MOVES, &director, &body("H35.05.04", to)).await.expect(422);
            assert_eq!(
                (&refused["errors"][0]["code"], &refused["errors"][0]["pointer"]),
                (&json!(code), &json!("/toUnit"))
            );
        }
        let nonsense = json!({"fromUnit": "H35%", "toUnit": "", "reason": "x", "dossierIds": [], "all": true});
        let answer = centre.rig.command(MOVES, &director, &nonsense).await;
        assert_eq!(answer.wrong_fields(), ["/all", "/dossierIds", "/fromUnit", "/reason", "/toUnit"]);
        centre.rig.assert_clean().await;
        assert!(centre.rig.heard_of::<JourneyMoved>().is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_merging_agency_shows_what_its_units_hold_and_what_is_to_come() {
    on_both(|engine| async move {
        let (centre, director) = merging(engine).await;
        let dossier = centre.accept().await;
        centre.accept().await;
        centre.finish().await;
        centre.rig.deliver(&centre.worked(dossier)).await;
        centre.rig.assert_clean().await;
        let path = "/v1/agencies/H35.05/open-work";
        let work = centre.rig.get(path, &director).await.expect(200);
        assert_eq!((&work["successor"], &work["validTo"]), (&json!("H35.06"), &json!("2022-03-31")));
        let told: Vec<(&str, u64, u64)> = work["units"]
            .as_array()
            .unwrap()
            .iter()
            .map(|unit| {
                (unit["unit"].as_str().unwrap(), unit["held"].as_u64().unwrap(), unit["toCome"].as_u64().unwrap())
            })
            .collect();
        assert_eq!(told, [("H35.05.01", 0, 0), ("H35.05.02", 0, 2), ("H35.05.03", 1, 1), ("H35.05.04", 1, 0)]);
        centre.rig.command(MOVES, &director, &body("H35.05.03", "H35.06.03")).await.expect(200);
        let theirs = centre.rig.get("/v1/agencies/H35.06/open-work", &director).await.expect(200);
        assert_eq!((&theirs["units"][2]["held"], &theirs["units"][2]["toCome"]), (&json!(1), &json!(1)));
        for nobody in ["H35.99", "%00", "%25"] {
            centre.rig.get(&format!("/v1/agencies/{nobody}/open-work"), &director).await.expect(404);
        }
        let officer = centre.rig.issuer.somebody(&[Role::DeptOfficer], Some("H35.05.04"));
        centre.rig.get(path, &officer).await.expect(403);
    })
    .await;
}

/// A unit that closed is no unit of its agency any more, but what it had is still to be seen and to be moved.
#[tokio::test(flavor = "multi_thread")]
async fn the_work_of_a_unit_that_closed_is_not_lost() {
    on_both(|engine| async move {
        let (centre, director) = merging(engine).await;
        let dossier = centre.accept().await;
        centre.rig.settle().await;
        let closed = motcua_contracts::catalogue::AgencyChanged {
            code: "H35.05".into(),
            successor: "H35.06".into(),
            ..Default::default()
        };
        centre.rig.say(motcua_contracts::ids::aggregate_of_code("agency", "H35.05"), &closed).await;
        centre.rig.settle().await;
        let work = centre.rig.get("/v1/agencies/H35.05/open-work", &director).await.expect(200);
        assert_eq!(work["units"][2], json!({"unit": "H35.05.04", "held": 1, "toCome": 0, "opinions": 0}));
        centre.rig.command(MOVES, &director, &body("H35.05.04", "H35.06.04")).await.expect(200);
        assert_eq!(read(&centre, &director, dossier, "journey").await["step"]["unit"], "H35.06.04");
        centre.rig.assert_clean().await;
    })
    .await;
}
