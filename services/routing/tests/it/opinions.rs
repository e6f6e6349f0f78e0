//! Opinions that other units are asked for: they are listed as open work, and move with the work of their unit.

use motcua_contracts::ids::{DossierId, TaskId};
use motcua_contracts::processing::{OpinionGiven, OpinionRequested};
use motcua_contracts::routing::{JourneyMoved, StepOpened};
use motcua_office::Role;
use motcua_testkit::{Engine, on_both};
use serde_json::{Value, json};

use crate::fixture::{AGENCY, Fixture};

/// The unit that is asked, of an agency that has ended, and the one that takes over its work.
const ASKED: &str = "H35.07.04";
const SUCCESSOR: &str = "H35.06.04";
const REASON: &str = "Sáp nhập theo Nghị quyết 12/NQ-HĐND";

/// A dossier that awaits the opinion of a unit whose agency has ended.
async fn consulted(engine: Engine) -> (Fixture, String, DossierId, TaskId) {
    let fixture = Fixture::start(engine).await;
    fixture.publish_agency("H35.07", "2022-03-13", "H35.06").await;
    fixture.publish_agency("H35.06", "", "").await;
    let director = fixture.service.issuer.somebody(&[Role::CentreDirector], None);
    let (dossier, task) = (fixture.accept().await, TaskId::mint());
    ask(&fixture, dossier, task).await;
    (fixture, director, dossier, task)
}

async fn ask(fixture: &Fixture, dossier: DossierId, task: TaskId) {
    let (dossier_id, task_id) = (dossier.to_string(), task.to_string());
    let asked = OpinionRequested { dossier_id, task_id, agency: AGENCY.into(), unit: ASKED.into() };
    fixture.service.publish(dossier.0, &asked).await;
    fixture.service.assert_clean().await;
}

async fn give(fixture: &Fixture, dossier: DossierId, task: TaskId, unit: &str) {
    let (dossier_id, task_id) = (dossier.to_string(), task.to_string());
    fixture.service.publish(dossier.0, &OpinionGiven { dossier_id, task_id, unit: unit.into() }).await;
    fixture.service.assert_clean().await;
}

async fn move_work(fixture: &Fixture, director: &str, dry_run: bool) -> Value {
    let body = json!({"fromUnit": ASKED, "toUnit": SUCCESSOR, "reason": REASON, "dryRun": dry_run});
    fixture.service.command("/v1/journeys/moves", director, &body).await.expect(200)
}

/// How many opinions the unit of a number in the list of its agency is asked for.
async fn awaited(fixture: &Fixture, director: &str, unit: &str) -> Value {
    let (agency, number) = (&unit[..6], unit[7..].parse::<usize>().unwrap());
    let work = fixture.service.get(&format!("/v1/agencies/{agency}/open-work"), director).await.expect(200);
    let unit = &work["units"][number - 1];
    assert_eq!((&unit["open"], &unit["upcoming"]), (&json!(0), &json!(0)));
    unit["opinions"].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_opinion_moves_with_the_work_of_the_unit_that_is_asked() {
    on_both(|engine| async move {
        let (fixture, director, dossier, task) = consulted(engine).await;
        let read = async |what: &str| fixture.service.get(&format!("/v1/dossiers/{dossier}/{what}"), &director).await;
        let before = read("journey").await.expect(200);
        assert_eq!(awaited(&fixture, &director, ASKED).await, 1);
        let moves = json!([{"dossierId": dossier, "outcome": "moved", "openStepMoved": false}]);
        assert_eq!(move_work(&fixture, &director, true).await["items"], moves);
        let moved = move_work(&fixture, &director, false).await;
        assert_eq!((&moved["items"], &moved["remaining"]), (&moves, &json!(0)));
        fixture.service.assert_clean().await;
        let published = fixture.service.published_of::<JourneyMoved>();
        let shown: Vec<_> =
            published.iter().map(|it| (it.from_unit.as_str(), it.to_unit.as_str(), it.open_step_moved)).collect();
        assert_eq!(shown, [(ASKED, SUCCESSOR, false)]);
        assert_eq!(fixture.service.published_of::<StepOpened>().len(), 1);
        assert_eq!(read("journey").await.expect(200), before, "neither step nor due date");
        assert_eq!(awaited(&fixture, &director, ASKED).await, 0);
        assert_eq!(awaited(&fixture, &director, SUCCESSOR).await, 1);
        give(&fixture, dossier, task, SUCCESSOR).await;
        assert_eq!(awaited(&fixture, &director, SUCCESSOR).await, 0);
        let history = read("history/routing").await.expect(200);
        let shown: Vec<(&Value, &Value)> =
            history["items"].as_array().unwrap().iter().map(|entry| (&entry["name"], &entry["reason"])).collect();
        let plain = |name: &str| (json!(name), Value::Null);
        let expected =
            [plain("started"), plain("opinion_requested"), (json!("moved"), json!(REASON)), plain("opinion_given")];
        assert_eq!(shown, expected.iter().map(|(name, reason)| (name, reason)).collect::<Vec<_>>());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_opinion_given_while_it_moved_is_no_longer_awaited() {
    on_both(|engine| async move {
        let (fixture, director, dossier, task) = consulted(engine).await;
        move_work(&fixture, &director, false).await;
        give(&fixture, dossier, task, ASKED).await;
        assert_eq!(awaited(&fixture, &director, SUCCESSOR).await, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_end_of_a_step_closes_its_opinions_and_leaves_none_to_move() {
    on_both(|engine| async move {
        let (fixture, director, dossier, _) = consulted(engine).await;
        fixture.service.deliver(&fixture.worked(dossier)).await;
        fixture.service.assert_clean().await;
        assert_eq!(awaited(&fixture, &director, ASKED).await, 0);
        assert_eq!(move_work(&fixture, &director, false).await["items"], json!([]));
    })
    .await;
}
